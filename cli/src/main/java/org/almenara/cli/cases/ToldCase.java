package org.almenara.cli.cases;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.almenara.schemas.FlaggedCase;
import org.jspecify.annotations.Nullable;

/**
 * A case or near miss as it was told in a period.
 *
 * @param newest revision of the period in which it still stood
 * @param place of that revision: {@code topic-partition@offset}
 * @param unit that it is for; of a case in shadow, that it would be for
 * @param ended from when on it no longer stood; absent: it stands
 */
public record ToldCase(FlaggedCase newest, String place, String unit, @Nullable Instant ended) {

  /** What it says. */
  public FlaggedCase.Content content() {
    return newest.content();
  }

  /** When it opened. */
  public Instant opened() {
    return content().opened();
  }

  /** Its points, thousandths. */
  public long pointsMilli() {
    return content().strength().pointsMilli();
  }

  /** Of whom it is, whatever token is shown. */
  public String focalKey() {
    return content().focal().type().code() + " " + content().focal().origin();
  }

  /** What each rule gives it, thousandths of a point; what a rule can take off is below zero. */
  public SortedMap<String, Long> pointsByRule() {
    TreeMap<String, Long> points = new TreeMap<>();
    content()
        .factors()
        .forEach(factor -> points.merge(factor.rule(), factor.pointsMilli(), Long::sum));
    content()
        .counterEvidence()
        .forEach(counter -> points.merge(counter.rule(), -counter.pointsMilli(), Long::sum));
    return points;
  }

  /** Whether both stood at some instant. */
  boolean overlaps(ToldCase other) {
    return opensBeforeEndOf(other) && other.opensBeforeEndOf(this);
  }

  private boolean opensBeforeEndOf(ToldCase other) {
    return other.ended == null || opened().isBefore(other.ended);
  }
}

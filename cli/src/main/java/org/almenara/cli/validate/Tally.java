package org.almenara.cli.validate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.almenara.engine.time.EventTime;
import org.almenara.schemas.Decoded;
import org.almenara.schemas.RecordReader;
import org.almenara.schemas.Refusal;
import org.almenara.schemas.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * What came of many records: how many are good, and why and where the others are refused.
 *
 * <p>It holds no value of any record, and grows with the contract, never with the records: causes
 * and places in the contract are finite.
 */
final class Tally implements Records.Reader {

  /** Of each cause the first places, so that a person can look. */
  private static final int FIRST = 5;

  /** How often something was, and where first. */
  static final class Seen {
    private long count;
    private final List<Place> first = new ArrayList<>(FIRST);

    private void at(Place place) {
      count++;
      if (first.size() < FIRST) {
        first.add(place);
      }
    }

    long count() {
      return count;
    }

    List<Place> first() {
      return List.copyOf(first);
    }
  }

  /** A cause or a path, and how often it was seen. */
  record Line<K>(K what, Seen seen) {}

  private final RecordReader<?> contract;
  private final Map<Refusal, Seen> refused = new HashMap<>();
  private final Map<String, Seen> dropped = new HashMap<>();
  private long records;
  private long good;
  private boolean timesJudged;

  Tally(RecordReader<?> contract) {
    this.contract = contract;
  }

  @Override
  public void read(byte @Nullable [] value, Place place, @Nullable Long arrival) {
    records++;
    Decoded<?> decoded = contract.read(value);
    Refusal refusal = decoded.refusal();
    if (refusal == null && arrival != null && decoded.value() instanceof SourceRecord source) {
      timesJudged = true;
      refusal = judge(source.time().toEpochMilli(), arrival);
    }
    if (refusal == null) {
      good++;
    } else {
      refused.computeIfAbsent(refusal, cause -> new Seen()).at(place);
    }
    decoded.dropped().forEach(path -> dropped.computeIfAbsent(path, p -> new Seen()).at(place));
  }

  private static @Nullable Refusal judge(long time, long arrival) {
    return switch (EventTime.judge(time, arrival)) {
      case TOO_LATE -> new Refusal(Refusal.Reason.LATE, "time");
      case FUTURE -> new Refusal(Refusal.Reason.FUTURE, "time");
      case ON_TIME, LATE_EVIDENCE -> null;
    };
  }

  /** How many records were read. */
  long records() {
    return records;
  }

  /** How many of them would be taken. */
  long good() {
    return good;
  }

  /** How many of them would be refused. */
  long refused() {
    return records - good;
  }

  /** Whether arrivals were known, so that late and future records were told. */
  boolean timesJudged() {
    return timesJudged;
  }

  /** Causes of refusal, most frequent first. */
  List<Line<Refusal>> refusals() {
    return lines(
        refused,
        Comparator.comparing((Refusal refusal) -> refusal.reason()).thenComparing(Refusal::path));
  }

  /** Paths of fields that were dropped from records, most frequent first. */
  List<Line<String>> dropped() {
    return lines(dropped, Comparator.naturalOrder());
  }

  private static <K> List<Line<K>> lines(Map<K, Seen> seen, Comparator<K> order) {
    return seen.entrySet().stream()
        .map(entry -> new Line<>(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparing((Line<K> line) -> line.seen().count())
                .reversed()
                .thenComparing(Line::what, order))
        .toList();
  }
}

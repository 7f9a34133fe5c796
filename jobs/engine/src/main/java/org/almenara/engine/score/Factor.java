package org.almenara.engine.score;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import org.almenara.engine.evaluate.Finding;
import org.almenara.engine.measures.Entry;
import org.jspecify.annotations.Nullable;

/**
 * What one rule, for one entity, contributes to a focal entity.
 *
 * @param finding as it was said last
 * @param since first instant at which it held, epoch milliseconds
 * @param until first instant at which it no longer held; absent while it holds
 * @param pointsMilli what it gives at the assessment's instant, thousandths of a point
 */
public record Factor(Finding finding, long since, @Nullable Long until, long pointsMilli) {

  /** Strongest first; a total order. */
  static final Comparator<Factor> STRONGEST_FIRST =
      Comparator.comparingLong(Factor::pointsMilli)
          .reversed()
          .thenComparing(factor -> factor.finding.rule())
          .thenComparing(factor -> factor.finding.entity().key());

  /** What it is known by: one rule holds once for one entity. */
  public String key() {
    return key(finding);
  }

  static String key(Finding finding) {
    return finding.rule() + "|" + finding.entity().key();
  }

  boolean sharesRecordWith(Factor other) {
    Set<String> ids = new HashSet<>();
    for (Entry entry : finding.evidence()) {
      ids.add(entry.id());
    }
    return other.finding.evidence().stream().anyMatch(entry -> ids.contains(entry.id()));
  }
}

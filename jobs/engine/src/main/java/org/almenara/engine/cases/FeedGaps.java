package org.almenara.engine.cases;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.almenara.engine.evaluate.Finding;
import org.almenara.engine.registers.FeedGap;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.score.Assessment;
import org.almenara.engine.score.Factor;
import org.almenara.schemas.FlaggedCase;
import org.jspecify.annotations.Nullable;

/**
 * What a case says of feeds: what they left out when its findings were said, and which rules could
 * not be evaluated for that. A rule that holds by records alone has been, and is not among them.
 */
final class FeedGaps {

  /** What is known of one gap: an end that came later, and rules that one finding did not name. */
  private static final class Known {
    private @Nullable Long until;
    private long saidAt = Long.MIN_VALUE;
    private final TreeSet<String> rules = new TreeSet<>();

    void add(Finding.Gap gap, long instant) {
      if (instant >= saidAt) {
        saidAt = instant;
        until = gap.gap().until();
      }
      rules.addAll(gap.rules());
    }
  }

  private FeedGaps() {}

  /** In order; absent where nothing is left out. */
  static @Nullable List<FlaggedCase.FeedGap> of(Assessment assessment, RuleSet ruleSet) {
    TreeMap<FeedGap, Known> byBeginning = new TreeMap<>(FeedGap.ORDER);
    factors(assessment)
        .forEach(
            factor ->
                factor
                    .finding()
                    .gaps()
                    .forEach(
                        gap ->
                            byBeginning
                                .computeIfAbsent(withoutEnd(gap.gap()), of -> new Known())
                                .add(gap, factor.finding().instant())));
    Set<String> evaluated =
        factors(assessment)
            .filter(factor -> factor.until() == null)
            .map(factor -> factor.finding().rule())
            .filter(id -> !whole(ruleSet.rule(id)))
            .collect(Collectors.toSet());
    List<FlaggedCase.FeedGap> gaps =
        byBeginning.entrySet().stream()
            .map(
                entry -> {
                  Known known = entry.getValue();
                  known.rules.removeIf(id -> evaluated.contains(id) || ruleSet.rule(id) == null);
                  return said(entry.getKey(), known);
                })
            .filter(gap -> !gap.rules().isEmpty())
            .toList();
    return gaps.isEmpty() ? null : gaps;
  }

  private static Stream<Factor> factors(Assessment assessment) {
    return Stream.concat(assessment.factors().stream(), assessment.counters().stream());
  }

  private static boolean whole(@Nullable Rule rule) {
    return Objects.requireNonNull(rule).needs().whole();
  }

  private static FeedGap withoutEnd(FeedGap gap) {
    return new FeedGap(
        gap.platform(), gap.recordType(), gap.field(), gap.from(), null, gap.silence());
  }

  private static FlaggedCase.FeedGap said(FeedGap gap, Known known) {
    Long until = known.until;
    return new FlaggedCase.FeedGap(
        gap.platform(),
        gap.recordType(),
        gap.field(),
        Instant.ofEpochMilli(gap.from()),
        until == null ? null : Instant.ofEpochMilli(until),
        List.copyOf(known.rules));
  }
}

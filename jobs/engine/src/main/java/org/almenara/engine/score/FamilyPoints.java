package org.almenara.engine.score;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.almenara.engine.rules.Family;
import org.almenara.engine.rules.Root;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;

/**
 * What the families give: points add inside a family up to its cap, and counter-evidence lowers
 * that.
 */
final class FamilyPoints {

  /**
   * Most that counter-evidence takes of what a family gives: registration, a payout in one's own
   * name and a phone in one's own hand are covers that can be bought.
   */
  static final int MOST_LOWERED_PERCENT = 40;

  private final RuleSet ruleSet;

  FamilyPoints(RuleSet ruleSet) {
    this.ruleSet = ruleSet;
  }

  /** The sum over families, thousandths of a point; factors strongest first. */
  long sum(List<Factor> evidence, List<Factor> counters) {
    long points = 0;
    for (Map.Entry<Family, Long> family : added(evidence).entrySet()) {
      Long cap = ruleSet.settings().capsMilli().get(family.getKey());
      long capped = Math.min(family.getValue(), Objects.requireNonNull(cap));
      long most = family.getKey().isLowered() ? capped * MOST_LOWERED_PERCENT / 100 : 0;
      points += capped - Math.min(against(family.getKey(), counters), most);
    }
    return points;
  }

  /** Factors with a root and a record in common count once, as the strongest of them. */
  private Map<Family, Long> added(List<Factor> evidence) {
    List<Factor> counted = new ArrayList<>();
    Map<Family, Long> families = new EnumMap<>(Family.class);
    for (Factor factor : evidence) {
      boolean seen =
          counted.stream()
              .anyMatch(
                  other ->
                      rule(other).root() == rule(factor).root() && other.sharesRecordWith(factor));
      if (!seen) {
        counted.add(factor);
        families.merge(rule(factor).evidence().family(), factor.pointsMilli(), Long::sum);
      }
    }
    return families;
  }

  /**
   * What speaks against a family. Of one kind of fact only the strongest counts: one cover seen
   * twice is one cover, and one more never makes it weigh less.
   */
  private long against(Family family, List<Factor> counters) {
    Map<Root, Long> strongest = new EnumMap<>(Root.class);
    for (Factor counter : counters) {
      if (rule(counter).counters().contains(family)) {
        strongest.merge(rule(counter).root(), counter.pointsMilli(), Math::max);
      }
    }
    return strongest.values().stream().mapToLong(Long::longValue).sum();
  }

  private Rule rule(Factor factor) {
    return Objects.requireNonNull(ruleSet.rule(factor.finding().rule()));
  }
}

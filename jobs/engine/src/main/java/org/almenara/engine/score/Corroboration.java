package org.almenara.engine.score;

import java.util.List;
import java.util.Objects;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.schemas.Coded;
import org.almenara.schemas.FlaggedCase;

/** What carries a case. */
public enum Corroboration implements Coded {
  /** A rule of tier A about the entity itself. */
  TIER_A("tier_a"),
  /** Tier B in two families with two roots and no record in common. */
  TWO_FAMILIES_TWO_ROOTS("two_families_two_roots"),
  /** Nothing: one weak kind of fact, however often seen, opens no case. */
  NONE("none");

  private final String code;

  Corroboration(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }

  /** What the factors give. */
  static Corroboration of(List<Factor> factors, RuleSet ruleSet) {
    for (Factor factor : factors) {
      if (rule(factor, ruleSet).tier() == FlaggedCase.Tier.A && !factor.finding().context()) {
        return TIER_A;
      }
    }
    for (Factor a : factors) {
      for (Factor b : factors) {
        if (independent(a, b, ruleSet)) {
          return TWO_FAMILIES_TWO_ROOTS;
        }
      }
    }
    return NONE;
  }

  private static boolean independent(Factor a, Factor b, RuleSet ruleSet) {
    Rule ruleA = rule(a, ruleSet);
    Rule ruleB = rule(b, ruleSet);
    return ruleA.tier() != FlaggedCase.Tier.C
        && ruleB.tier() != FlaggedCase.Tier.C
        && ruleA.family() != ruleB.family()
        && ruleA.root() != ruleB.root()
        && !a.sharesRecordWith(b);
  }

  private static Rule rule(Factor factor, RuleSet ruleSet) {
    return Objects.requireNonNull(ruleSet.rule(factor.finding().rule()));
  }
}

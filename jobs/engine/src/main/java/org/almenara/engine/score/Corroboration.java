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
  /** A typology that is raised, of which two parts are independent. */
  TYPOLOGY("typology"),
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

  /** What factors that speak for a case give, with the typologies that they meet. */
  static Corroboration of(List<Factor> factors, List<TypologyMatch> typologies, RuleSet ruleSet) {
    for (Factor factor : factors) {
      if (tier(factor, ruleSet) == FlaggedCase.Tier.A && !factor.finding().context()) {
        return TIER_A;
      }
    }
    if (typologies.stream().anyMatch(TypologyMatch::carries)) {
      return TYPOLOGY;
    }
    List<Factor> strong =
        factors.stream().filter(factor -> tier(factor, ruleSet) != FlaggedCase.Tier.C).toList();
    return anyIndependent(strong, strong, ruleSet) ? TWO_FAMILIES_TWO_ROOTS : NONE;
  }

  /** Whether the parts of a typology may carry a case: two are independent, not both of tier C. */
  static boolean raised(List<Factor> parts, RuleSet ruleSet) {
    List<Factor> strong =
        parts.stream().filter(factor -> tier(factor, ruleSet) != FlaggedCase.Tier.C).toList();
    return anyIndependent(strong, parts, ruleSet);
  }

  private static boolean anyIndependent(List<Factor> some, List<Factor> others, RuleSet ruleSet) {
    return some.stream().anyMatch(a -> others.stream().anyMatch(b -> independent(a, b, ruleSet)));
  }

  /** Two kinds of fact, seen in different records, of which one is about the entity itself. */
  private static boolean independent(Factor a, Factor b, RuleSet ruleSet) {
    Rule ruleA = rule(a, ruleSet);
    Rule ruleB = rule(b, ruleSet);
    return ruleA.evidence().family() != ruleB.evidence().family()
        && ruleA.root() != ruleB.root()
        && !(a.finding().context() && b.finding().context())
        && !a.sharesRecordWith(b);
  }

  private static FlaggedCase.Tier tier(Factor factor, RuleSet ruleSet) {
    return rule(factor, ruleSet).evidence().tier();
  }

  private static Rule rule(Factor factor, RuleSet ruleSet) {
    return Objects.requireNonNull(ruleSet.rule(factor.finding().rule()));
  }
}

package org.almenara.engine.cases;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.almenara.engine.rules.Family;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.Settings;
import org.almenara.engine.rules.Typology;
import org.almenara.engine.score.Assessment;
import org.almenara.engine.score.Factor;
import org.almenara.schemas.FlaggedCase;

/**
 * Where what stands on a case leads: a factor of tier A or B to the route that names its rule, or
 * else to those of its family, unless all typologies that explain it name a unit. So what a pattern
 * of labour abuse explains goes to the inspectorate, and what it leaves unexplained goes where it
 * always did. Tips and signs of a minor are never led elsewhere.
 *
 * @param families that lead to their routes
 * @param rules that lead to the routes that name them
 * @param units that typologies lead to
 */
record Leads(Set<Family> families, Set<String> rules, Set<String> units) {

  static Leads of(Assessment assessment, RuleSet ruleSet) {
    Set<Family> families = EnumSet.noneOf(Family.class);
    Set<String> rules = new HashSet<>();
    Set<String> units = new HashSet<>();
    for (Factor factor : assessment.factors()) {
      String rule = factor.finding().rule();
      Rule.Evidence evidence = Objects.requireNonNull(ruleSet.rule(rule)).evidence();
      if (evidence.tier() == FlaggedCase.Tier.C) {
        continue;
      }
      Family family = evidence.family();
      List<Typology> explain =
          assessment.typologies().stream()
              .filter(match -> match.holding().contains(rule))
              .map(match -> Objects.requireNonNull(ruleSet.settings().typology(match.typology())))
              .toList();
      boolean byItself =
          !family.isLowered()
              || explain.isEmpty()
              || explain.stream().anyMatch(typology -> typology.unit() == null);
      if (byItself && ruleSet.settings().routesByItself(rule)) {
        rules.add(rule);
      } else if (byItself) {
        families.add(family);
      }
      for (Typology typology : explain) {
        String unit = typology.unit();
        if (unit != null) {
          units.add(unit);
        }
      }
    }
    return new Leads(families, rules, units);
  }

  /** Whether something leads to a route; the last one takes what leads to none. */
  boolean to(Settings.Route route) {
    return route.families().stream().anyMatch(families::contains)
        || route.rules().stream().anyMatch(rules::contains)
        || units.contains(route.unit());
  }
}

package org.almenara.engine.cases;

import java.util.ArrayList;
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
import org.almenara.engine.score.TypologyMatch;
import org.almenara.schemas.FlaggedCase;
import org.jspecify.annotations.Nullable;

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

  /** A factor of tier A or B. */
  private record Sign(String rule, Family family) {}

  static Leads of(Assessment assessment, RuleSet ruleSet) {
    List<Sign> signs = new ArrayList<>();
    for (Factor factor : assessment.factors()) {
      String rule = factor.finding().rule();
      Rule.Evidence evidence = Objects.requireNonNull(ruleSet.rule(rule)).evidence();
      if (evidence.tier() != FlaggedCase.Tier.C) {
        signs.add(new Sign(rule, evidence.family()));
      }
    }
    return of(signs, assessment.typologies(), ruleSet.settings());
  }

  /** The same, of what a case of the rule set says. */
  static Leads of(FlaggedCase.Content content, Settings settings) {
    List<Sign> signs =
        content.factors().stream()
            .filter(factor -> factor.tier() != FlaggedCase.Tier.C)
            .map(factor -> new Sign(factor.rule(), Family.of(factor.family())))
            .toList();
    List<TypologyMatch> typologies =
        content.typologies().stream()
            .map(typology -> new TypologyMatch(typology.id(), typology.parts(), false))
            .toList();
    return of(signs, typologies, settings);
  }

  private static Leads of(List<Sign> signs, List<TypologyMatch> typologies, Settings settings) {
    Set<Family> families = EnumSet.noneOf(Family.class);
    Set<String> rules = new HashSet<>();
    Set<String> units = new HashSet<>();
    for (Sign sign : signs) {
      List<Typology> explain =
          typologies.stream()
              .filter(match -> match.holding().contains(sign.rule()))
              .map(match -> Objects.requireNonNull(settings.typology(match.typology())))
              .toList();
      boolean byItself =
          !sign.family().isLowered()
              || explain.isEmpty()
              || explain.stream().anyMatch(typology -> typology.unit() == null);
      if (byItself && settings.routesByItself(sign.rule())) {
        rules.add(sign.rule());
      } else if (byItself) {
        families.add(sign.family());
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

  /**
   * The unit that a case is for: that of the first route which something on it leads to, else of
   * the last. What is context only leads nowhere, as it carries nothing: a check that failed once
   * must not send a matter of wages to those who look after minors. A case moves to an earlier
   * route when it grows, and never back when what led there has faded.
   *
   * @param known the unit that it is for so far; absent: it opens
   */
  String unit(Settings settings, @Nullable String known) {
    List<Settings.Route> routes = settings.routes();
    for (Settings.Route route : routes) {
      if (to(route) || route.unit().equals(known)) {
        return route.unit();
      }
    }
    return routes.get(routes.size() - 1).unit();
  }

  /** Whether something leads to a route; the last one takes what leads to none. */
  private boolean to(Settings.Route route) {
    return route.families().stream().anyMatch(families::contains)
        || route.rules().stream().anyMatch(rules::contains)
        || units.contains(route.unit());
  }
}

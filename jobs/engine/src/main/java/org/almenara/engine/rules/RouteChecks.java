package org.almenara.engine.rules;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.UnitKind;

/**
 * Checks the routes of the settings: that every case has a unit, and every rule one way at most;
 * and what is urgent.
 */
final class RouteChecks {

  private static final String MINORS = "minors";

  private final SettingsFile settings;
  private final YamlFile file;
  private final Map<String, Rule> rules;
  private final Set<String> named = new HashSet<>();

  private RouteChecks(SettingsFile settings, YamlFile file, Map<String, Rule> rules) {
    this.settings = settings;
    this.file = file;
    this.rules = rules;
  }

  /** Notes the problems of all routes. */
  static void check(SettingsFile settings, YamlFile file, Map<String, Rule> rules) {
    RouteChecks checks = new RouteChecks(settings, file, rules);
    List<SettingsFile.RouteFile> routes = settings.routes();
    int last = routes.size() - 1;
    if (last < 0 || !routes.get(last).families().isEmpty()) {
      file.problem("/routes", "no route takes all other cases", "end with a unit and families: []");
    }
    for (int i = 0; i <= last; i++) {
      SettingsFile.RouteFile route = routes.get(i);
      checks.unit("/routes/" + i + "/unit", route.unit());
      if (i < last && route.families().isEmpty() && rules(route).isEmpty()) {
        file.problem(
            "/routes/" + i, "this route takes every case before the next", "move it to the end");
      }
      checks.rules("/routes/" + i + "/rules/", rules(route));
      checks.minors("/routes/" + i, route);
    }
    checks.urgent(urgent(settings));
  }

  private void urgent(List<String> ids) {
    for (int i = 0; i < ids.size(); i++) {
      Rule rule = rules.get(ids.get(i));
      if (!settings.rules().contains(ids.get(i))) {
        file.problem(
            "/urgent/" + i,
            "there is no rule '" + ids.get(i) + "'",
            Names.suggest(ids.get(i), settings.rules(), "rules are"));
      } else if (rule != null
          && !(rule.bearing() instanceof Rule.Evidence evidence
              && evidence.tier() == FlaggedCase.Tier.A)) {
        file.problem(
            "/urgent/" + i,
            "'" + ids.get(i) + "' is not of tier A",
            "remove it: what opens no case by itself is not urgent by itself");
      }
    }
  }

  /** The rules that a route names. */
  static List<String> rules(SettingsFile.RouteFile route) {
    return Objects.requireNonNullElse(route.rules(), List.of());
  }

  /** The rules whose cases do not wait. */
  static List<String> urgent(SettingsFile settings) {
    return Objects.requireNonNullElse(settings.urgent(), List.of());
  }

  private void unit(String pointer, String unit) {
    List<String> kinds = Arrays.stream(UnitKind.values()).map(UnitKind::code).toList();
    if (!kinds.contains(unit)) {
      file.problem(
          pointer, "there is no unit '" + unit + "'", Names.suggest(unit, kinds, "units are"));
    }
  }

  /** Who looks after minors is told of every sign of one, and nobody else by a route. */
  private void minors(String pointer, SettingsFile.RouteFile route) {
    if (route.unit().equals(MINORS)) {
      return;
    }
    String mend = "leave it to the route of unit " + MINORS + ", which alone hears of minors";
    int family = route.families().indexOf(Family.MINORS);
    if (family >= 0) {
      file.problem(
          pointer + "/families/" + family, "it leads signs of a minor to " + route.unit(), mend);
    }
    for (int i = 0; i < rules(route).size(); i++) {
      Rule rule = rules.get(rules(route).get(i));
      if (rule != null
          && rule.bearing() instanceof Rule.Evidence evidence
          && evidence.family() == Family.MINORS) {
        file.problem(pointer + "/rules/" + i, "'" + rule.id() + "' is a sign of a minor", mend);
      }
    }
  }

  private void rules(String pointer, List<String> ids) {
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      Rule rule = rules.get(id);
      if (!settings.rules().contains(id)) {
        file.problem(
            pointer + i,
            "there is no rule '" + id + "'",
            Names.suggest(id, settings.rules(), "rules are"));
      } else if (rule != null && rule.isCounter()) {
        file.problem(
            pointer + i,
            "'" + id + "' is counter-evidence",
            "remove it: what speaks against a case leads to no unit");
      }
      if (!named.add(id)) {
        file.problem(
            pointer + i, "routes name '" + id + "' twice", "name it in the one that it leads to");
      }
    }
  }
}

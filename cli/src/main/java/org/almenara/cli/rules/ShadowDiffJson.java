package org.almenara.cli.rules;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import org.almenara.cli.cases.LaneComparison;
import org.almenara.cli.cases.LaneComparison.Alone;
import org.almenara.cli.cases.LaneComparison.Counts;
import org.almenara.cli.cases.LaneComparison.Moved;
import org.almenara.cli.cases.LaneComparison.Points;
import org.almenara.cli.cases.LaneComparison.Rank;
import org.almenara.cli.cases.ToldCase;
import org.jspecify.annotations.Nullable;

/** What a shadow changes, for programs. */
final class ShadowDiffJson {

  private ShadowDiffJson() {}

  static Map<String, Object> of(LaneComparison comparison) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("gained", comparison.gained().stream().map(ShadowDiffJson::alone).toList());
    json.put("lost", comparison.lost().stream().map(ShadowDiffJson::alone).toList());
    json.put("moved", comparison.moved().stream().map(ShadowDiffJson::moved).toList());
    json.put("shifted", comparison.shifted());
    json.put("alike", comparison.alike());
    json.put("earlier", comparison.earlier().stream().map(told -> told.content().id()).toList());
    Map<String, Object> byRule = new LinkedHashMap<>();
    comparison.byRule().forEach((rule, counts) -> byRule.put(rule, counts(counts)));
    json.put("by_rule", byRule);
    return json;
  }

  private static Map<String, Object> alone(Alone alone) {
    Map<String, Object> json = told(alone.told(), alone.rank());
    json.put("rules", rules(alone.rules()));
    @Nullable ToldCase near = alone.nearMiss();
    if (near != null) {
      json.put("near_miss", near.content().id());
      json.put("near_miss_points_milli", near.pointsMilli());
    }
    return json;
  }

  private static Map<String, Object> moved(Moved moved) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("judged", told(moved.judged(), moved.was()));
    json.put("in_shadow", told(moved.inShadow(), moved.is()));
    json.put("rules", rules(moved.rules()));
    return json;
  }

  private static Map<String, Object> told(ToldCase told, Rank rank) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", told.content().id());
    json.put("unit", told.unit());
    json.put("points_milli", told.pointsMilli());
    json.put("rank", rank.at());
    json.put("of", rank.of());
    json.put("entity", told.content().focal().type().code());
    json.put("token", told.content().focal().token());
    json.put("opened", told.opened().toString());
    json.put("case", told.place());
    json.put("records", told.newest().provenance());
    return json;
  }

  private static Map<String, Object> rules(SortedMap<String, Points> rules) {
    Map<String, Object> json = new LinkedHashMap<>();
    rules.forEach(
        (rule, points) ->
            json.put(
                rule,
                Map.of("judged_milli", points.judged(), "in_shadow_milli", points.inShadow())));
    return json;
  }

  private static Map<String, Object> counts(Counts counts) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("gained", counts.gained());
    json.put("lost", counts.lost());
    json.put("up", counts.up());
    json.put("down", counts.down());
    json.put("other_unit", counts.otherUnit());
    return json;
  }
}

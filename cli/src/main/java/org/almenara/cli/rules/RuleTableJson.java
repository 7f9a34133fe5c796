package org.almenara.cli.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.almenara.engine.rules.Family;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.Typology;

/** A {@link RuleTable} for programs. */
final class RuleTableJson {

  private RuleTableJson() {}

  static Map<String, Object> of(RuleTable table) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(
        "indicators",
        table.indicators().entrySet().stream()
            .map(
                indicator ->
                    Map.of(
                        "indicator",
                        indicator.getKey(),
                        "rules",
                        indicator.getValue().stream().map(RuleTableJson::json).toList()))
            .toList());
    json.put(
        "counter_evidence", table.counterEvidence().stream().map(RuleTableJson::json).toList());
    json.put("typologies", table.typologies().stream().map(RuleTableJson::json).toList());
    return json;
  }

  private static Map<String, Object> json(RuleTable.Entry entry) {
    Rule rule = entry.rule();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", rule.id());
    json.put("indicator", rule.indicator());
    json.put("title", rule.title());
    json.put("entity", rule.entity().code());
    if (rule.isCounter()) {
      json.put("counters", rule.counters().stream().map(Family::code).toList());
    } else {
      json.put("family", rule.evidence().family().code());
      json.put("tier", rule.evidence().tier().code());
    }
    json.put("root", rule.root().code());
    json.put("points", rule.pointsMilli() / 1000);
    json.put("false_positives", entry.explanations().stream().map(RuleTableJson::json).toList());
    return json;
  }

  private static Map<String, Object> json(RuleTable.Explanation explanation) {
    List<Map<String, Object>> examples =
        explanation.examples().stream()
            .map(shown -> Map.<String, Object>of("name", shown.name(), "fires", shown.fires()))
            .toList();
    return Map.of("text", explanation.text(), "examples", examples);
  }

  private static Map<String, Object> json(Typology typology) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("typology", typology.id());
    json.put("title", typology.title());
    json.put("describes", typology.describes().code());
    json.put("all", typology.all());
    json.put("any", typology.any());
    json.put("at_least", typology.atLeast());
    json.put("within_millis", typology.within());
    json.put("raises", typology.raises());
    if (typology.unit() != null) {
      json.put("unit", typology.unit());
    }
    return json;
  }
}

package org.almenara.engine.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One rule with the values that an overlay has for it. */
final class OverlaidRule {

  static final String NO_NEW = "remove it: an overlay changes values, and adds none";

  private final YamlFile.Parsed<RuleFile> rule;
  private final OverlayFile.OfRule values;
  private final YamlFile overlay;
  private final String place;
  private final Overlaid overlaid;
  private final Map<String, Object> changes = new LinkedHashMap<>();

  OverlaidRule(YamlFile.Parsed<RuleFile> rule, OverlayFile.OfRule values, YamlFile overlay) {
    this.rule = rule;
    this.values = values;
    this.overlay = overlay;
    this.place = "/rules/" + rule.value().id();
    this.overlaid = new Overlaid(overlay);
  }

  YamlFile.Parsed<RuleFile> parsed() {
    plain("window", values.window());
    plain("points", values.points());
    plain("half_life", values.halfLife());
    weight();
    measures();
    thresholds();
    return new YamlFile.Parsed<>(
        YamlBinder.with(rule.value(), RuleFile.class, changes), rule.file().overlaid(overlaid));
  }

  private void plain(String key, @Nullable Object value) {
    if (value != null) {
      changes.put(key, value);
      overlaid.add("/" + key, place + "/" + key);
    }
  }

  private void weight() {
    RuleFile.PassesOn passesOn = rule.value().passesOn();
    if (values.weight() != null && passesOn == null) {
      overlay.problem(
          place + "/weight", "the rule passes nothing on, so it has no weight", "remove it");
    } else if (values.weight() != null && passesOn != null) {
      changes.put("passes_on", new RuleFile.PassesOn(passesOn.to(), values.weight()));
      overlaid.add("/passes_on/weight", place + "/weight");
    }
  }

  private void measures() {
    Map<String, MeasureFile> all = new TreeMap<>(rule.value().measures());
    Objects.requireNonNullElse(values.measures(), Map.<String, OverlayFile.OfMeasure>of())
        .forEach(
            (name, numbers) -> {
              MeasureFile published = all.get(name);
              if (published == null) {
                overlay.problem(
                    place + "/measures/" + name,
                    "the rule has no measure '" + name + "'",
                    Names.suggest(name, all.keySet(), "measures are"));
              } else {
                all.put(name, measure(name, published, numbers));
              }
            });
    changes.put("measures", all);
  }

  private MeasureFile measure(String name, MeasureFile published, OverlayFile.OfMeasure numbers) {
    Map<String, Object> there = YamlBinder.values(published);
    Map<String, Object> known = new LinkedHashMap<>();
    YamlBinder.values(numbers)
        .forEach(
            (key, value) -> {
              String at = "/measures/" + name + "/" + key;
              if (there.containsKey(key)) {
                known.put(key, value);
                overlaid.add(at, place + at);
              } else {
                overlay.problem(
                    place + at, "measure '%s' has no '%s'".formatted(name, key), NO_NEW);
              }
            });
    return YamlBinder.with(published, MeasureFile.class, known);
  }

  private void thresholds() {
    Map<String, JsonNode> thresholds = values.thresholds();
    if (thresholds == null) {
      return;
    }
    List<ConditionConstant> constants = ConditionConstant.of(rule.value().when());
    List<Overlaid.Replacement> replacements = new ArrayList<>();
    thresholds.forEach(
        (measure, value) -> {
          List<ConditionConstant> of =
              constants.stream().filter(constant -> constant.measure().equals(measure)).toList();
          replacements.addAll(replacements(measure, value, of));
        });
    replacements.sort(Comparator.comparingInt(one -> one.constant().start()));
    overlaid.add("/when", place + "/thresholds");
    changes.put("when", overlaid.replace(rule.value().when(), replacements));
  }

  private List<Overlaid.Replacement> replacements(
      String measure, JsonNode value, List<ConditionConstant> constants) {
    String at = place + "/thresholds/" + measure;
    if (constants.isEmpty()) {
      overlay.problem(
          at,
          "the condition compares no '" + measure + "' with a constant",
          Names.suggest(measure, compared(), "it compares"));
      return List.of();
    }
    int given = value.isArray() ? value.size() : 1;
    if (given != constants.size()) {
      overlay.problem(at, wrongNumber(measure, given, constants), asMany(measure, constants));
      return List.of();
    }
    List<Overlaid.Replacement> replacements = new ArrayList<>();
    for (int i = 0; i < given; i++) {
      JsonNode one = value.isArray() ? value.get(i) : value;
      String where = value.isArray() ? at + "/" + i : at;
      ConditionConstant constant = constants.get(i);
      if (constant.time() ? one.isTextual() : one.isNumber()) {
        String text = one.isNumber() ? one.decimalValue().toPlainString() : one.asText();
        replacements.add(new Overlaid.Replacement(constant, text, where));
      } else {
        overlay.problem(
            where,
            "'%s' is compared with a %s".formatted(measure, constant.time() ? "time" : "number"),
            constant.time() ? "write say 16h" : "write say 5");
      }
    }
    return replacements;
  }

  private Set<String> compared() {
    return ConditionConstant.of(rule.value().when()).stream()
        .map(ConditionConstant::measure)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String wrongNumber(String measure, int given, List<ConditionConstant> constants) {
    return "'%s' is compared with %d constant%s, and here %s %d"
        .formatted(
            measure,
            constants.size(),
            constants.size() == 1 ? "" : "s",
            given == 1 ? "is" : "are",
            given);
  }

  /** As the condition has them: the values that are there now show which is which. */
  private String asMany(String measure, List<ConditionConstant> constants) {
    String published =
        constants.stream()
            .map(constant -> constant.in(rule.value().when()))
            .collect(Collectors.joining(", "));
    return constants.size() == 1
        ? "write one, in the place of " + published
        : "write all in the order of the condition, as %s: [%s]".formatted(measure, published);
  }
}

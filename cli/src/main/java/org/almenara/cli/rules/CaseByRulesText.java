package org.almenara.cli.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.almenara.cli.Screen;
import org.almenara.cli.rules.CaseByRules.Sign;
import org.almenara.engine.rules.lint.RuleSetDiff.Change;

/** A case beside the rules of its time, for a person or a program. */
final class CaseByRulesText {

  private final Screen screen;

  CaseByRulesText(Screen screen) {
    this.screen = screen;
  }

  void print(CaseByRules explained) {
    line(
        "  points    %s, where a case opened at %s: %s, corroboration %s"
            .formatted(
                points(explained.content().strength().pointsMilli()),
                explained.line(),
                explained.content().strength().word(),
                explained.content().strength().corroboration()));
    for (Sign sign : explained.signs()) {
      line("");
      line(
          screen.bold(sign.rule())
              + ", version "
              + sign.version()
              + ": "
              + (sign.pointsMilli() < 0
                  ? "up to " + points(-sign.pointsMilli()) + " points off"
                  : points(sign.pointsMilli()) + " points"));
      if (!sign.observed().isEmpty()) {
        line("  seen      " + sign.observed());
      }
      line("  cites     " + String.join(", ", sign.records()));
      line("  the rule then said");
      sign.text().forEach((key, value) -> line("    " + key + ": " + value));
      explained
          .own()
          .getOrDefault(sign.rule(), List.of())
          .forEach(own -> line("  by the deployment's own values, published -> then: " + own));
      since(sign);
    }
    explained
        .content()
        .typologies()
        .forEach(
            typology ->
                line(
                    "\ntypology %s: %s"
                        .formatted(typology.id(), String.join(", ", typology.parts()))));
    if (!explained.sinceThen().isEmpty()) {
      line("");
      line("the settings since then");
      explained.sinceThen().forEach(change -> line("  " + OverlayText.line(change)));
    }
  }

  private void since(Sign sign) {
    switch (sign.fate()) {
      case SAME -> line("  since then the same");
      case GONE -> line("  since then gone");
      case CHANGED -> {
        line("  since then");
        sign.changes().forEach(change -> line("    " + OverlayText.line(change)));
      }
    }
  }

  static Map<String, Object> json(CaseByRules explained) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("case", explained.content());
    json.put("line", explained.line());
    json.put("signs", explained.signs().stream().map(CaseByRulesText::json).toList());
    json.put("own_values", explained.own());
    json.put("settings_since", explained.sinceThen().stream().map(CaseByRulesText::json).toList());
    return json;
  }

  private static Map<String, Object> json(Sign sign) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", sign.rule());
    json.put("version", sign.version());
    json.put("points_milli", sign.pointsMilli());
    json.put("observed", sign.observed());
    json.put("records", sign.records());
    json.put("then", sign.text());
    json.put("since", sign.fate().name().toLowerCase(Locale.ROOT));
    json.put("changes", sign.changes().stream().map(CaseByRulesText::json).toList());
    return json;
  }

  private static Map<String, Object> json(Change change) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("key", change.key());
    json.put("then", change.before());
    json.put("now", change.after());
    return json;
  }

  private static String points(long milli) {
    return String.format(Locale.ROOT, "%.1f", milli / 1000.0);
  }

  private void line(String text) {
    screen.out().println(text);
  }
}

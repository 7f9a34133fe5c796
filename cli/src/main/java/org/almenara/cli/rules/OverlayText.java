package org.almenara.cli.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.RuleSetReader;
import org.almenara.engine.rules.lint.RuleSetDiff;
import org.almenara.engine.rules.lint.RuleSetDiff.Change;
import org.jspecify.annotations.Nullable;

/** What an overlay changes of the rule set that it is over, value by value. */
final class OverlayText {

  private final Map<String, List<Change>> ofRules;
  private final List<Change> ofSettings;

  private OverlayText(Map<String, List<Change>> ofRules, List<Change> ofSettings) {
    this.ofRules = ofRules;
    this.ofSettings = ofSettings;
  }

  /** Of a rule set; it says nothing where that has no overlay, or does not compile. */
  static OverlayText of(RuleSetFiles files) {
    if (files.hasOverlay()) {
      Inspection published = RuleSetReader.inspect(files.withoutOverlay());
      Inspection overlaid = RuleSetReader.inspect(files);
      if (published.ruleSet() != null && overlaid.ruleSet() != null) {
        RuleSetDiff diff = RuleSetDiff.of(published, overlaid);
        return new OverlayText(diff.changed(), diff.settings());
      }
    }
    return new OverlayText(Map.of(), List.of());
  }

  /** All of them, with whose they are. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    ofRules.forEach((id, changes) -> changes.forEach(change -> lines.add(id + " " + line(change))));
    ofSettings.forEach(change -> lines.add("settings " + line(change)));
    return lines;
  }

  /** Those of a rule. */
  List<String> ofRule(String id) {
    return ofRules.getOrDefault(id, List.of()).stream().map(OverlayText::line).toList();
  }

  /** Those of the settings. */
  List<String> ofSettings() {
    return ofSettings.stream().map(OverlayText::line).toList();
  }

  static String line(Change change) {
    return "%s: %s -> %s".formatted(change.key(), value(change.before()), value(change.after()));
  }

  private static String value(@Nullable String value) {
    return Objects.requireNonNullElse(value, "none");
  }
}

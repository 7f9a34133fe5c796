package org.almenara.cli.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.lint.RuleSetDiff;
import org.almenara.engine.rules.lint.RuleSetDiff.Fate;

/** What one rule set changes of another, so short that a person reads it before saying yes. */
final class DiffSummary {

  private DiffSummary() {}

  /** Lines; both must compile. */
  static List<String> lines(Inspection before, Inspection after) {
    RuleSetDiff diff = RuleSetDiff.of(before, after);
    List<String> lines = new ArrayList<>();
    if (before.isOverlaid() != after.isOverlaid()) {
      lines.add(
          "  overlay   "
              + (after.isOverlaid()
                  ? "new: a deployment's own values judge"
                  : "gone: the published values judge"));
    }
    diff.added().forEach(id -> lines.add("  added     " + id));
    diff.removed().forEach(id -> lines.add("  removed   " + id + ": what it said ceases"));
    diff.changed()
        .forEach(
            (id, changes) ->
                lines.add(
                    "  changed   "
                        + id
                        + ": "
                        + keys(changes)
                        + (diff.hasOldVersion(id) ? " (with its old version)" : "")));
    if (!diff.settings().isEmpty()) {
      lines.add("  settings  " + keys(diff.settings()));
    }
    diff.measures().stream()
        .filter(of -> of.fate() == Fate.NEW || of.fate() == Fate.WARMS)
        .map(
            of ->
                "  warms     a measure of %s: values may be too low for %s"
                    .formatted(String.join(", ", of.readers()), Spans.words(of.warmMillis())))
        .distinct()
        .forEach(lines::add);
    if (lines.isEmpty()) {
      lines.add("  nothing differs");
    }
    return lines;
  }

  private static String keys(List<RuleSetDiff.Change> changes) {
    return changes.stream().map(RuleSetDiff.Change::key).collect(Collectors.joining(", "));
  }
}

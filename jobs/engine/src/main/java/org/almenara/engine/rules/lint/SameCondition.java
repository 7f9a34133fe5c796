package org.almenara.engine.rules.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSource;
import org.jspecify.annotations.Nullable;

/**
 * Two rules that always hold together, or of which one never holds without the other. Of one rule
 * no more than {@link #MOST} pairs are told: who copies a rule a hundred times has read enough.
 */
final class SameCondition implements Check {

  private static final int MOST = 3;

  @Override
  public void check(Inspection inspection, Remarks remarks) {
    List<RuleSource> sources =
        inspection.sources().stream()
            .filter(source -> inspection.rules().containsKey(source.id()))
            .toList();
    List<Set<Long>> gauges = new ArrayList<>();
    for (RuleSource source : sources) {
      Rule rule = inspection.rules().get(source.id());
      gauges.add(
          rule == null || NeverHolds.never(rule)
              ? Set.of()
              : rule.inputs().stream()
                  .map(input -> input.gauge().print())
                  .collect(Collectors.toSet()));
    }
    for (int i = 0; i < sources.size(); i++) {
      int told = 0;
      for (int j = 0; j < i && told < MOST; j++) {
        Set<Long> common = new HashSet<>(gauges.get(i));
        common.retainAll(gauges.get(j));
        if (!common.isEmpty()
            && tells(
                sources.get(i),
                inspection.rules().get(sources.get(j).id()),
                inspection.rules().get(sources.get(i).id()),
                remarks)) {
          told++;
        }
      }
    }
  }

  private static boolean tells(
      RuleSource later, @Nullable Rule a, @Nullable Rule b, Remarks remarks) {
    if (a == null || b == null) {
      return false;
    }
    Levels levels = new Levels(a, b);
    if (!levels.few()) {
      return false;
    }
    boolean aThenB = implies(levels, a, b);
    boolean bThenA = implies(levels, b, a);
    if (aThenB && bThenA) {
      remarks.warning(
          later.at(
              "/when",
              "'" + b.id() + "' holds exactly when '" + a.id() + "' does",
              "keep one of them, or measure something else"));
      return true;
    }
    if (aThenB || bThenA) {
      String narrow = aThenB ? a.id() : b.id();
      String wide = aThenB ? b.id() : a.id();
      remarks.note(
          later.at(
              "/when",
              "whenever '" + narrow + "' holds, '" + wide + "' does",
              a.root() == b.root()
                  ? "nothing, if meant: for records in common only the stronger of the two counts"
                  : "check their roots: the two are one kind of fact"));
      return true;
    }
    return false;
  }

  private static boolean implies(Levels levels, Rule a, Rule b) {
    return levels.all(combination -> !levels.holds(a, combination) || levels.holds(b, combination));
  }
}

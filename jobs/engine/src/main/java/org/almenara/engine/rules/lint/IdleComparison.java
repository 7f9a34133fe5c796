package org.almenara.engine.rules.lint;

import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSource;

/** A comparison that changes nothing: the condition says the same with and without it. */
final class IdleComparison implements Check {

  @Override
  public void check(Inspection inspection, Remarks remarks) {
    for (RuleSource source : inspection.sources()) {
      Rule rule = inspection.rules().get(source.id());
      if (rule == null || NeverHolds.never(rule) || AlwaysHolds.always(rule)) {
        continue;
      }
      Levels levels = new Levels(rule);
      for (Rule.Input input : rule.inputs()) {
        for (long threshold : input.thresholds()) {
          if (levels.few() && !levels.matters(rule, input, threshold)) {
            remarks.warning(
                source.at(
                    "/when",
                    "it makes no difference whether '"
                        + input.name()
                        + "' reaches "
                        + Levels.written(input, threshold),
                    "remove that comparison, or change its constant"));
          }
        }
      }
    }
  }
}

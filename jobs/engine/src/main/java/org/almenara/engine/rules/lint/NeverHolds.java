package org.almenara.engine.rules.lint;

import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSource;

/** A condition that no combination of levels of its gauges meets. */
final class NeverHolds implements Check {

  @Override
  public void check(Inspection inspection, Remarks remarks) {
    for (RuleSource source : inspection.sources()) {
      Rule rule = inspection.rules().get(source.id());
      if (rule != null && never(rule)) {
        remarks.warning(
            source.at(
                "/when",
                "this never holds" + because(rule),
                "change a constant, || or the window"));
      }
    }
  }

  static boolean never(Rule rule) {
    Levels levels = new Levels(rule);
    return levels.few() && !levels.any(combination -> levels.holds(rule, combination));
  }

  /** Where the window itself is too short for a constant. */
  private static String because(Rule rule) {
    for (Rule.Input input : rule.inputs()) {
      long most = Levels.most(input.gauge().question());
      if (input.clamp() > most) {
        return ": '" + input.name() + "' is at most " + Levels.written(input, most);
      }
    }
    return ", whatever is measured";
  }
}

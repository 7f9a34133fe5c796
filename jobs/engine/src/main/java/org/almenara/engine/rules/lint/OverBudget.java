package org.almenara.engine.rules.lint;

import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.RuleProblem;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.RuleSetFiles;

/** Rules that together let the state of one entity grow larger than the settings allow. */
final class OverBudget implements Check {

  @Override
  public void check(Inspection inspection, Remarks remarks) {
    RuleSet ruleSet = inspection.ruleSet();
    if (ruleSet == null) {
      return;
    }
    long budget = ruleSet.settings().budgetBytes();
    for (Cost.OfEntity entity : Cost.of(ruleSet).entities()) {
      if (entity.bytes() > budget) {
        Cost.OfMeasure largest = entity.measures().get(0);
        remarks.error(
            new RuleProblem(
                RuleSetFiles.SETTINGS,
                0,
                0,
                "the state of a busy "
                    + entity.type().code()
                    + " takes "
                    + kib(entity.bytes())
                    + " KiB, over the budget of "
                    + kib(budget),
                "look at "
                    + String.join(", ", largest.readers())
                    + ", which takes "
                    + kib(largest.bytes())
                    + ": a lower constant, a shorter window, tally in the place of count; or raise"
                    + " budget in "
                    + RuleSetFiles.SETTINGS));
      }
    }
  }

  private static long kib(long bytes) {
    return (bytes + 1023) / 1024;
  }
}

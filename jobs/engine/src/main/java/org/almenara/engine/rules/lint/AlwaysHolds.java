package org.almenara.engine.rules.lint;

import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSource;

/**
 * A condition that every value meets as soon as there is one: it says nothing about anybody. (One
 * that holds without any record is refused by the compiler.)
 */
final class AlwaysHolds implements Check {

  @Override
  public void check(Inspection inspection, Remarks remarks) {
    for (RuleSource source : inspection.sources()) {
      Rule rule = inspection.rules().get(source.id());
      if (rule != null && always(rule)) {
        remarks.warning(
            source.at(
                "/when",
                "this holds whatever is measured, once anything is",
                "compare with a constant that lawful work does not reach"));
      }
    }
  }

  static boolean always(Rule rule) {
    Levels levels = new Levels(rule);
    return levels.few()
        && levels.all(
            combination -> !Levels.allPresent(combination) || levels.holds(rule, combination));
  }
}

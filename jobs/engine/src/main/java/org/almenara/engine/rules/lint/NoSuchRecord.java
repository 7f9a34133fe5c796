package org.almenara.engine.rules.lint;

import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSource;

/** A measure whose facts have no source: no record of any type can meet its filter. */
final class NoSuchRecord implements Check {

  @Override
  public void check(Inspection inspection, Remarks remarks) {
    for (RuleSource source : inspection.sources()) {
      Rule rule = inspection.rules().get(source.id());
      if (rule == null) {
        continue;
      }
      for (Rule.Input input : rule.inputs()) {
        if (input.gauge().measure().types().isEmpty()) {
          remarks.warning(
              source.at(
                  "/measures/" + input.name() + "/where",
                  "no record can meet this: '" + input.name() + "' always measures nothing",
                  "ask for one type, and for fields that its contract has"));
        }
      }
    }
  }
}

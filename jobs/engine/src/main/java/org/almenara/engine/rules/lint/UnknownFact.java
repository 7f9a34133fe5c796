package org.almenara.engine.rules.lint;

import java.util.List;
import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.RuleSource;

/**
 * A rule requires a field of a record type whose contract does not have it: no feed can give it.
 */
final class UnknownFact implements Check {

  @Override
  public void check(Inspection inspection, Remarks remarks) {
    for (RuleSource source : inspection.sources()) {
      List<RuleSource.Fact> facts = source.requires();
      for (int i = 0; i < facts.size(); i++) {
        RuleSource.Fact fact = facts.get(i);
        if (!fact.known()) {
          remarks.warning(
              source.at(
                  "/requires/" + i,
                  "records of type " + fact.type() + " never have '" + fact.text() + "'",
                  "remove it: almenara schema " + fact.type() + " says what they have"));
        }
      }
    }
  }
}

package org.almenara.engine.rules.lint;

import org.almenara.engine.rules.FieldUse;
import org.almenara.engine.rules.FieldUse.Purpose;
import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.RuleSource;

/**
 * A filter that is met because something is not known: {@code !has(studio.registered)} holds for
 * every feed that does not say, and is no "no".
 */
final class UnknownTakenForNo implements Check {

  @Override
  public void check(Inspection inspection, Remarks remarks) {
    for (RuleSource source : inspection.sources()) {
      for (RuleSource.Expression expression : source.expressions()) {
        for (FieldUse use : expression.fields()) {
          if (use.purpose() == Purpose.ABSENCE) {
            remarks.warning(
                source.at(
                    expression,
                    use,
                    "where '" + use.path() + "' is absent it is not known, which is no 'no'",
                    "ask for its value: write the no, or !(has(x) && x)"));
          }
        }
      }
    }
  }
}

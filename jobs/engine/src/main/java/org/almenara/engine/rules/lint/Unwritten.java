package org.almenara.engine.rules.lint;

import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.RuleSource;

/** What a skeleton left open: {@code WRITE what is seen}, or an indicator that is none. */
public final class Unwritten implements Check {

  /** What such a text begins with. */
  public static final String MARK = "WRITE ";

  /** What a skeleton has in the place of an indicator. */
  private static final String NO_INDICATOR = "I00";

  /** Only lint makes one. */
  Unwritten() {}

  @Override
  public void check(Inspection inspection, Remarks remarks) {
    for (RuleSource source : inspection.sources()) {
      source
          .values()
          .forEach(
              (key, value) -> {
                if (key.equals("indicator") && value.equals(NO_INDICATOR)) {
                  remarks.warning(
                      source.at(
                          "/indicator",
                          "no indicator is " + NO_INDICATOR,
                          "write the one of docs/domain.md that the rule serves"));
                }
                if (value.contains(MARK)) {
                  remarks.warning(
                      source.at(
                          "/" + key.replace('.', '/'),
                          "'" + key + "' is not written yet",
                          "replace what begins with " + MARK.strip()));
                }
              });
    }
  }
}

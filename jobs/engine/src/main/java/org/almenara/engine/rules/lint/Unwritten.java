package org.almenara.engine.rules.lint;

import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.RuleSource;

/** A text that a skeleton left open: {@code WRITE what is seen}. */
final class Unwritten implements Check {

  /** What such a text begins with. */
  private static final String MARK = "WRITE ";

  @Override
  public void check(Inspection inspection, Remarks remarks) {
    for (RuleSource source : inspection.sources()) {
      source
          .values()
          .forEach(
              (key, value) -> {
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

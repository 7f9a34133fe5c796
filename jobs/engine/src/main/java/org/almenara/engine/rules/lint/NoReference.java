package org.almenara.engine.rules.lint;

import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.RuleSource;

/** A rule without a public source of the phenomenon: nobody can judge whether it is one. */
final class NoReference implements Check {

  @Override
  public void check(Inspection inspection, Remarks remarks) {
    for (RuleSource source : inspection.sources()) {
      if (source.references().stream().allMatch(String::isBlank)) {
        remarks.error(
            source.at(
                "/references",
                "no public source of the phenomenon is named",
                "name one; docs/domain.md says where each indicator comes from"));
      }
    }
  }
}

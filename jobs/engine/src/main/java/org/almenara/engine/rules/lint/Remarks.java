package org.almenara.engine.rules.lint;

import java.util.List;
import org.almenara.engine.rules.RuleProblem;

/** Where a check puts what it has to say. */
final class Remarks {

  private final String kind;
  private final List<Remark> all;

  Remarks(String kind, List<Remark> all) {
    this.kind = kind;
    this.all = all;
  }

  void error(RuleProblem problem) {
    all.add(new Remark(Remark.Severity.ERROR, kind, problem));
  }

  void warning(RuleProblem problem) {
    all.add(new Remark(Remark.Severity.WARNING, kind, problem));
  }

  void note(RuleProblem problem) {
    all.add(new Remark(Remark.Severity.NOTE, kind, problem));
  }
}

package org.almenara.engine.rules;

import java.util.List;
import java.util.stream.Collectors;

/** A rule set that is not valid. It carries all problems that were found, not only the first. */
public final class RuleSetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<RuleProblem> problems;

  /** With at least one problem. */
  public RuleSetException(List<RuleProblem> problems) {
    super(problems.stream().map(RuleProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** All problems, by file and place. */
  public List<RuleProblem> problems() {
    return problems;
  }
}

package org.almenara.engine.rules.lint;

import java.util.Comparator;
import org.almenara.engine.rules.RuleProblem;

/**
 * Something to say of a rule set.
 *
 * @param severity how grave it is
 * @param kind name of the check that says it, in kebab case
 * @param problem what, where, and what to do
 */
public record Remark(Severity severity, String kind, RuleProblem problem) {

  /** Kind of what the compiler says. */
  public static final String INVALID = "invalid";

  /** By file and place. */
  static final Comparator<Remark> BY_PLACE =
      Comparator.comparing((Remark remark) -> remark.problem.file())
          .thenComparingInt(remark -> remark.problem.line())
          .thenComparingInt(remark -> remark.problem.column())
          .thenComparing(Remark::kind);

  /** How grave a remark is. */
  public enum Severity {
    /** The rule set must not go live. */
    ERROR,
    /** It is very likely not meant so. */
    WARNING,
    /** Good to know; it may well be meant so. */
    NOTE
  }
}

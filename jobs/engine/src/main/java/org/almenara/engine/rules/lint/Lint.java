package org.almenara.engine.rules.lint;

import java.util.ArrayList;
import java.util.List;
import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.RuleSetReader;

/** Says all that is wrong or suspicious in a rule set, in one run. */
public final class Lint {

  private static final List<Check> CHECKS =
      List.of(
          new UnknownFact(),
          new UndeclaredFact(),
          new NoSuchRecord(),
          new NeverHolds(),
          new AlwaysHolds(),
          new IdleComparison(),
          new WindowBeyondRetention(),
          new NoReference(),
          new Unwritten(),
          new SameCondition(),
          new UnknownTakenForNo(),
          new UnusedBaseline(),
          new OverBudget());

  private Lint() {}

  /**
   * What was found.
   *
   * @param inspection the rule set, as far as it can be read
   * @param remarks by file and place; the compiler's problems among them
   */
  public record Report(Inspection inspection, List<Remark> remarks) {

    /** How many there are of a severity. */
    public long count(Remark.Severity severity) {
      return remarks.stream().filter(remark -> remark.severity() == severity).count();
    }
  }

  /** The kinds of remarks that there are, beside what the compiler says. */
  public static List<String> kinds() {
    return CHECKS.stream().map(Check::kind).toList();
  }

  /** Looks at a rule set. */
  public static Report of(RuleSetFiles files) {
    Inspection inspection = RuleSetReader.inspect(files);
    List<Remark> remarks = new ArrayList<>();
    Remarks invalid = new Remarks(Remark.INVALID, remarks);
    inspection.problems().forEach(invalid::error);
    for (Check check : CHECKS) {
      check.check(inspection, new Remarks(check.kind(), remarks));
    }
    remarks.sort(Remark.BY_PLACE);
    return new Report(inspection, List.copyOf(remarks));
  }
}

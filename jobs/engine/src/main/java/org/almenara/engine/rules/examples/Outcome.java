package org.almenara.engine.rules.examples;

import java.util.ArrayList;
import java.util.List;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;

/**
 * What came of an example.
 *
 * @param example that was run
 * @param found what the rule said
 * @param foundInWholeFeeds what it says where feeds leave nothing out
 */
public record Outcome(
    Example example, List<Example.Said> found, List<Example.Said> foundInWholeFeeds) {

  /** Runs an example. */
  public static Outcome of(RuleSet ruleSet, Rule rule, Example example) {
    List<Example.Said> found = RuleExamples.run(ruleSet, rule, example);
    return new Outcome(
        example,
        found,
        example.kind().equals(Example.NOT_EVALUABLE)
            ? RuleExamples.run(ruleSet, rule, example.withWholeFeeds())
            : found);
  }

  /** Whether it is as the file expects, and of the kind that it is said to be. */
  public boolean asExpected() {
    return found.equals(example.findings()) && ofItsKind();
  }

  /**
   * Whether an example that fires has findings, and any other has none; and one that is not
   * evaluable would have some.
   */
  public boolean ofItsKind() {
    return found.isEmpty() != example.kind().equals(Example.FIRES)
        && (!example.kind().equals(Example.NOT_EVALUABLE) || !foundInWholeFeeds.isEmpty());
  }

  /** Where a finding stands: in what is expected, in what was found, or in both. */
  public enum Side {
    BOTH,
    EXPECTED,
    FOUND
  }

  /** A finding of either side. */
  public record Line(Side side, Example.Said said) {}

  /** Both sides, as few lines as can be; what is only expected comes before what is only found. */
  public List<Line> difference() {
    List<Example.Said> expected = example.findings();
    int[][] common = new int[expected.size() + 1][found.size() + 1];
    for (int i = expected.size() - 1; i >= 0; i--) {
      for (int j = found.size() - 1; j >= 0; j--) {
        common[i][j] =
            expected.get(i).equals(found.get(j))
                ? 1 + common[i + 1][j + 1]
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<Line> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < expected.size() || j < found.size()) {
      if (i < expected.size() && j < found.size() && expected.get(i).equals(found.get(j))) {
        lines.add(new Line(Side.BOTH, expected.get(i++)));
        j++;
      } else if (i < expected.size()
          && (j == found.size() || common[i + 1][j] >= common[i][j + 1])) {
        lines.add(new Line(Side.EXPECTED, expected.get(i++)));
      } else {
        lines.add(new Line(Side.FOUND, found.get(j++)));
      }
    }
    return lines;
  }
}

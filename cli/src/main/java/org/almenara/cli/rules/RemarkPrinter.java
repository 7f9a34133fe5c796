package org.almenara.cli.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.almenara.cli.Screen;
import org.almenara.engine.rules.RuleProblem;
import org.almenara.engine.rules.lint.Remark;

/** Shows what is wrong in a folder of rules: place, cause, the line with a caret, mend. */
final class RemarkPrinter {

  /** A line of a file is shown up to here, or the part of it round the caret. */
  private static final int WIDTH = 96;

  private static final int BEFORE_CARET = 60;

  private final Screen screen;
  private final RuleFolder folder;

  RemarkPrinter(Screen screen, RuleFolder folder) {
    this.screen = screen;
    this.folder = folder;
  }

  void print(Remark remark) {
    RuleProblem problem = remark.problem();
    String place = folder.place(problem.file());
    if (problem.line() > 0) {
      place += ":" + problem.line() + ":" + problem.column();
    }
    String severity = remark.severity().name().toLowerCase(Locale.ROOT) + ": ";
    boolean grave = remark.severity() == Remark.Severity.ERROR;
    line(
        screen.bold(place)
            + ": "
            + (grave ? screen.alert(severity) : severity)
            + problem.cause()
            + screen.faint(" [" + remark.kind() + "]"));
    excerpt(problem);
    line("  Mend: " + problem.mend());
  }

  /** Problems of a file that is no rule, say of examples. */
  void print(List<RuleProblem> problems) {
    problems.forEach(problem -> print(new Remark(Remark.Severity.ERROR, Remark.INVALID, problem)));
  }

  private void excerpt(RuleProblem problem) {
    String text = folder.text(problem.file());
    if (text == null || problem.line() == 0) {
      return;
    }
    String line = text.lines().skip(problem.line() - 1L).findFirst().orElse("");
    int caret = Math.min(problem.column() - 1, line.codePointCount(0, line.length()));
    int[] points = line.replace('\t', ' ').codePoints().toArray();
    int from = points.length <= WIDTH ? 0 : Math.max(0, caret - BEFORE_CARET);
    int to = Math.min(points.length, from + WIDTH);
    String shown = new String(points, from, to - from);
    line("  " + (from > 0 ? "…" : "") + shown + (to < points.length ? "…" : ""));
    line("  " + " ".repeat(caret - from + (from > 0 ? 1 : 0)) + "^");
  }

  private void line(String text) {
    screen.out().println(text);
  }

  /** The same for programs; the place is 0 where it is the whole file. */
  static Map<String, Object> json(Remark remark) {
    Map<String, Object> json = new LinkedHashMap<>();
    RuleProblem problem = remark.problem();
    json.put("file", problem.file());
    json.put("line", problem.line());
    json.put("column", problem.column());
    json.put("severity", remark.severity().name().toLowerCase(Locale.ROOT));
    json.put("kind", remark.kind());
    json.put("cause", problem.cause());
    json.put("mend", problem.mend());
    return json;
  }

  /** {@code 1 rule}, {@code 2 rules}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}

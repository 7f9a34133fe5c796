package org.almenara.cli.rules;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.almenara.cli.Exit;
import org.almenara.cli.Failures;
import org.almenara.cli.Problem;
import org.almenara.cli.Screen;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.lint.Lint;
import org.almenara.engine.rules.lint.Remark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says all that is wrong or suspicious in a folder of rules. */
@Command(
    name = "lint",
    description = {
      "Says all that is wrong or suspicious in the rules of a folder: where, why, and the mend.",
      "Exit codes: 0 no errors (warnings and notes may be there), 1 errors, or with --strict"
          + " warnings, 2 usage (no such folder), 3 a file cannot be read, or there are no settings;"
          + " with --watch 130, by Ctrl-C."
    })
final class LintCommand implements Callable<Integer> {

  private static final int REHEARSALS = 4;

  private final Screen screen;

  @Mixin private final FolderParameter folder = new FolderParameter();

  @Option(names = "--strict", description = "Warnings give exit code 1 as well.")
  private boolean strict;

  @Option(names = "--json", description = "Prints one JSON object instead of text.")
  private boolean json;

  @Option(
      names = "--watch",
      description = "Goes on, and says it all again when a file has changed; Ctrl-C ends it.")
  private boolean watch;

  LintCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    if (!watch) {
      return lint(folder.read());
    }
    RuleFolder first = folder.read();
    try (FolderWatch changes = new FolderWatch(folder.path())) {
      rehearse(first);
      return lintAgain(first, changes::await);
    }
  }

  /**
   * Lints a few times for nobody while the first report is read: by the first change the JVM has
   * compiled what it runs, and the answer comes sooner.
   */
  private static void rehearse(RuleFolder of) {
    Thread rehearsal =
        new Thread(
            () -> {
              for (int i = 0; i < REHEARSALS; i++) {
                Lint.of(of.files());
              }
            },
            "lint-rehearsal");
    rehearsal.setDaemon(true);
    rehearsal.start();
  }

  /** What is in the folder now. */
  RuleFolder folder() {
    return folder.read();
  }

  /** Lints, and again after each change; a folder that cannot be read just then is said. */
  int lintAgain(RuleFolder first, BooleanSupplier changed) {
    int last = lint(first);
    while (changed.getAsBoolean()) {
      screen.out().println();
      try {
        last = lint(folder.read());
      } catch (Problem e) {
        last = Failures.print(screen, e);
      }
    }
    return last;
  }

  private int lint(RuleFolder of) {
    Lint.Report report = Lint.of(of.files());
    if (json) {
      JsonLine.print(screen, json(of, report));
    } else {
      print(of, report);
    }
    long counted =
        report.count(Remark.Severity.ERROR) + (strict ? report.count(Remark.Severity.WARNING) : 0);
    return counted == 0 ? Exit.FINE : Exit.FINDING;
  }

  private void print(RuleFolder of, Lint.Report report) {
    RemarkPrinter printer = new RemarkPrinter(screen, of);
    for (Remark remark : report.remarks()) {
      printer.print(remark);
      screen.out().println();
    }
    String rules = RemarkPrinter.count(rules(of), "rule");
    if (report.remarks().isEmpty()) {
      screen.out().println(rules + ": nothing to mend");
      return;
    }
    screen
        .out()
        .println(
            rules
                + ": "
                + RemarkPrinter.count(report.count(Remark.Severity.ERROR), "error")
                + ", "
                + RemarkPrinter.count(report.count(Remark.Severity.WARNING), "warning")
                + ", "
                + RemarkPrinter.count(report.count(Remark.Severity.NOTE), "note"));
  }

  private static long rules(RuleFolder of) {
    return of.files().files().keySet().stream()
        .filter(name -> !name.equals(RuleSetFiles.SETTINGS))
        .count();
  }

  private static Map<String, Object> json(RuleFolder of, Lint.Report report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("folder", of.folder().toString());
    json.put("rules", rules(of));
    json.put("errors", report.count(Remark.Severity.ERROR));
    json.put("warnings", report.count(Remark.Severity.WARNING));
    json.put("notes", report.count(Remark.Severity.NOTE));
    json.put("remarks", report.remarks().stream().map(RemarkPrinter::json).toList());
    return json;
  }
}

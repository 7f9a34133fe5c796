package org.almenara.cli.evaluate;

import java.nio.file.Path;
import java.util.Locale;
import org.almenara.cli.Exit;
import org.almenara.cli.Screen;
import org.almenara.evaluation.Estimate;
import org.almenara.evaluation.Report;
import org.jspecify.annotations.Nullable;

/** What the terminal shows of a report: the floors, and where the rest is. */
final class Outcome {

  private final Screen screen;
  private final boolean all;

  /**
   * Of a report.
   *
   * @param all whether floors that are met are shown too
   */
  Outcome(Screen screen, boolean all) {
    this.screen = screen;
    this.all = all;
  }

  /** Prints it and gives the exit code. */
  int print(Report report, Path folder) {
    line(report.caution());
    boolean met = true;
    for (Report.Profile profile : report.profiles()) {
      line("");
      line(
          screen.bold(
              String.format(
                  Locale.ROOT,
                  "%s: %,d records, %,d findings, %,d cases",
                  profile.feed().toUpperCase(Locale.ROOT),
                  profile.records(),
                  profile.findings(),
                  profile.cases())));
      int shown = 0;
      for (Report.Floor floor : profile.floors()) {
        met &= floor.verdict() == Report.Verdict.MET;
        if (all || floor.verdict() != Report.Verdict.MET) {
          line(text(floor));
          shown++;
        }
      }
      if (shown < profile.floors().size()) {
        line("  " + (profile.floors().size() - shown) + " more floors, all met");
      }
      long unproven =
          profile.rules().stream().filter(rule -> rule.proof() != Report.Proof.PROVEN).count();
      line("  " + unproven + " of " + profile.rules().size() + " rules decided no right case");
    }
    line("");
    line("All of it: " + folder.resolve("report.html") + ", report.json");
    return met ? Exit.FINE : Exit.FINDING;
  }

  private String text(Report.Floor floor) {
    Estimate figure = floor.figure();
    String wanted =
        (floor.atLeast() == null ? "" : ">= " + number(floor.atLeast()))
            + (floor.atLeast() == null || floor.atMost() == null ? "" : ", ")
            + (floor.atMost() == null ? "" : "<= " + number(floor.atMost()));
    String verdict =
        switch (floor.verdict()) {
          case MET -> "met";
          case MISSED -> screen.alert("missed");
          case OPEN -> "open: too few to say";
        };
    return String.format(
        Locale.ROOT,
        "  %-52s %-16s %8s  [%s, %s]  %s",
        floor.name(),
        wanted,
        number(figure.value()),
        number(figure.low()),
        number(figure.high()),
        verdict);
  }

  private static String number(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.4g", value);
  }

  private void line(String text) {
    screen.out().println(text);
  }
}

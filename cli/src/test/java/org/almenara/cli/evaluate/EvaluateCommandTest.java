package org.almenara.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.almenara.cli.Exit;
import org.almenara.cli.TestScreen;
import org.almenara.evaluation.Estimate;
import org.almenara.evaluation.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {

  private final TestScreen screen = new TestScreen();

  @TempDir private Path folder;

  @Test
  void namesLineAndMendOfTheFirstErrorInAWorld() throws IOException {
    Path world = folder.resolve("mine.yaml");
    Files.writeString(world, "seed: 1\nweks: 2\n");
    assertThat(screen.run("evaluate", "--world", world.toString())).isEqualTo(Exit.ENVIRONMENT);
    assertThat(screen.err()).contains("mine.yaml:2:1", "'weks' is not known here", "Mend: ");
  }

  @Test
  void saysWhereItLookedForRules() {
    assertThat(screen.run("evaluate", "--rules", folder.toString())).isEqualTo(Exit.ENVIRONMENT);
    assertThat(screen.err()).contains("there are no rules in " + folder, "settings.yaml");
  }

  @Test
  void refusesNoWorldsAtAll() {
    assertThat(screen.run("evaluate", "--seeds", "0")).isEqualTo(Exit.USAGE);
    assertThat(screen.err()).contains("--seeds 0 is too few: write 1 or more");
  }

  private static Report.Floor floor(String name, double value, Report.Verdict verdict) {
    return new Report.Floor(
        name, 0.6, null, new Estimate(value, value - 0.1, value + 0.05, 100), verdict);
  }

  private static Report report(Report.Floor... floors) {
    Estimate none = new Estimate(null, null, null, 0);
    Report.Profile profile =
        new Report.Profile(
            "rich",
            1000,
            20,
            3,
            List.of(floors),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new Report.Delays(none, none, none, none),
            new Report.FalseFlags(none, 0, none, 0),
            List.of(),
            List.of(),
            List.of(),
            new TreeMap<>(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    return new Report(
        "Nothing is proved.",
        new Report.Setup("w", "hash", List.of(1L), 10, 1, 100, List.of()),
        List.of(profile));
  }

  @Test
  void allFloorsMetIsFineAndTheyAreNotListedUnlessAskedFor() {
    Report met = report(floor("precision", 0.8, Report.Verdict.MET));
    assertThat(new Outcome(screen.screen(), false).print(met, folder)).isEqualTo(Exit.FINE);
    assertThat(screen.lines().get(0)).isEqualTo("Nothing is proved.");
    assertThat(screen.out()).contains("1 more floors, all met").doesNotContain("precision");
    assertThat(new Outcome(screen.screen(), true).print(met, folder)).isEqualTo(Exit.FINE);
    assertThat(screen.out()).contains("precision").contains("[0.7000, 0.8500]  met");
  }

  @Test
  void oneThatIsMissedOrOpenIsSomethingToLookInto() {
    Report missed = report(floor("precision", 0.3, Report.Verdict.MISSED));
    assertThat(new Outcome(screen.screen(), false).print(missed, folder)).isEqualTo(Exit.FINDING);
    assertThat(screen.out()).contains("0.3000  [0.2000, 0.3500]  missed");
    Report open = report(floor("recall", 0.6, Report.Verdict.OPEN));
    assertThat(new Outcome(screen.screen(), false).print(open, folder)).isEqualTo(Exit.FINDING);
    assertThat(screen.out()).contains("open: too few to say");
  }
}

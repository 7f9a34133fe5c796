package org.almenara.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.almenara.cli.Exit;
import org.almenara.cli.TestScreen;
import org.almenara.engine.rules.RuleSetFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands over one deployed rule, with a deployment's own values for it. */
final class OverlayCommandsTest {

  private static final Path DEPLOYED =
      Path.of(Objects.requireNonNull(System.getProperty("almenara.root")), "deploy", "rules");

  private static final String SETTINGS =
      """
      rules: [payout-funnel]
      legal_frame: palermo
      line: 35
      caps: {money: 45}
      words: [{from: 0, word: unlikely}, {from: 35, word: likely}]
      routes: [{unit: police, families: [money]}, {unit: labour, families: []}]
      """;

  private final TestScreen screen = new TestScreen();

  @TempDir Path folder = Path.of("");

  @TempDir Path elsewhere = Path.of("");

  private Path overlay = Path.of("");

  @BeforeEach
  void copyOneRule() throws IOException {
    for (String file : List.of("payout-funnel.yaml", "payout-funnel.examples.yaml")) {
      Files.copy(DEPLOYED.resolve(file), folder.resolve(file));
    }
    Files.writeString(folder.resolve("settings.yaml"), SETTINGS);
    overlay = elsewhere.resolve("ours.yaml");
  }

  private void overlay(String lines) throws IOException {
    String over = RuleSetFiles.ofFolder(folder).hash();
    Files.writeString(overlay, "over: " + over + "\n" + lines);
  }

  private int run(String command, String... more) {
    List<String> words = new ArrayList<>(List.of("rules", command, folder.toString()));
    words.addAll(List.of(more));
    words.addAll(List.of("--overlay", overlay.toString()));
    return screen.run(words.toArray(String[]::new));
  }

  private String named(String text) {
    return text.replace(elsewhere.toString(), "ELSEWHERE").replace(folder.toString(), "FOLDER");
  }

  @Test
  void lintShowsTheOverlayWhereItLies() throws IOException {
    overlay("rules:\n  payout-funnel:\n    points: 0\n    window: 120d\n");

    assertThat(run("lint")).isEqualTo(Exit.FINDING);
    assertThat(named(screen.out()))
        .isEqualTo(
            """
            ELSEWHERE/ours.yaml:4:13: error: points lie outside 1 to 100 [invalid]
                  points: 0
                          ^
              Mend: use whole points inside

            1 rule: 1 error, 0 warnings, 0 notes
            """);
  }

  @Test
  void lintSaysWhichFilesItIsNotFor() throws IOException {
    Files.writeString(overlay, "over: the newest\n");

    assertThat(run("lint")).isEqualTo(Exit.FINDING);
    assertThat(screen.out())
        .contains(
            "error: this is no hash of a rule set [invalid]",
            "then write over: " + RuleSetFiles.ofFolder(folder).hash() + "\n");
  }

  @Test
  void testSaysWhichExamplesComeOutOtherwiseAndThatIsNoFault() throws IOException {
    overlay("rules: {payout-funnel: {thresholds: {performers: 6}}}\n");

    assertThat(run("test")).isEqualTo(Exit.FINE);
    assertThat(screen.out())
        .isEqualTo(
            """
            ok      payout-funnel: 5 examples
            5 examples of 1 rule: 5 as expected, 0 not, 0 lacking
            with the overlay, 5 examples: 4 as published, 1 otherwise
              quiet    payout-funnel: five performers of a studio that no register lists (fires)
            """);
  }

  @Test
  void testSaysWhichFindingsAreOthers() throws IOException {
    overlay("rules: {payout-funnel: {window: 21d}}\n");

    assertThat(run("test")).isEqualTo(Exit.FINE);
    assertThat(screen.lines())
        .last()
        .isEqualTo(
            "  differs  payout-funnel: five performers of a studio that no register lists (fires)");
  }

  @Test
  void aLawfulExplanationMustNotFireWithTheOverlay() throws IOException {
    overlay("rules: {payout-funnel: {thresholds: {performers: 4}}}\n");

    assertThat(run("test")).isEqualTo(Exit.FINDING);
    assertThat(screen.lines())
        .last()
        .isEqualTo(
            "  FIRES    payout-funnel: a studio of four waits for its registration (small studio that"
                + " is not registered yet)");
    assertThat(screen.err())
        .isEqualTo(
            """
            almenara: a lawful explanation fires with the overlay
              Mend: choose values with which it stays quiet; or, if it cannot be told apart, let its example say so: kind: fires, like: ...
            """);
  }

  @Test
  void testSpeaksOfTheOverlayToPrograms() throws IOException {
    overlay("rules: {payout-funnel: {thresholds: {performers: 4}}}\n");

    assertThat(run("test", "--json")).isEqualTo(Exit.FINDING);
    JsonNode json = new JsonMapper().readTree(screen.out());
    assertThat(json.at("/fine").booleanValue()).isTrue();
    assertThat(json.at("/overlay/fine").booleanValue()).isFalse();
    assertThat(json.at("/overlay/examples").intValue()).isEqualTo(5);
    assertThat(json.at("/overlay/otherwise").findValuesAsText("turn"))
        .containsExactly("other_findings", "fires");
  }

  @Test
  void diffOfOneFolderTwiceSaysWhatTheOverlayChanges() throws IOException {
    overlay(
        """
        rules: {payout-funnel: {thresholds: {performers: 6}, weight: 0.25}}
        settings: {line: 40}
        """);

    assertThat(run("diff", folder.toString())).isEqualTo(Exit.FINDING);
    assertThat(screen.out())
        .startsWith(
            """
            RULES
              changed  payout-funnel
                passes_on.weight: 0.5 -> 0.25
                when: performers >= 5 -> performers >= 6
            SETTINGS
                line: 35 -> 40
            STATE
            """);
  }

  @Test
  void costIsOfTheValuesThatJudge() throws IOException {
    overlay("settings: {budget: 1}\n");

    assertThat(run("cost")).isEqualTo(Exit.FINDING);
    assertThat(screen.out()).contains("(budget 1,024)");
  }

  @Test
  void anOverlayInTheFolderCountsAsWell() throws IOException {
    overlay("rules: {payout-funnel: {thresholds: {performers: 6}}}\n");
    Files.move(overlay, folder.resolve("overlay.yaml"));

    assertThat(screen.run("rules", "test", folder.toString())).isEqualTo(Exit.FINE);
    assertThat(screen.out()).contains("with the overlay, 5 examples: 4 as published");

    Files.writeString(overlay, "over: a second one\n");
    assertThat(run("lint")).isEqualTo(Exit.USAGE);
    assertThat(named(screen.err()))
        .startsWith(
            "almenara: there is an overlay in FOLDER already: leave --overlay out, or take it"
                + " away\n");
  }

  @Test
  void saysThatThereIsNoSuchFile() {
    assertThat(run("lint")).isEqualTo(Exit.USAGE);
    assertThat(named(screen.err()))
        .startsWith("almenara: there is no file 'ELSEWHERE/ours.yaml'\n");
  }
}

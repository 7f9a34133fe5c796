package org.almenara.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.almenara.cli.Exit;
import org.almenara.cli.TestScreen;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands over a copy of five rules that are deployed, with settings of their own. */
final class RulesCommandTest {

  private static final Path DEPLOYED =
      Path.of(Objects.requireNonNull(System.getProperty("almenara.root")), "deploy", "rules");

  private static final String FUNNEL = "payout-funnel.yaml";

  /** Few, so that what is said of a whole set does not change with each rule that is added. */
  private static final List<String> RULES =
      List.of(
          "exit-reversed-by-manager",
          "live-16-of-24-hours",
          "pay-none-attested",
          "payout-funnel",
          "tip-hard-means-graded");

  private static final String SETTINGS =
      """
      rules:
        - %s

      legal_frame: palermo
      line: 35
      caps: {account: 50, hours: 30, money: 45, tips: 60}
      words: [{from: 0, word: unlikely}, {from: 35, word: likely}]
      routes: [{unit: police, families: [account, tips]}, {unit: labour, families: []}]
      """
          .formatted(String.join("\n  - ", RULES));

  private static final String TYPOLOGY =
      """
      typologies:
      - id: unpaid
        title: {en: a, es: b, pt: c}
        describes: labour_abuse
        all: [pay-withheld, locked]
        within: 30d
        raises_to: A
        unit: labour
        references: [a test]
      """;

  private final TestScreen screen = new TestScreen();

  @TempDir Path folder = Path.of("");

  /** The same, never changed. */
  @TempDir Path running = Path.of("");

  @BeforeEach
  void copyRules() throws IOException {
    for (Path copy : List.of(folder, running)) {
      for (String rule : RULES) {
        for (String file : List.of(rule + ".yaml", rule + ".examples.yaml")) {
          Files.copy(
              DEPLOYED.resolve(file), copy.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      for (String schema : List.of("rule", "settings", "examples", "overlay")) {
        String file = schema + ".schema.json";
        Files.copy(DEPLOYED.resolve(file), copy.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
      Files.writeString(copy.resolve("settings.yaml"), SETTINGS);
    }
  }

  private void change(String file, String what, String by) throws IOException {
    String text = Files.readString(folder.resolve(file));
    assertThat(text).contains(what);
    Files.writeString(folder.resolve(file), text.replace(what, by));
  }

  private String out() {
    return screen.out().replace(folder.toString(), "FOLDER");
  }

  @Test
  void lintSaysThatNothingIsWrong() {
    assertThat(screen.run("rules", "lint")).isEqualTo(Exit.FINE);
    assertThat(screen.lines()).last().asString().endsWith(" rules: nothing to mend");
  }

  @Test
  void lintShowsTheLineAndACaret() throws IOException {
    change(FUNNEL, "window: 30d", "window: 120d");
    change("pay-none-attested.yaml", "\"pay.attested\" &&", "\"pay.atested\" &&");

    assertThat(screen.run("rules", "lint", folder.toString())).isEqualTo(Exit.FINDING);
    assertThat(out().replaceAll("\\d+ rules:", "N rules:"))
        .isEqualTo(
            """
            FOLDER/pay-none-attested.yaml:23:21: error: 'pay.atested' is no code of 'type', so this never holds [invalid]
                  where: 'type == "pay.atested" && attested == "none" && reported_by == "performer"'
                                  ^
              Mend: did you mean 'pay.attested'?

            FOLDER/payout-funnel.yaml:23:9: warning: records are kept for 90 days: of what a finding cites, some may be gone [window-beyond-retention]
              window: 120d
                      ^
              Mend: use a window of at most 90d, or say in why it must be longer, with the window as it is written

            N rules: 1 error, 1 warning, 0 notes
            """);
  }

  @Test
  void warningsAreNoFailureUnlessAskedFor() throws IOException {
    change(FUNNEL, "window: 30d", "window: 120d");

    assertThat(screen.run("rules", "lint", folder.toString())).isEqualTo(Exit.FINE);
    assertThat(screen.run("rules", "lint", folder.toString(), "--strict")).isEqualTo(Exit.FINDING);
  }

  @Test
  void lintSpeaksToPrograms() throws IOException {
    change(FUNNEL, "window: 30d", "window: 120d");

    assertThat(screen.run("rules", "lint", folder.toString(), "--json")).isEqualTo(Exit.FINE);
    JsonNode json = new JsonMapper().readTree(screen.out());
    assertThat(json.at("/warnings").intValue()).isEqualTo(1);
    assertThat(json.at("/remarks/0/kind").textValue()).isEqualTo("window-beyond-retention");
    assertThat(json.at("/remarks/0/line").intValue()).isEqualTo(23);
  }

  @Test
  void lintSaysItAgainAfterEachChange() throws IOException {
    LintCommand lint = new LintCommand(screen.screen());
    new picocli.CommandLine(lint).parseArgs(folder.toString());
    List<String> steps = new ArrayList<>(List.of("break", "lose", "mend"));

    int code = lint.lintAgain(lint.folder(), () -> !steps.isEmpty() && edit(steps.remove(0)));

    assertThat(code).isEqualTo(Exit.FINE);
    assertThat(out())
        .isEqualTo(
            """
            5 rules: nothing to mend

            FOLDER/payout-funnel.yaml:23:9: warning: records are kept for 90 days: of what a finding cites, some may be gone [window-beyond-retention]
              window: 120d
                      ^
              Mend: use a window of at most 90d, or say in why it must be longer, with the window as it is written

            5 rules: 0 errors, 1 warning, 0 notes


            5 rules: nothing to mend
            """);
    assertThat(screen.err()).contains("there is no settings.yaml in ");
  }

  private boolean edit(String step) {
    try {
      switch (step) {
        case "break" -> change(FUNNEL, "window: 30d", "window: 120d");
        case "lose" -> Files.delete(folder.resolve("settings.yaml"));
        default -> copyRules();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return true;
  }

  @Test
  void aWatchTellsOfYamlFilesOnly() throws Exception {
    FolderWatch watch = new FolderWatch(List.of(folder));
    Files.writeString(folder.resolve("notes.txt"), "");
    change(FUNNEL, "window: 30d", "window: 120d");
    assertThat(watch.await()).isTrue();
    watch.close();
    assertThat(watch.await()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rule", "settings", "examples"})
  void schemaPrintsWhatIsDeployed(String kind) throws IOException {
    assertThat(screen.run("rules", "schema", kind)).isEqualTo(Exit.FINE);
    assertThat(screen.out()).isEqualTo(Files.readString(DEPLOYED.resolve(kind + ".schema.json")));
  }

  @Test
  void schemaWritesAll() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(screen.run("rules", "schema", "--write", empty.toString())).isEqualTo(Exit.FINE);
    assertThat(empty).isDirectoryContaining("glob:**/rule.schema.json");
    assertThat(empty).isDirectoryContaining("glob:**/settings.schema.json");
    assertThat(empty).isDirectoryContaining("glob:**/examples.schema.json");
    assertThat(empty).isDirectoryContaining("glob:**/overlay.schema.json");

    TestScreen unknown = new TestScreen();
    assertThat(unknown.run("rules", "schema", "rules")).isEqualTo(Exit.USAGE);
    assertThat(unknown.err()).contains("there is no kind of file 'rules'");
  }

  @Test
  void testSaysWhatDiffers() throws IOException {
    change("pay-none-attested.yaml", "window: 30d", "window: 20d");

    assertThat(screen.run("rules", "test", folder.toString(), "--rule", "pay-none-attested"))
        .isEqualTo(Exit.FINDING);
    assertThat(out())
        .isEqualTo(
            """
            differs pay-none-attested: 4 examples, 1 not as expected
              the performer attests that nothing arrived (fires)
                - expected, + found
                  {at: '2026-03-02T11:00:00Z', focal: prf1_Zk3v0yq8Qk2bJ0p4m1X9aA, holds: true, records: [attest-0001]}
                - {at: '2026-04-01T11:00:00Z', focal: prf1_Zk3v0yq8Qk2bJ0p4m1X9aA, holds: false}
                + {at: '2026-03-22T11:00:00Z', focal: prf1_Zk3v0yq8Qk2bJ0p4m1X9aA, holds: false}
            4 examples of 1 rule: 3 as expected, 1 not, 0 lacking
            """);
  }

  @Test
  void testSaysWhichExamplesLack() throws IOException {
    change("pay-none-attested.yaml", "  - payout on its way", "  - payout on its way\n  - a loan");
    Files.delete(folder.resolve("payout-funnel.examples.yaml"));

    assertThat(screen.run("rules", "test", folder.toString())).isEqualTo(Exit.FINDING);
    assertThat(out())
        .contains(
            "  lacks an example of kind 'a loan': add one to"
                + " FOLDER/pay-none-attested.examples.yaml",
            "rule payout-funnel has no examples");
  }

  @Test
  void testSpeaksToPrograms() throws IOException {
    assertThat(screen.run("rules", "test", folder.toString(), "--json")).isEqualTo(Exit.FINE);
    JsonNode json = new JsonMapper().readTree(screen.out());
    assertThat(json.get("fine").booleanValue()).isTrue();
    assertThat(json.get("rules").findValuesAsText("rule")).contains("exit-reversed-by-manager");
  }

  @Test
  void testSuggestsTheNearestRule() {
    assertThat(screen.run("rules", "test", folder.toString(), "--rule", "payout-funel"))
        .isEqualTo(Exit.USAGE);
    assertThat(screen.err()).contains("did you mean payout-funnel?");
  }

  @Test
  void testDoesNotRunWhatDoesNotCompile() throws IOException {
    change(FUNNEL, "performers >= 5", "performer >= 5");

    assertThat(screen.run("rules", "test", folder.toString())).isEqualTo(Exit.FINDING);
    assertThat(screen.err()).contains("did you mean 'performers'?", "do not compile: 1 error");
  }

  @Test
  void tableSaysWhatRulesLookForAndCouldMistakeForIt() throws IOException {
    Path small = new SmallRules(10).into(folder.resolve("small"));
    String settings = Files.readString(small.resolve("settings.yaml"));
    Files.writeString(
        small.resolve("settings.yaml"),
        settings
                .replace("[pay-withheld]", "[pay-withheld, pay-arrived, locked]")
                .replace("{money: 45}", "{money: 45, account: 50}")
            + TYPOLOGY);
    String rule = Files.readString(small.resolve("pay-withheld.yaml"));
    String evidence = "family: money\nroot: payout\ntier: B\nbasis: alleged\nelements: [means]";
    assertThat(rule).contains(evidence);
    Files.writeString(
        small.resolve("pay-arrived.yaml"),
        rule.replace("id: pay-withheld", "id: pay-arrived")
            .replace("attested == \"none\"", "attested == \"full\" && reported_by == \"performer\"")
            .replace(evidence, "counters: [money, hours]\nroot: attestation\nbasis: alleged"));
    Files.writeString(
        small.resolve("locked.yaml"),
        rule.replace("id: pay-withheld", "id: locked")
            .replace("indicator: I16", "indicator: I06")
            .replace("en: No pay arrived", "en: 'Locked | <b>out'")
            .replace("family: money\nroot: payout", "family: account\nroot: account-action")
            .replace("[payout on its way]", "[payout on its way, a test]"));
    Files.writeString(
        small.resolve("locked.examples.yaml"),
        Files.readString(small.resolve("pay-withheld.examples.yaml"))
            .replace(
                "- name: nothing arrived\n  kind: fires",
                "- name: nothing arrived\n  kind: fires\n  like: payout on its way"));

    assertThat(screen.run("rules", "table", small.toString())).isEqualTo(Exit.FINE);
    assertThat(screen.out())
        .isEqualTo(
            """
            ## Indicators

            ### I06

            | rule | says | entity | family | root | tier | points |
            |---|---|---|---|---|---|---|
            | `locked` | Locked \\| &lt;b>out | performer | account | account-action | B | 25 |

            | lawful or harmless explanation | of rule | shown by the example | on which it |
            |---|---|---|---|
            | payout on its way | `locked` | nothing arrived | **fires** |
            | payout on its way | `locked` | a part arrived | is quiet |
            | a test | `locked` | none | |

            ### I16

            | rule | says | entity | family | root | tier | points |
            |---|---|---|---|---|---|---|
            | `pay-withheld` | No pay arrived | performer | money | payout | B | 25 |

            | lawful or harmless explanation | of rule | shown by the example | on which it |
            |---|---|---|---|
            | payout on its way | `pay-withheld` | a part arrived | is quiet |

            ## Counter-evidence

            | rule | indicator | says | entity | lowers | root | points |
            |---|---|---|---|---|---|---|
            | `pay-arrived` | I16 | No pay arrived | performer | money, hours | attestation | 25 |

            | how it can mislead | of rule | shown by the example | on which it |
            |---|---|---|---|
            | payout on its way | `pay-arrived` | none | |

            ## Typologies

            | typology | says | describes | all of | any of | parts | within | raises | to |
            |---|---|---|---|---|---|---|---|---|
            | `unpaid` | a | labour abuse | `pay-withheld`, `locked` | | 2 | 30d | to A | labour |
            """);
  }

  @Test
  void tableSpeaksToPrograms() throws IOException {
    assertThat(screen.run("rules", "table", folder.toString(), "--json")).isEqualTo(Exit.FINE);
    JsonNode json = new JsonMapper().readTree(screen.out());
    assertThat(json.get("indicators").findValuesAsText("indicator"))
        .contains("I06", "I09", "I14", "I16", "I31");
    JsonNode funnel = json.at("/indicators/2/rules/0");
    assertThat(funnel.get("rule").textValue()).isEqualTo("payout-funnel");
    assertThat(funnel.get("tier").textValue()).isEqualTo("B");
    assertThat(funnel.get("false_positives")).isNotEmpty();
    assertThat(funnel.at("/false_positives/0/examples/0/fires").booleanValue()).isFalse();
  }

  @Test
  void tableIsNotMadeOfWhatDoesNotCompile() throws IOException {
    change(FUNNEL, "performers >= 5", "performer >= 5");
    assertThat(screen.run("rules", "table", folder.toString())).isEqualTo(Exit.FINDING);
    assertThat(screen.out()).isEmpty();
    assertThat(screen.err()).contains("do not compile: 1 error");
  }

  @Test
  void diffSaysThatNothingDiffers() {
    assertThat(screen.run("rules", "diff", running.toString(), folder.toString()))
        .isEqualTo(Exit.FINE);
    assertThat(screen.out()).isEqualTo("nothing differs\n");
  }

  @Test
  void diffSaysWhatBecomesOfState() throws IOException {
    change(FUNNEL, "performers >= 5", "performers >= 6");
    change(FUNNEL, "version: 1", "version: 2");
    change("exit-reversed-by-manager.yaml", "reversals >= 1", "reversals >= 20");
    change("live-16-of-24-hours.yaml", "points: 20", "points: 25");

    assertThat(screen.run("rules", "diff", running.toString(), folder.toString()))
        .isEqualTo(Exit.FINDING);
    assertThat(screen.lines())
        .startsWith(
            "RULES",
            "  changed  exit-reversed-by-manager, with its old version: count it up",
            "    when: reversals >= 1 -> reversals >= 20",
            "  changed  live-16-of-24-hours, with its old version: count it up",
            "    points: 20 -> 25",
            "  changed  payout-funnel",
            "    version: 1 -> 2",
            "    when: performers >= 5 -> performers >= 6",
            "STATE")
        .contains(
            "  warms    performer: type == \"exit.reversed\" && actor == \"manager\""
                + " (exit-reversed-by-manager): remembers the newest 32, so far 8; values may be"
                + " too low for 7d");
    assertThat(screen.out()).contains("(payout-funnel): thresholds stay within the newest 128");
  }

  @Test
  void diffSaysThatABaselineChanged() throws IOException {
    String where =
        "'type == \"account.locked\" && tenure_days < baseline.tenure && actor == \"manager\"'";
    Path before = Files.createDirectory(folder.resolve("before"));
    String funnel = Files.readString(folder.resolve(FUNNEL));
    Files.writeString(
        before.resolve(FUNNEL),
        funnel.replaceFirst(
            "where: .*", java.util.regex.Matcher.quoteReplacement("where: " + where)));
    String settings =
        """
        rules: [payout-funnel]
        legal_frame: palermo
        line: 35
        caps: {money: 50}
        words: [{from: 0, word: low}]
        routes: [{unit: labour, families: []}]
        baselines:
          tenure: {source: a test, date: '2024-12-09', markets: {CO: 400, RO: 300}}
        """;
    Files.writeString(before.resolve("settings.yaml"), settings);
    Path after = Files.createDirectory(folder.resolve("after"));
    Files.copy(before.resolve(FUNNEL), after.resolve(FUNNEL));
    Files.writeString(after.resolve("settings.yaml"), settings.replace("CO: 400", "CO: 365"));

    String begin = "type == \"account.locked\" && tenure_days < baseline.tenure";
    assertThat(screen.run("rules", "diff", before.toString(), after.toString()))
        .isEqualTo(Exit.FINDING);
    assertThat(screen.lines())
        .contains("SETTINGS", "    baselines.tenure.markets.CO: 400.0 -> 365.0")
        .anyMatch(line -> line.startsWith("  new      payout: " + begin))
        .anyMatch(line -> line.startsWith("  gone     payout: " + begin));
  }

  @Test
  void diffKnowsWhenBothEvaluateAlike() throws IOException {
    change("live-16-of-24-hours.yaml", "points: 20", "points: 25");

    assertThat(screen.run("rules", "diff", running.toString(), folder.toString(), "--json"))
        .isEqualTo(Exit.FINDING);
    JsonNode json = new JsonMapper().readTree(screen.out());
    assertThat(json.get("same_plan").booleanValue()).isTrue();
    assertThat(json.at("/changed/live-16-of-24-hours/0/after").textValue()).isEqualTo("25");
  }

  @Test
  void costWeighsEntitiesAndRecords() {
    assertThat(screen.run("rules", "cost", folder.toString())).isEqualTo(Exit.FINE);
    assertThat(screen.lines())
        .contains("STATE OF ONE ENTITY, bytes (budget 65,536)")
        .anyMatch(line -> line.matches(" +[0-9,]+ +[0-9,]+ {2}performer"))
        .anyMatch(line -> line.contains("newest 128 in 30d") && line.endsWith("by payout-funnel"))
        .anyMatch(line -> line.matches(" +[0-9]+ {2}payout\\.made +.*payout.*"));
  }

  @Test
  void costIsHeldAgainstTheBudgetOfTheSettings() throws IOException {
    change("settings.yaml", "legal_frame:", "budget: 8\n\nlegal_frame:");

    assertThat(screen.run("rules", "cost", folder.toString())).isEqualTo(Exit.FINDING);
    assertThat(screen.out()).contains("payout  over the budget", "(budget 8,192)");
    TestScreen json = new TestScreen();
    assertThat(json.run("rules", "cost", folder.toString(), "--json")).isEqualTo(Exit.FINDING);
    assertThat(json.out()).contains("\"budget_bytes\":8192");
  }

  static List<String> functions() {
    return Skeleton.functions();
  }

  /** Of each function: the skeleton compiles, and does what its examples say. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void newRulesDoWhatTheirExamplesSay(String function) throws IOException {
    assertThat(screen.run("rules", "new", "fresh", "--measure", function, "--folder", folder + ""))
        .isEqualTo(Exit.FINE);
    change("settings.yaml", "rules:\n", "budget: 256\n\nrules:\n  - fresh\n");

    TestScreen lint = new TestScreen();
    assertThat(lint.run("rules", "lint", folder.toString())).isEqualTo(Exit.FINE);
    assertThat(lint.lines())
        .filteredOn(line -> line.contains(": warning: "))
        .allSatisfy(line -> assertThat(line).endsWith("[unwritten]"));
    TestScreen test = new TestScreen();
    assertThat(test.run("rules", "test", folder.toString(), "--rule", "fresh"))
        .as(test.out())
        .isEqualTo(Exit.FINE);
  }

  @Test
  void newSaysWhatIsNext() {
    assertThat(screen.run("rules", "new", "fresh", "--folder", folder.toString()))
        .isEqualTo(Exit.FINE);
    assertThat(out())
        .isEqualTo(
            """
            wrote FOLDER/fresh.yaml
            wrote FOLDER/fresh.examples.yaml
            Next:
              1. add it under rules in FOLDER/settings.yaml:   - fresh  (and a cap, if its family has none)
              2. change what it measures, and what begins with WRITE
              3. almenara rules lint FOLDER   says what is missing
              4. almenara rules test FOLDER --rule fresh   runs its examples
            """);
  }

  @Test
  void newSaysWhereToGetTheSchemaThatItNames() throws IOException {
    Files.delete(folder.resolve("rule.schema.json"));
    assertThat(screen.run("rules", "new", "fresh", "--folder", folder.toString()))
        .isEqualTo(Exit.FINE);
    assertThat(out()).contains("  1. almenara rules schema --write FOLDER   for an editor");
    assertThat(Files.readString(folder.resolve("fresh.yaml")))
        .startsWith("# yaml-language-server: $schema=rule.schema.json\n");
    assertThat(Files.readString(folder.resolve("fresh.examples.yaml")))
        .startsWith("# yaml-language-server: $schema=examples.schema.json\n");
  }

  @Test
  void newCopiesARule() throws IOException {
    assertThat(
            screen.run("rules", "new", "fresh", "--from", "payout-funnel", "--folder", folder + ""))
        .isEqualTo(Exit.FINE);
    assertThat(Files.readString(folder.resolve("fresh.yaml")))
        .isEqualTo(
            Files.readString(folder.resolve(FUNNEL)).replace("id: payout-funnel", "id: fresh"));
    assertThat(folder.resolve("fresh.examples.yaml")).exists();
  }

  @Test
  void newWritesNothingOver() throws IOException {
    String before = Files.readString(folder.resolve(FUNNEL));
    assertThat(screen.run("rules", "new", "payout-funnel", "--folder", folder.toString()))
        .isEqualTo(Exit.USAGE);
    assertThat(screen.err()).contains("there is already ");
    assertThat(Files.readString(folder.resolve(FUNNEL))).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Fresh", "fresh_one", "../fresh", "-"})
  void newRefusesWhatIsNoId(String id) {
    assertThat(screen.run("rules", "new", "--folder", folder.toString(), "--", id))
        .isEqualTo(Exit.USAGE);
    assertThat(screen.err()).contains("'" + id + "' is no id");
  }

  @Test
  void saysThatThereIsNoSuchFolder() {
    assertThat(screen.run("rules", "lint", folder.resolve("none").toString()))
        .isEqualTo(Exit.USAGE);
    assertThat(screen.err()).contains("there is no folder '");

    TestScreen file = new TestScreen();
    assertThat(file.run("rules", "lint", folder.resolve(FUNNEL).toString())).isEqualTo(Exit.USAGE);
    assertThat(file.err()).contains("is a file: name the folder that it is in");
  }

  @Test
  void saysThatSettingsAreMissing() throws IOException {
    Files.delete(folder.resolve("settings.yaml"));

    assertThat(screen.run("rules", "lint", folder.toString())).isEqualTo(Exit.ENVIRONMENT);
    assertThat(screen.err()).contains("there is no settings.yaml in ", "Mend: ");
  }

  @Test
  void saysWhichFileIsNoUtf8AndFromWhere() throws IOException {
    Files.write(
        folder.resolve(FUNNEL),
        "id: payout-funnel\ntitle: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(screen.run("rules", "lint", folder.toString())).isEqualTo(Exit.ENVIRONMENT);
    assertThat(screen.err())
        .contains("payout-funnel.yaml is not UTF-8, from line 2 on", "save it as UTF-8");
  }
}

package org.almenara.cli.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.almenara.cli.rules.Office.A;
import static org.almenara.cli.rules.Office.B;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeMap;
import org.almenara.cli.Exit;
import org.almenara.cli.TestScreen;
import org.almenara.cli.broker.BrokerExtension;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.schemas.Activation;
import org.almenara.schemas.RuleSetStatus;
import org.almenara.schemas.RuleSetStatus.State;
import org.almenara.schemas.Topic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the topics say of rule sets: status, history, show. */
@Timeout(120)
final class LiveStateTest {

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  @TempDir Path folder = Path.of("");

  private Office office;

  @BeforeEach
  void open() throws Exception {
    office = new Office(BROKER.bootstrapServers());
  }

  /** B judges from 10:10 on, A from 10:30 on; now it is eleven. */
  private void aAfterB() {
    office.publish(A.files(), "anna");
    office.publish(B.files(), "carla");
    office.activate(B.hash(), "10M", "carla", "bert");
    office.activate(A.hash(), "30M", "anna", "bert");
    office.pass(Duration.ofHours(1));
  }

  @Test
  void saysThatNoWorkerReports() {
    assertThat(office.run("status")).isEqualTo(Exit.FINDING);

    assertThat(office.out())
        .isEqualTo(
            """
            live      what is packed with the job: no activation is in effect

            no worker of a job has reported
            """);
  }

  @Test
  void saysThatAllRunWhatTheyShould() {
    aAfterB();
    office.activate(Activation.Type.ACTIVATION_SHADOW, B.hash(), "10M", "carla", "bert");
    office.activate(B.hash(), "20M", "carla", "bert");
    office.pass(Duration.ofMinutes(11));
    office.says("evaluate-entities", 0, B.hash(), State.RUNNING, "10:10:00");
    office.says("evaluate-entities", 0, A.hash(), State.RUNNING, "10:30:00");
    office.says("evaluate-entities", 0, B.hash(), State.RUNNING, "11:10:00"); // in shadow
    office.says("score", 0, A.hash(), State.APPLIED_LATE, "10:31:00");

    office.does("status");

    assertThat(office.out())
        .isEqualTo(
            """
            live      AAAAAAAAAAAA since 2026-11-24T10:30:00Z: author anna, approver bert, reason tuning
            shadow    BBBBBBBBBBBB since 2026-11-24T11:10:00Z: author carla, approver bert, reason tuning
            planned   BBBBBBBBBBBB activation.live from 2026-11-24T11:20:00Z on

            STEP               SUBTASK  HEARD OF      RUNS          SINCE
            evaluate-entities  0        BBBBBBBBBBBB  AAAAAAAAAAAA  2026-11-24T10:30:00Z
            score              0        AAAAAAAAAAAA  AAAAAAAAAAAA  2026-11-24T10:31:00Z  late
            2 workers: none drifts, 1 late, 0 refusing
            """);
  }

  @Test
  void saysWhoDrifts() {
    aAfterB();
    office.says("evaluate-entities", 0, A.hash(), State.RUNNING, "10:30:00");
    office.says("evaluate-entities", 1, B.hash(), State.RUNNING, "10:10:00");
    office.says("evaluate-entities", 2, A.hash(), State.RECEIVED, "10:00:00");
    office.says(
        new RuleSetStatus(
            A.hash(),
            State.REFUSED,
            "score",
            0,
            Office.TEN,
            "does-not-compile",
            "pay-withheld.yaml",
            13,
            9,
            null));

    assertThat(office.run("status")).isEqualTo(Exit.FINDING);

    assertThat(office.out())
        .endsWith(
            """
            STEP               SUBTASK  HEARD OF      RUNS          SINCE
            evaluate-entities  0        AAAAAAAAAAAA  AAAAAAAAAAAA  2026-11-24T10:30:00Z
            evaluate-entities  1        BBBBBBBBBBBB  BBBBBBBBBBBB  2026-11-24T10:10:00Z  DRIFT: AAAAAAAAAAAA should judge
            evaluate-entities  2        AAAAAAAAAAAA  -             -                     DRIFT: says nothing, AAAAAAAAAAAA should judge
            score              0        AAAAAAAAAAAA  -             -                     DRIFT: says nothing, AAAAAAAAAAAA should judge
            refused AAAAAAAAAAAA by score 0: does-not-compile at pay-withheld.yaml:13:9
            4 workers: 3 drift, 0 late, 1 refusing
            """);
  }

  @Test
  void givesWorkersTimeAndLeavesOutThoseThatAreGone() {
    aAfterB();
    office.says("score", 0, B.hash(), State.RUNNING, "10:10:00");
    office.says("score", 1, A.hash(), State.RUNNING, "10:30:00");
    office.says("score", 2, B.hash(), State.RUNNING, "10:10:00");

    office.does("status", "--at", "2026-11-24T10:31:59Z");
    assertThat(office.run("status", "--at", "2026-11-24T10:32:00Z")).isEqualTo(Exit.FINDING);
    assertThat(office.out()).endsWith("3 workers: 2 drift, 0 late, 0 refusing\n");
    assertThat(office.run("status", "--subtasks", "2")).isEqualTo(Exit.FINDING);
    assertThat(office.out()).endsWith("2 workers: 1 drifts, 0 late, 0 refusing\n");
    office.does("status", "--grace", "31m");
  }

  @Test
  void workersDisagreeOnWhatIsPacked() {
    office.says("score", 0, A.hash(), State.RUNNING, "09:00:00");
    office.does("status");

    office.says("score", 1, B.hash(), State.RUNNING, "09:00:00");

    assertThat(office.run("status")).isEqualTo(Exit.FINDING);
    assertThat(office.out()).endsWith("2 workers: 2 drift, 0 late, 0 refusing\n");
  }

  @Test
  void aStoppedRuleIsNoDrift() {
    aAfterB();
    office.does(
        "stop", SmallRules.RULE, "--author", "a", "--approver", "b", "--reason", "r", "--yes");
    office.pass(Duration.ofMinutes(5));
    office.says("score", 0, A.hash(), State.RUNNING, "10:30:00");
    office.says(
        new RuleSetStatus(
            A.hash(),
            State.STOPPED,
            "score",
            0,
            Office.TEN.plus(Duration.ofHours(1)),
            null,
            null,
            null,
            null,
            SmallRules.RULE));

    office.does("status");

    assertThat(office.out())
        .contains(
            "stopped   pay-withheld since 2026-11-24T11:00:00Z\n",
            "score  0        AAAAAAAAAAAA  AAAAAAAAAAAA  2026-11-24T10:30:00Z");
  }

  @Test
  void statusSpeaksToPrograms() throws IOException {
    aAfterB();
    office.says("score", 0, B.hash(), State.RUNNING, "10:10:00");

    assertThat(office.run("status", "--json")).isEqualTo(Exit.FINDING);

    JsonNode json = new JsonMapper().readTree(office.out());
    assertThat(json.at("/fine").booleanValue()).isFalse();
    assertThat(json.at("/drifting").intValue()).isEqualTo(1);
    assertThat(json.at("/live/activation/rule_set").textValue()).isEqualTo("A".repeat(64));
    assertThat(json.at("/workers/0/runs").textValue()).isEqualTo("B".repeat(64));
    assertThat(json.at("/workers/0/since").textValue()).isEqualTo("2026-11-24T10:10:00Z");
    assertThat(json.at("/workers/0/drifts").booleanValue()).isTrue();
  }

  @Test
  void historySaysThatThereIsNone() {
    office.does("history");

    assertThat(office.out())
        .isEqualTo("nothing was activated: what is packed with the job judges\n");
  }

  @Test
  void historyHasWhatHoldsAndWhatDoesNot() {
    TreeMap<String, String> files = new TreeMap<>(A.files().files());
    files.put("settings.yaml", "rules: []\n");
    String broken = office.publish(new RuleSetFiles(files), "anna");
    aAfterB();
    office.activate(A.hash(), "4M", "anna", "bert");
    office.activate(A.hash(), "6M", "anna", "anna");
    office.activate("c".repeat(64), "7M", "anna", "bert");
    office.activate(broken, "8M", "anna", "bert");
    office.activate(B.hash(), "9M", "carla", "bert");
    office.activate(A.hash(), "9M", "anna", "dora");
    office.does(
        "stop", SmallRules.RULE, "--author", "a", "--approver", "b", "--reason", "r", "--yes");
    office.write(Topic.ACTIVATIONS, "k", "{\"type\":\"activation.live\"}".getBytes(UTF_8));
    office.activate(A.hash(), "-1M", "anna", "bert");

    office.does("history");

    assertThat(office.out().replace(broken.substring(0, 12), "XXXXXXXXXXXX"))
        .isEqualTo(
            """
            FROM                  WHAT             OF            AUTHOR  APPROVER  REASON  WRITTEN               STATE
            2026-11-24T10:10:00Z  activation.live  BBBBBBBBBBBB  carla   bert      tuning  2026-11-24T10:00:00Z  until 2026-11-24T10:30:00Z
            2026-11-24T10:30:00Z  activation.live  AAAAAAAAAAAA  anna    bert      tuning  2026-11-24T10:00:00Z  in effect
            2026-11-24T10:59:00Z  activation.live  AAAAAAAAAAAA  anna    bert      tuning  2026-11-24T11:00:00Z  INVALID: written 1m after it should take effect; 5m are needed
            2026-11-24T11:00:00Z  rule.stopped     pay-withheld  a       b         r       2026-11-24T11:00:00Z  in effect
            2026-11-24T11:04:00Z  activation.live  AAAAAAAAAAAA  anna    bert      tuning  2026-11-24T11:00:00Z  INVALID: written 4m before it takes effect; 5m are needed
            2026-11-24T11:06:00Z  activation.live  AAAAAAAAAAAA  anna    anna      tuning  2026-11-24T11:00:00Z  INVALID: author and approver are one person
            2026-11-24T11:07:00Z  activation.live  cccccccccccc  anna    bert      tuning  2026-11-24T11:00:00Z  INVALID: no such rule set was published
            2026-11-24T11:08:00Z  activation.live  XXXXXXXXXXXX  anna    bert      tuning  2026-11-24T11:00:00Z  INVALID: the rule set does not compile
            2026-11-24T11:09:00Z  activation.live  BBBBBBBBBBBB  carla   bert      tuning  2026-11-24T11:00:00Z  replaced by a newer one for the same instant
            2026-11-24T11:09:00Z  activation.live  AAAAAAAAAAAA  anna    dora      tuning  2026-11-24T11:00:00Z  planned
            activations.v1-0@9, written 2026-11-24T11:00:00Z, is no activation: field_missing at author; add the field: the schema needs it here
            """);
  }

  @Test
  void shadowsAndStopsEndByThemselves() {
    aAfterB();
    office.activate(Activation.Type.ACTIVATION_SHADOW, A.hash(), "5M", "anna", "bert");
    office.activate(Activation.Type.ACTIVATION_SHADOW, B.hash(), "6M", "carla", "bert");
    office.does(
        "stop", SmallRules.RULE, "--author", "a", "--approver", "b", "--reason", "r", "--yes");
    office.activate(B.hash(), "20M", "carla", "bert");
    office.pass(Duration.ofMinutes(30));

    office.does("history");

    assertThat(office.out().lines().skip(1).map(line -> line.replaceAll("  .*  ", ": ")))
        .containsExactly(
            "2026-11-24T10:10:00Z: until 2026-11-24T10:30:00Z",
            "2026-11-24T10:30:00Z: until 2026-11-24T11:20:00Z",
            "2026-11-24T11:00:00Z: until 2026-11-24T11:20:00Z",
            "2026-11-24T11:05:00Z: until 2026-11-24T11:05:00Z", // it judged already
            "2026-11-24T11:06:00Z: until 2026-11-24T11:20:00Z",
            "2026-11-24T11:20:00Z: in effect");
    office.run("status");
    assertThat(office.out()).doesNotContain("shadow", "stopped");
    office.run("status", "--at", "2026-11-24T11:10:00Z");
    assertThat(office.out()).contains("\nshadow    BBBBBBBBBBBB", "\nstopped   pay-withheld since");
  }

  @Test
  void historySpeaksToPrograms() throws IOException {
    aAfterB();
    office.activate(A.hash(), "4M", "anna", "bert");

    office.does("history", "--json");

    JsonNode json = new JsonMapper().readTree(office.out());
    assertThat(json.at("/entries").findValuesAsText("verdict"))
        .containsExactly("valid", "valid", "too_late");
    assertThat(json.at("/entries/0/activation/rule_set").textValue()).isEqualTo("B".repeat(64));
    assertThat(json.at("/entries/0/from").textValue()).isEqualTo("2026-11-24T10:10:00Z");
    assertThat(json.at("/unreadable")).isEmpty();
  }

  @Test
  void showListsWhatWasPublished() {
    office.does("show");
    assertThat(office.out()).isEqualTo("no rule set was published\n");

    office.publish(A.files(), "anna");
    office.pass(Duration.ofMinutes(1));
    office.activate(office.publish(B.files(), "carla"), "10M", "carla", "bert");
    office.pass(Duration.ofHours(1));
    office.does("show");

    assertThat(office.out())
        .isEqualTo(
            """
            PUBLISHED             RULE SET      AUTHOR  FILES  STATE
            2026-11-24T10:01:00Z  BBBBBBBBBBBB  carla   2      judges
            2026-11-24T10:00:00Z  AAAAAAAAAAAA  anna    2      never activated
            """);
  }

  @Test
  void showDescribesOne() {
    aAfterB();
    office.activate(B.hash(), "4M", "carla", "bert");

    office.does("show", B.hash().substring(0, 8));

    assertThat(office.out())
        .isEqualTo(
            """
            rule set BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB
              author    carla, published 2026-11-24T10:00:00Z
              activation.live from 2026-11-24T10:10:00Z until 2026-11-24T10:30:00Z, approved by bert, reason tuning
              activation.live never (written 4m before it takes effect; 5m are needed), approved by bert, reason tuning
            FILE               LINES
            pay-withheld.yaml  25
            settings.yaml      6
            """);
  }

  @Test
  void showPrintsAFileByHashOrByTime() {
    aAfterB();
    String text = B.files().files().get("pay-withheld.yaml");

    office.does("show", B.hash(), "pay-withheld.yaml");
    assertThat(office.out()).isEqualTo(text);
    office.does("show", "--at", "2026-11-24T10:29:59Z", SmallRules.RULE);
    assertThat(office.out()).isEqualTo(text);

    assertThat(office.run("show", B.hash(), "pay-witheld")).isEqualTo(Exit.USAGE);
    assertThat(office.err())
        .startsWith(
            "almenara: rule set BBBBBBBBBBBB has no file 'pay-witheld'; did you mean"
                + " pay-withheld.yaml?\n");
    assertThat(office.run("show", "--at", "2026-11-24T10:09:59Z")).isEqualTo(Exit.FINDING);
    assertThat(office.err())
        .startsWith(
            "almenara: no activated rule set judged at 2026-11-24T10:09:59Z: what was packed with"
                + " the job did\n");
    assertThat(office.run("show", "--at", "2026-11-24T10:30:00Z", "a", "b")).isEqualTo(Exit.USAGE);
  }

  @Test
  void showWritesAFolderThatOtherCommandsTake() throws IOException {
    aAfterB();
    Path out = folder.resolve("out");

    office.does("show", "--at", "2026-11-24T10:30:00Z", "--out", out.toString());

    assertThat(office.out()).isEqualTo("wrote 2 files of rule set AAAAAAAAAAAA into " + out + "\n");
    assertThat(RuleSetFiles.ofFolder(out).hash()).isEqualTo(A.hash());
    assertThat(new TestScreen().run("rules", "lint", out.toString())).isEqualTo(Exit.FINE);

    Files.delete(out.resolve("settings.yaml"));
    assertThat(office.run("show", A.hash(), "--out", out.toString())).isEqualTo(Exit.ENVIRONMENT);
    assertThat(office.err())
        .startsWith("almenara: there is something in " + out + " already\n  Mend: name a folder");
    assertThat(out.resolve("settings.yaml")).doesNotExist();
  }

  @Test
  void showGivesTheDocumentToPrograms() {
    office.publish(A.files(), "anna");

    office.does("show", A.hash(), "--json");

    assertThat(office.out()).isEqualTo(office.written().get(0).replaceFirst(".*? .*? ", "") + "\n");
  }
}

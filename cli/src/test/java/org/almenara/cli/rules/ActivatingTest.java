package org.almenara.cli.rules;

import static org.almenara.cli.rules.Office.A;
import static org.almenara.cli.rules.Office.B;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.almenara.cli.Exit;
import org.almenara.cli.broker.BrokerExtension;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.schemas.Activation;
import org.almenara.schemas.RuleSetStatus;
import org.almenara.schemas.RuleSetStatus.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The second person's commands: activate, rollback, stop. */
@Timeout(120)
final class ActivatingTest {

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  private static final String[] ACTIVATE = {
    "activate", A.hash().substring(0, 12), "--approver", "bert", "--reason", "tuning"
  };
  private static final String[] STOP = {
    "stop", SmallRules.RULE, "--author", "anna", "--approver", "bert", "--reason", "false-flags"
  };

  private static final String[] UNSHADOW = {
    "unshadow", "--author", "anna", "--approver", "bert", "--reason", "tried"
  };

  private Office office;

  @BeforeEach
  void open() throws Exception {
    office = new Office(BROKER.bootstrapServers());
  }

  private static String[] with(String[] words, String... more) {
    String[] all = new String[words.length + more.length];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }

  /** B judged, then A, in the hour after ten. */
  private void aAfterB() {
    office.publish(A.files(), "anna");
    office.publish(B.files(), "carla");
    office.activate(B.hash(), "10M", "carla", "bert");
    office.activate(A.hash(), "30M", "anna", "bert");
    office.pass(Duration.ofHours(1));
  }

  @Test
  void showsWhatItChangesAsksAndWrites() {
    office.activate(office.publish(B.files(), "carla"), "10M", "carla", "bert");
    office.publish(A.files(), "anna");
    office.pass(Duration.ofHours(1));

    assertThat(office.typing("yes\n", ACTIVATE)).isEqualTo(Exit.FINE);

    assertThat(office.out())
        .isEqualTo(
            """
            rule set AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
              effect    judges from 2026-11-24T11:10:00Z on, in 10m
              author    anna, published 2026-11-24T10:00:00Z
              approver  bert
              reason    tuning
            against BBBBBBBBBBBB, which judges since 2026-11-24T10:10:00Z:
              changed   pay-withheld: version, window
            written at 2026-11-24T11:00:00Z, and valid: it judges from 2026-11-24T11:10:00Z on
            """);
    assertThat(office.err()).isEqualTo("Type yes to go on: \n");
    assertThat(office.written())
        .contains(
            Office.TEN.plus(Duration.ofHours(1)).toEpochMilli()
                + " activation.live:2026-11-24T11:10:00Z"
                + " {\"approver\":\"bert\",\"author\":\"anna\",\"effective\":\"2026-11-24T11:10:00Z\","
                + "\"reason\":\"tuning\",\"rule_set\":\""
                + "A".repeat(64)
                + "\",\"type\":\"activation.live\"}");
  }

  @Test
  void writesNothingUnlessToldYes() {
    office.publish(A.files(), "anna");

    for (String typed : List.of("", "y\n", "no\n")) {
      List<String> before = office.written();
      assertThat(office.typing(typed, ACTIVATE)).isEqualTo(Exit.FINDING);
      assertThat(office.err()).contains("almenara: nothing was written\n  Mend: type yes, or give");
      assertThat(office.written()).isEqualTo(before);
    }
  }

  @Test
  void aDryRunShowsAndWritesNothing() {
    office.publish(A.files(), "anna");

    office.writesNothing(Exit.FINE, with(ACTIVATE, "--dry-run"));

    assertThat(office.out())
        .contains("  effect    judges from 2026-11-24T10:10:00Z on, in 10m\n")
        .endsWith("\ndry run: nothing was written\n");
  }

  @Test
  void activatesInShadow() {
    office.publish(A.files(), "anna");

    office.does(with(ACTIVATE, "--yes", "--shadow", "--in", "1h"));

    assertThat(office.out()).endsWith("valid: it runs in shadow from 2026-11-24T11:00:00Z on\n");
    assertThat(office.written()).first().asString().contains(" activation.shadow:2026-11-24T11:00");
  }

  @Test
  void takesEffectAtTheFullMinuteThatFollows() {
    office.publish(A.files(), "anna");
    office.pass(Duration.ofSeconds(1));

    office.does(with(ACTIVATE, "--yes", "--in", "7m"));

    assertThat(office.out()).contains("  effect    judges from 2026-11-24T10:08:00Z on, in 479s\n");
  }

  @Test
  void saysWhatItReplacesAndWhatWillReplaceIt() {
    office.publish(A.files(), "anna");
    office.publish(B.files(), "carla");
    office.activate(B.hash(), "10M", "carla", "dora");
    office.activate(B.hash(), "20M", "carla", "emil");

    office.does(with(ACTIVATE, "--dry-run"));

    assertThat(office.out())
        .contains(
            """
              replaces  BBBBBBBBBBBB from 2026-11-24T10:10:00Z on, approved by dora
              until     BBBBBBBBBBBB from 2026-11-24T10:20:00Z on, approved by emil
            """);
  }

  @Test
  void anotherPersonThanTheAuthorActivates() {
    office.publish(A.files(), "bert");

    office.writesNothing(Exit.FINDING, with(ACTIVATE, "--yes"));

    assertThat(office.err())
        .isEqualTo(
            """
            almenara: bert published rule set AAAAAAAAAAAA, so another person must activate it
              Mend: have a second person look at it and give their code as --approver
            """);
  }

  @Test
  void refusesWhatIsNearerThanTheLead() {
    office.publish(A.files(), "anna");

    office.writesNothing(
        Exit.FINDING, with(ACTIVATE, "--yes", "--effective", "2026-11-24T10:05:29Z"));

    assertThat(office.err())
        .isEqualTo(
            """
            almenara: 2026-11-24T10:05:29Z is too near: an activation is on the broker 5m before it takes effect, or the job takes it for none
              Mend: now that is 2026-11-24T10:05:30Z at the earliest, with 30s for the way
            """);
    office.does(with(ACTIVATE, "--yes", "--effective", "2026-11-24T10:05:30Z"));
  }

  @Test
  void refusesWhatDoesNotCompile() {
    TreeMap<String, String> files = new TreeMap<>(A.files().files());
    files.put("settings.yaml", "rules: []\n");
    String broken = office.publish(new RuleSetFiles(files), "anna");

    office.writesNothing(
        Exit.FINDING, "activate", broken, "--approver", "bert", "--reason", "tuning", "--yes");

    assertThat(office.err())
        .isEqualTo(
            """
            almenara: rule set HASH does not compile with this version, so it cannot judge
              Mend: publish one that does; `almenara rules show HASH --out FOLDER` gives its files to lint
            """
                .replaceFirst("HASH", broken));
  }

  @Test
  void writesNothingWhereItJudgesAlready() {
    aAfterB();

    office.writesNothing(Exit.FINE, with(ACTIVATE, "--yes"));

    assertThat(office.out())
        .isEqualTo(
            "rule set "
                + "A".repeat(64)
                + " judges from 2026-11-24T10:30:00Z on already, approved by bert: nothing was"
                + " written\n");
  }

  @Test
  void publishesAgainFirstWhatTheJobMayHaveForgotten() {
    office.publish(A.files(), "anna");
    office.pass(Duration.ofDays(31));

    office.does(with(ACTIVATE, "--yes"));

    assertThat(office.out()).contains("\npublished again as it was: the job may not have rem");
    assertThat(office.written())
        .extracting(record -> record.substring(record.indexOf(' ')).substring(0, 20))
        .containsExactly(" activation.live:202", " AAAAAAAAAAAAAAAAAAA", " AAAAAAAAAAAAAAAAAAA");
  }

  @Test
  void refusesTwoTimesAtOnce() {
    office.publish(A.files(), "anna");

    office.writesNothing(
        Exit.USAGE, with(ACTIVATE, "--in", "10m", "--effective", "2026-11-24T10:10:00Z"));

    assertThat(office.err()).startsWith("almenara: give --effective or --in, not both\n");
  }

  @Test
  void refusesHashesThatNameNothingOrMore() {
    office.publish(A.files(), "anna");

    office.writesNothing(Exit.USAGE, "activate", "abc", "--approver", "b", "--reason", "r");
    assertThat(office.err())
        .startsWith(
            "almenara: 'abc' is no hash of a rule set: write 6 or more of its hexadecimal digits\n");

    office.writesNothing(Exit.USAGE, "activate", B.hash(), "--approver", "b", "--reason", "r");
    assertThat(office.err())
        .startsWith(
            "almenara: no published rule set has a hash that begins with '"
                + "B".repeat(64)
                + "'; `almenara rules show` lists them\n");
  }

  @Test
  void waitsUntilEveryWorkerRunsIt() throws InterruptedException {
    office.publish(A.files(), "anna");
    office.says("evaluate-entities", 0, B.hash(), State.RUNNING, "09:00:00");
    office.says("evaluate-entities", 1, B.hash(), State.RUNNING, "09:00:00");
    office.says("evaluate-entities", 2, B.hash(), State.RUNNING, "08:00:00"); // ran with three
    Thread job =
        whenActivated(
            () -> {
              office.says("evaluate-entities", 0, A.hash(), State.RECEIVED, "10:00:00");
              office.says("evaluate-entities", 1, A.hash(), State.RECEIVED, "10:00:00");
              office.says("evaluate-entities", 0, A.hash(), State.RUNNING, "10:10:00");
              office.says("evaluate-entities", 1, A.hash(), State.RUNNING, "10:10:00");
            });

    office.does(with(ACTIVATE, "--yes", "--wait", "--subtasks", "2"));
    job.join();

    assertThat(office.out()).endsWith(" on\n2 of 2 workers run it\n");
    assertThat(office.err()).endsWith("  2 of 2 workers run it\n");
  }

  @Test
  void saysWhoRefusesItAndWhoWasLate() throws InterruptedException {
    office.publish(A.files(), "anna");
    office.says("evaluate-entities", 0, B.hash(), State.RUNNING, "09:00:00");
    office.says("score", 0, B.hash(), State.RUNNING, "09:00:00");
    Thread job =
        whenActivated(
            () -> {
              office.says(
                  new RuleSetStatus(
                      A.hash(),
                      State.REFUSED,
                      "evaluate-entities",
                      0,
                      Office.TEN,
                      "does-not-compile",
                      "pay-withheld.yaml",
                      13,
                      9,
                      null));
              office.says("score", 0, A.hash(), State.APPLIED_LATE, "10:11:00");
            });

    assertThat(office.run(with(ACTIVATE, "--yes", "--wait"))).isEqualTo(Exit.FINDING);
    job.join();

    assertThat(office.out())
        .endsWith(
            """
            refused by evaluate-entities 0: does-not-compile at pay-withheld.yaml:13:9
            late in score 0: cases in between are marked
            1 of 2 workers run it, 1 refuse it
            """);
  }

  @Test
  void givesUpWaiting() {
    office.publish(A.files(), "anna");
    office.says("score", 0, B.hash(), State.RUNNING, "09:00:00");

    assertThat(office.run(with(ACTIVATE, "--yes", "--wait", "--wait-at-most", "1s")))
        .isEqualTo(Exit.ENVIRONMENT);

    assertThat(office.err())
        .endsWith(
            """
            almenara: after 1s 0 of 1 workers run it
              Mend: what was written stands; see whether the job runs and its time moves (docs/operations.md), and look again with `almenara rules status`
            """);
  }

  @Test
  void saysThatNoJobReports() {
    office.publish(A.files(), "anna");

    assertThat(office.run(with(ACTIVATE, "--yes", "--wait", "--wait-at-most", "1s")))
        .isEqualTo(Exit.ENVIRONMENT);

    assertThat(office.err()).contains("almenara: no worker of a job has reported in 1s\n");
  }

  @Test
  void goesBackToWhatJudgedBefore() {
    aAfterB();

    office.does("rollback", "--approver", "bert", "--reason", "false-flags", "--yes");

    assertThat(office.out())
        .isEqualTo(
            """
            rule set BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB
              effect    judges from 2026-11-24T11:10:00Z on, in 10m
              author    carla, published 2026-11-24T10:00:00Z
              approver  bert
              reason    false-flags
            against AAAAAAAAAAAA, which judges since 2026-11-24T10:30:00Z:
              changed   pay-withheld: version, window
              warms     a measure of pay-withheld: values may be too low for 10d
            written at 2026-11-24T11:00:00Z, and valid: it judges from 2026-11-24T11:10:00Z on
            """);
  }

  @Test
  void goesBackUnderTheSameTwoPersons() {
    aAfterB();

    office.writesNothing(
        Exit.FINDING, "rollback", "--approver", "carla", "--reason", "false-flags", "--yes");

    assertThat(office.err())
        .startsWith("almenara: carla published rule set BBBBBBBBBBBB, so another person must");
  }

  @Test
  void goesBackToNothingThatNeverJudged() {
    office.writesNothing(Exit.FINDING, "rollback", "--approver", "bert", "--reason", "r", "--yes");
    assertThat(office.err())
        .startsWith("almenara: no activation is in effect, so there is nothing to go back from\n");

    office.activate(office.publish(A.files(), "anna"), "10M", "anna", "bert");
    office.publish(B.files(), "carla");
    office.pass(Duration.ofHours(1));
    office.writesNothing(Exit.FINDING, "rollback", "--approver", "bert", "--reason", "r", "--yes");
    assertThat(office.err())
        .startsWith("almenara: no activated rule set judged before AAAAAAAAAAAA\n");

    office.writesNothing(
        Exit.FINDING, "rollback", B.hash(), "--approver", "bert", "--reason", "r", "--yes");
    assertThat(office.err())
        .isEqualTo(
            """
            almenara: rule set BBBBBBBBBBBB never judged
              Mend: to let it judge for the first time: almenara rules activate BBBBBBBBBBBB
            """);
  }

  @Test
  void stopsARuleAtOnce() {
    aAfterB();

    assertThat(office.typing("yes\n", STOP)).isEqualTo(Exit.FINE);

    assertThat(office.out())
        .isEqualTo(
            """
            rule pay-withheld
              effect    silent from the next instant on, until a rule set is activated
              author    anna
              approver  bert
              reason    false-flags
            written at 2026-11-24T11:00:00Z: silent from the first instant after that
            """);
    assertThat(office.written())
        .contains(
            Office.TEN.plus(Duration.ofHours(1)).toEpochMilli()
                + " rule.stopped:pay-withheld {\"approver\":\"bert\",\"author\":\"anna\","
                + "\"reason\":\"false-flags\",\"rule\":\"pay-withheld\",\"type\":\"rule.stopped\"}");
  }

  @Test
  void endsAShadow() throws InterruptedException {
    aAfterB();
    office.activate(Activation.Type.ACTIVATION_SHADOW, B.hash(), "5M", "carla", "bert");
    office.pass(Duration.ofMinutes(30));
    office.says("score", 0, B.hash(), State.RUNNING_IN_SHADOW, "11:05:00");
    Thread job = whenActivated(() -> office.says("score", 0, B.hash(), State.ENDED, "11:40:00"));

    office.does(with(UNSHADOW, "--yes", "--wait"));
    job.join();

    assertThat(office.out())
        .isEqualTo(
            """
            rule set BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB
              effect    no longer runs in shadow from 2026-11-24T11:40:00Z on, in 10m
              author    anna
              approver  bert
              reason    tried
            written at 2026-11-24T11:30:00Z, and valid: it no longer runs in shadow from 2026-11-24T11:40:00Z on
            1 of 1 workers have ended it
            """);
    assertThat(office.written())
        .contains(
            Office.TEN.plus(Duration.ofMinutes(90)).toEpochMilli()
                + " shadow.ended:2026-11-24T11:40:00Z {\"approver\":\"bert\",\"author\":\"anna\","
                + "\"effective\":\"2026-11-24T11:40:00Z\",\"reason\":\"tried\",\"type\":\"shadow.ended\"}");
    office.run("status");
    assertThat(office.out()).contains("\nplanned   shadow.ended from 2026-11-24T11:40:00Z on\n");
    office.does(with(STOP, "--dry-run"));
    office.writesNothing(Exit.FINE, with(UNSHADOW, "--yes"));
    assertThat(office.out())
        .endsWith(" until 2026-11-24T11:40:00Z as it is: nothing was written\n");
    office.does("history");
    assertThat(office.out())
        .containsPattern("activation.shadow  B{12} .* in effect\n")
        .containsPattern("shadow.ended .* planned\n");
  }

  @Test
  void endsNoShadowThatIsNoneOrByOnePersonOrAtOnce() {
    aAfterB();

    office.writesNothing(Exit.FINDING, with(UNSHADOW, "--yes"));
    assertThat(office.err())
        .startsWith("almenara: no rule set runs in shadow before 2026-11-24T11:10:00Z\n");

    office.activate(Activation.Type.ACTIVATION_SHADOW, B.hash(), "5M", "carla", "bert");
    office.writesNothing(Exit.FINDING, with(UNSHADOW, "--yes", "--in", "1m"));
    assertThat(office.err()).startsWith("almenara: 2026-11-24T11:01:00Z is too near: ");
    office.writesNothing(Exit.FINDING, with(UNSHADOW));
    office.writesNothing(Exit.FINE, with(UNSHADOW, "--dry-run"));
    office.writesNothing(
        Exit.FINDING, "unshadow", "--author", "a", "--approver", "a", "--reason", "r", "--yes");
    assertThat(office.err()).startsWith("almenara: author and approver are one person, so the job");
  }

  @Test
  void waitsForThisActivationThoughAnEarlierOneWasRefused() throws InterruptedException {
    office.publish(A.files(), "anna");
    RuleSetStatus tooLate =
        new RuleSetStatus(
            A.hash(),
            State.REFUSED,
            "score",
            0,
            Office.TEN,
            "activated-too-late",
            null,
            null,
            null,
            null);
    office.says("score", 0, B.hash(), State.RUNNING, "09:00:00");
    office.says(tooLate);
    Thread job = whenActivated(() -> office.says("score", 0, A.hash(), State.RUNNING, "10:10:00"));

    office.does(with(ACTIVATE, "--yes", "--wait"));
    job.join();

    assertThat(office.out()).endsWith(" on\n1 of 1 workers run it\n");
    office.says(tooLate); // as if nothing had been said since
    office.run("status");
    assertThat(office.out()).endsWith(" 0 late, 0 refusing\n");
  }

  @Test
  void saysWhatLiftsAStop() {
    aAfterB();
    office.does(with(STOP, "--yes"));
    office.pass(Duration.ofMinutes(1));

    office.does("rollback", "--approver", "bert", "--reason", "back", "--yes");
    assertThat(office.out())
        .contains("\n  lifts     the stop of pay-withheld since 2026-11-24T11:00:00Z\n");

    office.pass(Duration.ofMinutes(30));
    office.activate(A.hash(), "10M", "anna", "bert");
    office.does(with(STOP, "--dry-run"));
    assertThat(office.out())
        .contains(
            "  effect    silent from the next instant on, until 2026-11-24T11:41:00Z, when an"
                + " activated rule set takes effect\n");
  }

  @Test
  void activatesWhatJudgesAlreadyToLiftAStop() {
    aAfterB();
    office.writesNothing(Exit.FINE, with(ACTIVATE, "--yes"));
    office.does(with(STOP, "--yes"));
    office.pass(Duration.ofMinutes(1));

    office.does(with(ACTIVATE, "--yes"));
    assertThat(office.out())
        .contains("\n  lifts     the stop of pay-withheld since 2026-11-24T11:00:00Z\n")
        .endsWith(", and valid: it judges from 2026-11-24T11:11:00Z on\n");

    office.run("status");
    assertThat(office.out()).contains("\nstopped   pay-withheld");
    office.pass(Duration.ofMinutes(10));
    office.run("status");
    assertThat(office.out()).doesNotContain("stopped");
  }

  @Test
  void waitsUntilEveryWorkerHasStoppedIt() throws InterruptedException {
    aAfterB();
    office.says("score", 0, A.hash(), State.RUNNING, "10:30:00");
    Thread job =
        whenActivated(
            () ->
                office.says(
                    new RuleSetStatus(
                        A.hash(),
                        State.STOPPED,
                        "score",
                        0,
                        Office.TEN.plus(Duration.ofHours(1)).plusSeconds(1),
                        null,
                        null,
                        null,
                        null,
                        SmallRules.RULE)));

    office.does(with(STOP, "--yes", "--wait"));
    job.join();

    assertThat(office.out()).endsWith("after that\n1 of 1 workers have stopped it\n");
  }

  @Test
  void refusesStopsThatWouldNotHoldOrMeanNothing() {
    aAfterB();

    office.writesNothing(
        Exit.FINDING,
        "stop",
        SmallRules.RULE,
        "--author",
        "bert",
        "--approver",
        "bert",
        "--reason",
        "r");
    assertThat(office.err())
        .startsWith("almenara: author and approver are one person, so the job would not take");

    office.writesNothing(
        Exit.USAGE, "stop", "pay-witheld", "--author", "a", "--approver", "b", "--reason", "r");
    assertThat(office.err())
        .startsWith(
            "almenara: no rule set that judges, or will, has a rule 'pay-witheld'; did you mean"
                + " pay-withheld?\n");

    office.writesNothing(Exit.FINDING, STOP);
    office.writesNothing(Exit.FINE, with(STOP, "--dry-run"));

    office.does(with(STOP, "--yes"));
    office.pass(Duration.ofMinutes(1));
    office.writesNothing(Exit.FINE, with(STOP, "--yes"));
    assertThat(office.out())
        .isEqualTo(
            "rule pay-withheld is stopped since 2026-11-24T11:00:00Z: nothing was written\n");
  }

  /** A job that hears of the next activation or stop. */
  private Thread whenActivated(Runnable said) {
    int before = office.activations();
    Thread job =
        new Thread(
            () -> {
              office.awaitActivations(before + 1);
              said.run();
            });
    job.start();
    return job;
  }
}

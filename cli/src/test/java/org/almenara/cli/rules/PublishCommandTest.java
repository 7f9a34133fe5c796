package org.almenara.cli.rules;

import static org.almenara.cli.rules.Office.A;
import static org.almenara.cli.rules.Office.B;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.almenara.cli.Exit;
import org.almenara.cli.broker.BrokerExtension;
import org.almenara.schemas.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class PublishCommandTest {

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  @TempDir Path folder = Path.of("");

  private Office office;

  @BeforeEach
  void open() throws Exception {
    office = new Office(BROKER.bootstrapServers());
    A.into(folder);
  }

  private String[] publish(String... more) {
    String[] words = new String[more.length + 2];
    words[0] = "publish";
    words[1] = folder.toString();
    System.arraycopy(more, 0, words, 2, more.length);
    return words;
  }

  @Test
  void publishesUnderTheHashAndSaysWhatIsNext() {
    office.does(publish("--author", "anna"));

    assertThat(office.out().replaceAll("(?m)^  (added|removed|changed|settings|warms) .*\n", ""))
        .isEqualTo(
            """
            rule set AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA: 2 files, 1,011 bytes, author anna
            against PPPPPPPPPPPP, packed with this version; none was activated:
            published, and read back
            Next, another person than anna:
              almenara rules activate AAAAAAAAAAAA --approver CODE --reason CODE
            """);
    assertThat(office.written())
        .singleElement()
        .asString()
        .startsWith(Office.TEN.toEpochMilli() + " " + "A".repeat(64) + " {\"author\":\"anna\",")
        .endsWith("\"hash\":\"" + "A".repeat(64) + "\",\"published\":\"2026-11-24T10:00:00Z\"}");
  }

  @Test
  void saysWhatItChangesOfWhatJudges() {
    office.activate(office.publish(B.files(), "anna"), "10M", "anna", "bert");
    office.pass(Duration.ofHours(1));

    office.does(publish("--author", "carla"));

    assertThat(office.out())
        .contains(
            """
            against BBBBBBBBBBBB, which judges since 2026-11-24T10:10:00Z:
              changed   pay-withheld: version, window
            published, and read back
            """);
  }

  @Test
  void aDryRunDoesAllButWrite() {
    office.writesNothing(Exit.FINE, publish("--author", "anna", "--dry-run"));

    assertThat(office.out()).contains("\ndry run: nothing was written\n");
  }

  @Test
  void publishesADeploymentsOwnValuesAsOneOfTheFiles(@TempDir Path elsewhere) throws IOException {
    office.activate(office.publish(A.files(), "anna"), "10M", "anna", "bert");
    office.pass(Duration.ofHours(1));
    Path overlay = elsewhere.resolve("ours.yaml");
    String text =
        "over: %s\nrules: {pay-withheld: {thresholds: {none: 2}, points: 30}}\nsettings: {line: 40}\n"
            .formatted(A.hash());
    Files.writeString(overlay, text);
    String hash = A.files().withOverlay(text).hash();

    office.does(publish("--author", "anna", "--overlay", overlay.toString()));

    assertThat(office.out().replace(hash, "HASH").replace(hash.substring(0, 12), "HASH"))
        .isEqualTo(
            """
            with the overlay, 3 examples: 2 as published, 1 otherwise
              quiet    pay-withheld: nothing arrived (fires)
            rule set HASH: 3 files, 1,183 bytes, author anna
            against AAAAAAAAAAAA, which judges since 2026-11-24T10:10:00Z:
              overlay   new: a deployment's own values judge
              changed   pay-withheld: points, when
              settings  line
            published, and read back
            Next, another person than anna:
              almenara rules activate HASH --approver CODE --reason CODE
            """);
    office.does("show", hash);
    assertThat(office.out().replace(hash, "HASH"))
        .isEqualTo(
            """
            rule set HASH
              author    anna, published 2026-11-24T11:00:00Z
              overlay   over AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                pay-withheld points: 25 -> 30
                pay-withheld when: none >= 1 -> none >= 2
                settings line: 35 -> 40
            FILE               LINES
            overlay.yaml       3
            pay-withheld.yaml  25
            settings.yaml      6
            """);
    office.does("show", hash, "pay-withheld");
    assertThat(office.out()).isEqualTo(A.files().files().get("pay-withheld.yaml"));
    assertThat(office.err())
        .isEqualTo(
            """
            with the values of overlay.yaml:
              points: 25 -> 30
              when: none >= 1 -> none >= 2
            """);
  }

  @Test
  void doesNotPublishTwice() {
    office.does(publish("--author", "anna"));
    office.pass(Duration.ofDays(29));

    office.writesNothing(Exit.FINE, publish("--author", "bert"));

    assertThat(office.out())
        .contains("was published before, at 2026-11-24T10:00:00Z by anna: nothing was written\n");
  }

  @Test
  void publishesAgainWhatAJobMayHaveForgottenWithItsFirstAuthor() {
    office.does(publish("--author", "anna"));
    office.pass(Duration.ofDays(30));

    office.does(publish("--author", "bert"));

    assertThat(office.out())
        .contains("published again as it was, at 2026-11-24T10:00:00Z by anna, and read back\n");
    assertThat(values()).hasSize(2).allMatch(value -> value.equals(values().get(0)));
  }

  @Test
  void publishesAgainByItsHash() {
    office.does(publish("--author", "anna"));
    office.pass(Duration.ofDays(3));

    office.does("publish", "--again", A.hash().substring(0, 6));

    assertThat(office.out())
        .isEqualTo(
            """
            rule set AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA, published at 2026-11-24T10:00:00Z by anna
            published again as it was, and read back
            Next, another person than anna:
              almenara rules activate AAAAAAAAAAAA --approver CODE --reason CODE
            """);
    assertThat(values()).hasSize(2).allMatch(value -> value.equals(values().get(0)));
  }

  @Test
  void takesNoFolderBesideAHash() {
    office.writesNothing(Exit.USAGE, publish("--again", A.hash()));

    assertThat(office.err())
        .startsWith("almenara: --again takes neither a folder nor --overlay nor --author: it");
  }

  @Test
  void asksWhoPublishes() {
    office.writesNothing(Exit.USAGE, publish());
    assertThat(office.err()).startsWith("almenara: --author is missing: say who publishes\n");

    office.writesNothing(Exit.USAGE, publish("--author", "Anna Smith"));
    assertThat(office.err())
        .contains(
            "'Anna Smith' is no code: write a lower-case letter, then up to 39 lower-case letters,"
                + " digits, _, - and .");
  }

  @Test
  void publishesNoErrors() throws IOException {
    change("window: 10d", "window: 10x");

    office.writesNothing(Exit.FINDING, publish("--author", "anna"));

    assertThat(office.out()).contains("pay-withheld.yaml:13:9: ", "error: ");
    assertThat(office.err())
        .isEqualTo(
            """
            almenara: nothing was published: 1 error
              Mend: mend them; `almenara rules lint` shows them with all warnings
            """);
  }

  @Test
  void publishesNothingThatItsExamplesDeny() throws IOException {
    change("none >= 1", "none >= 2");

    office.writesNothing(Exit.FINDING, publish("--author", "anna"));

    assertThat(office.out())
        .contains("differs pay-withheld: 3 examples, 1 not as expected")
        .endsWith("3 examples of 1 rule: 2 as expected, 1 not, 0 lacking\n");
    assertThat(office.err())
        .isEqualTo(
            """
            almenara: nothing was published: the rules do not do what their examples say
              Mend: mend rule or example; `almenara rules test` shows this again
            """);
  }

  @Test
  void publishesNothingThatIsLargerThanTheContractAllows() throws IOException {
    change("why: a test", "why: a test\n" + "# padding\n".repeat(110_000));

    office.writesNothing(Exit.FINDING, publish("--author", "anna"));

    assertThat(office.err())
        .isEqualTo(
            """
            almenara: nothing was published: the rule set has 1,211,013 bytes, and a broker takes 1,048,576
              Mend: shorten its texts, or take out rules; the longest file is pay-withheld.yaml
            """);
  }

  @Test
  void saysThatTheBrokerTakesLess() throws Exception {
    deleteRuleSets();
    try (Admin admin = office.connection().admin()) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(Topic.RULE_SETS.topicName(), 1, (short) 1)
                      .configs(Map.of("max.message.bytes", "1000"))))
          .all()
          .get();
    }

    office.writesNothing(Exit.ENVIRONMENT, publish("--author", "anna"));

    assertThat(office.err())
        .isEqualTo(
            """
            almenara: the broker takes no record of 1,011 bytes on rulesets.v1
              Mend: raise max.message.bytes of the topic with kafka-configs, or shorten what is in it
            """);
  }

  @Test
  void saysThatTheTopicIsMissing() throws Exception {
    deleteRuleSets();

    assertThat(office.run(publish("--author", "anna"))).isEqualTo(Exit.ENVIRONMENT);

    assertThat(office.err())
        .isEqualTo(
            """
            almenara: the broker has no topic rulesets.v1
              Mend: create the topics: almenara topics create
            """);
  }

  private void deleteRuleSets() throws Exception {
    try (Admin admin = office.connection().admin()) {
      admin.deleteTopics(List.of(Topic.RULE_SETS.topicName())).all().get();
      while (admin.listTopics().names().get().contains(Topic.RULE_SETS.topicName())) {
        Thread.onSpinWait();
      }
    }
  }

  private List<String> values() {
    return office.written().stream().map(record -> record.substring(record.indexOf('{'))).toList();
  }

  private void change(String what, String by) throws IOException {
    Path file = folder.resolve(SmallRules.RULE + ".yaml");
    String text = Files.readString(file);
    assertThat(text).contains(what);
    Files.writeString(file, text.replace(what, by));
  }
}

package org.almenara.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.almenara.cli.Exit;
import org.almenara.cli.Installation;
import org.almenara.cli.TestScreen;
import org.almenara.cli.broker.BrokerExtension;
import org.almenara.cli.kafka.Connection;
import org.almenara.schemas.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class TopicsTest {

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  private static final String ADDED =
      """
      units:
      - {id: police-co, kind: police, jurisdictions: [CO]}
      """;

  @TempDir Path folder = Path.of("");

  private final TestScreen screen = new TestScreen();

  @AfterEach
  void deleteTopics() throws Exception {
    try (Admin admin = admin()) {
      delete(admin, admin.listTopics().names().get());
    }
  }

  @Test
  void createsEveryTopicAsTheContractSays() throws Exception {
    assertThat(topics("create")).isEqualTo(Exit.FINE);

    assertThat(screen.lines())
        .hasSize(Topic.values().length)
        .allSatisfy(line -> assertThat(line).endsWith("created"));
    assertThat(partitions(Topic.PLATFORM_EVENTS)).isEqualTo(6);
    assertThat(config(Topic.PLATFORM_EVENTS))
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", "7776000000")
        .containsEntry("message.timestamp.type", "LogAppendTime");
    assertThat(config(Topic.CASES_MINORS))
        .containsEntry("cleanup.policy", "compact")
        .containsEntry("retention.ms", "-1");
  }

  @Test
  void createsOnlyWhatIsMissing() throws Exception {
    topics("create");
    try (Admin admin = admin()) {
      delete(admin, Set.of(Topic.TIPS.topicName()));
    }
    TestScreen again = new TestScreen();

    assertThat(again.run("topics", "create", "--bootstrap", BROKER.bootstrapServers()))
        .isEqualTo(Exit.FINE);

    assertThat(again.lines())
        .filteredOn(line -> line.endsWith("created"))
        .singleElement()
        .asString()
        .startsWith("tips.v1 ");
    assertThat(again.lines())
        .filteredOn(line -> line.endsWith("was there"))
        .hasSize(Topic.values().length - 1);
  }

  @Test
  void leavesATopicThatDiffersAndSaysHow() throws Exception {
    topics("create");
    setConfig(Topic.TIPS, "retention.ms", "1000");
    TestScreen again = new TestScreen();

    assertThat(again.run("topics", "create", "--bootstrap", BROKER.bootstrapServers()))
        .isEqualTo(Exit.FINDING);

    assertThat(again.lines())
        .filteredOn(line -> line.startsWith("tips.v1 "))
        .singleElement()
        .asString()
        .endsWith("differs: retention.ms is 1000, not 7776000000");
    assertThat(config(Topic.TIPS)).containsEntry("retention.ms", "1000");
  }

  @Test
  void keepsSimulatedTimesForEver() throws Exception {
    new TopicCreator(Connection.to(BROKER.bootstrapServers()), TimestampType.CREATE_TIME).create();

    assertThat(config(Topic.PLATFORM_EVENTS))
        .containsEntry("message.timestamp.type", "CreateTime")
        .containsEntry("message.timestamp.after.max.ms", "9223372036854775807")
        .containsEntry("retention.ms", "-1");
  }

  @Test
  void listsWhatIsMissing() {
    assertThat(topics("list")).isEqualTo(Exit.FINDING);
    assertThat(screen.lines()).allSatisfy(line -> assertThat(line).endsWith("missing or hidden"));

    topics("create");

    assertThat(topics("list")).isEqualTo(Exit.FINE);
  }

  @Test
  void refusesATimestampTypeThatKafkaDoesNotKnow() {
    assertThat(screen.run("topics", "create", "--timestamps", "Never")).isEqualTo(Exit.USAGE);
    assertThat(screen.err()).contains("'Never' is neither LogAppendTime nor CreateTime");
  }

  @Test
  void createsTheTopicsOfUnitsThatADeploymentAdds() throws Exception {
    Path units = Files.writeString(folder.resolve("units.yaml"), ADDED);

    assertThat(topics("create", "--units", units.toString())).isEqualTo(Exit.FINE);

    assertThat(screen.lines())
        .hasSize(Topic.values().length + 1)
        .last()
        .asString()
        .startsWith("cases.police-co.v1 ")
        .endsWith("created");
    assertThat(topics("list", "--units", units.toString())).isEqualTo(Exit.FINE);
  }

  @Test
  void printsTheRightsOfUnitsThatADeploymentAdds() throws Exception {
    Path units = Files.writeString(folder.resolve("units.yaml"), ADDED);
    Path deployed = Installation.current().root().resolve("deploy/kafka/acls.tsv");

    assertThat(screen.run("topics", "rights")).isEqualTo(Exit.FINE);
    assertThat(screen.lines()).containsExactlyElementsOf(Files.readAllLines(deployed));

    TestScreen added = new TestScreen();
    assertThat(added.run("topics", "rights", "--units", units.toString())).isEqualTo(Exit.FINE);
    assertThat(added.lines())
        .filteredOn(line -> line.contains("police-co"))
        .containsExactly(
            "flag-cases\ttopic\tliteral\tcases.police-co.v1\tWrite",
            "police-co\ttopic\tliteral\tdispositions.v1\tWrite",
            "police-co\ttopic\tliteral\toutcomes.v1\tWrite",
            "police-co\ttopic\tliteral\tcases.police-co.v1\tRead",
            "police-co\tgroup\tprefixed\talmenara-unit.police-co.\tRead");
  }

  @Test
  void unitsThatAreNotValidAreRefusedWithPlaceAndMend() throws Exception {
    Path units =
        Files.writeString(
            folder.resolve("units.yaml"), "units:\n- {id: army, kind: military, ration: 1}\n");

    assertThat(screen.run("topics", "rights", "--units", units.toString()))
        .isEqualTo(Exit.ENVIRONMENT);
    assertThat(screen.err()).contains("2:20: 'kind' cannot be 'military'");
  }

  private int topics(String command, String... more) {
    return screen.run(
        Stream.concat(
                Stream.of("topics", command, "--bootstrap", BROKER.bootstrapServers()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private static Admin admin() {
    return Connection.to(BROKER.bootstrapServers()).admin();
  }

  /** The controller deletes, the broker hears of it a moment later. */
  private static void delete(Admin admin, Set<String> topics) throws Exception {
    admin.deleteTopics(topics).all().get();
    while (!Collections.disjoint(admin.listTopics().names().get(), topics)) {
      Thread.onSpinWait();
    }
  }

  private static int partitions(Topic topic) throws Exception {
    try (Admin admin = admin()) {
      return admin
          .describeTopics(List.of(topic.topicName()))
          .allTopicNames()
          .get()
          .values()
          .iterator()
          .next()
          .partitions()
          .size();
    }
  }

  private static Map<String, String> config(Topic topic) throws Exception {
    try (Admin admin = admin()) {
      return admin
          .describeConfigs(List.of(resource(topic)))
          .all()
          .get()
          .values()
          .iterator()
          .next()
          .entries()
          .stream()
          .filter(entry -> entry.value() != null)
          .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }
  }

  /** The controller changes it, the broker hears of it a moment later. */
  private static void setConfig(Topic topic, String name, String value) throws Exception {
    AlterConfigOp set = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    try (Admin admin = admin()) {
      admin.incrementalAlterConfigs(Map.of(resource(topic), List.of(set))).all().get();
    }
    while (!value.equals(config(topic).get(name))) {
      Thread.onSpinWait();
    }
  }

  private static ConfigResource resource(Topic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
  }
}

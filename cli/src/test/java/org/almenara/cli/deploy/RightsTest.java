package org.almenara.cli.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.almenara.cli.Exit;
import org.almenara.cli.Installation;
import org.almenara.cli.TestScreen;
import org.almenara.cli.broker.SecureBrokerExtension;
import org.almenara.cli.kafka.Connection;
import org.almenara.cli.topics.Grant;
import org.almenara.cli.topics.TopicCreator;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.Unit;
import org.almenara.engine.rules.Units;
import org.almenara.engine.rules.UnitsReader;
import org.almenara.schemas.BrokerTopic;
import org.almenara.schemas.Role;
import org.almenara.schemas.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code acls.tsv} grants on a real broker with TLS, SCRAM and an authorizer: each role can do
 * what {@link Role} says, and is refused all else.
 */
@Timeout(120)
final class RightsTest {

  private static final String STRANGER = "stranger";

  /** As a deployment adds them: beside the units that all have, one for a country. */
  private static final Units UNITS =
      UnitsReader.read(
          "units.yaml",
          """
          units:
          - {id: police-co, kind: police, jurisdictions: [CO]}
          - {id: labour-ro, kind: labour, jurisdictions: [RO]}
          """);

  private static final List<Unit> ADDED = UNITS.units().stream().filter(Unit::isAdded).toList();
  private static final List<BrokerTopic> TOPICS =
      BrokerTopic.all(UNITS.units().stream().map(Unit::id).toList());

  @RegisterExtension
  static final SecureBrokerExtension BROKER =
      new SecureBrokerExtension(
          Stream.of(
                  Arrays.stream(Role.values()).map(Role::code),
                  ADDED.stream().map(Unit::id),
                  Stream.of(STRANGER))
              .flatMap(users -> users)
              .toList());

  @TempDir Path folder = Path.of("");

  private final TestScreen screen = new TestScreen();

  @BeforeAll
  static void grant() throws Exception {
    Connection administrator = Connection.to(BROKER.administrators());
    new TopicCreator(administrator, TimestampType.LOG_APPEND_TIME, TOPICS).create();
    List<String> manifest =
        Files.readAllLines(Installation.current().root().resolve("deploy/kafka/acls.tsv"));
    try (Admin admin = administrator.admin()) {
      admin
          .createAcls(
              Stream.concat(manifest.stream(), ofUnits().stream())
                  .filter(line -> !line.startsWith("#"))
                  .flatMap(line -> Grant.parse(line).bindings().stream())
                  .toList())
          .all()
          .get();
    }
    Properties settings = new Properties();
    settings.setProperty("bootstrap.servers", BROKER.administrators());
    try (Producer<byte[], byte[]> producer = producer(settings)) {
      for (BrokerTopic topic : TOPICS) {
        producer.send(record(topic.name())).get();
      }
    }
  }

  /** What {@code topics rights} adds for the units. */
  private static List<String> ofUnits() {
    List<String> lines = Grant.all(UNITS.units()).stream().map(Grant::line).toList();
    return lines.subList(Grant.all().size(), lines.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"police-co", "labour-ro"})
  void anAddedUnitReadsItsOwnCasesAndIsRefusedAllOthers(String unit) throws Exception {
    assertThat(read(client(unit))).containsExactly("cases." + unit + ".v1");
    assertThat(written(client(unit))).containsExactlyInAnyOrder("dispositions.v1", "outcomes.v1");
    assertThat(join(client(unit), "almenara-unit." + unit + ".desk", "cases." + unit + ".v1"))
        .isTrue();
    Map<TopicPartition, OffsetAndMetadata> begun =
        Map.of(new TopicPartition("cases." + unit + ".v1", 0), new OffsetAndMetadata(0));
    try (Admin admin = Admin.create(client(unit))) {
      for (String group : List.of("almenara-police", "almenara-labour", "almenara-unit.x.")) {
        assertThatThrownBy(admin.alterConsumerGroupOffsets(group, begun).all()::get)
            .hasCauseInstanceOf(GroupAuthorizationException.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void writesItsTopicsAndNoOther(Role role) throws Exception {
    List<String> may = new ArrayList<>(role.writes().stream().map(Topic::topicName).toList());
    if (role == Role.FLAG_CASES) {
      ADDED.forEach(unit -> may.add("cases." + unit.id() + ".v1"));
    }
    assertThat(written(client(role))).containsExactlyInAnyOrderElementsOf(may);
  }

  @ParameterizedTest
  @EnumSource
  void readsItsTopicsAndNoOther(Role role) {
    assertThat(read(client(role)))
        .containsExactlyInAnyOrderElementsOf(role.reads().stream().map(Topic::topicName).toList());
  }

  private static Set<String> written(Properties client) throws Exception {
    Set<String> written = new HashSet<>();
    try (Producer<byte[], byte[]> producer = producer(client)) {
      for (BrokerTopic topic : TOPICS) {
        if (isTaken(producer, topic.name())) {
          written.add(topic.name());
        }
      }
    }
    return written;
  }

  private static Set<String> read(Properties client) {
    Set<String> read = new HashSet<>();
    try (Consumer<byte[], byte[]> consumer = consumer(client)) {
      for (BrokerTopic topic : TOPICS) {
        if (isGiven(consumer, topic.name())) {
          read.add(topic.name());
        }
      }
    }
    return read;
  }

  @ParameterizedTest
  @EnumSource
  void neitherMakesTopicsNorReadsOrGrantsRights(Role role) {
    try (Admin admin = Admin.create(client(role))) {
      refused(
          admin.createTopics(List.of(new NewTopic("own", Optional.of(1), Optional.empty()))).all()
              ::get);
      refused(admin.deleteTopics(List.of(Topic.AUDIT.topicName())).all()::get);
      refused(admin.describeAcls(AclBindingFilter.ANY).values()::get);
      refused(admin.createAcls(Grant.all().get(0).bindings()).all()::get);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"POLICE", "CHILD_PROTECTION", "AUDITOR", "OPERATOR", "FLAG_CASES"})
  void joinsGroupsOfItsOwnNameOnly(Role role) {
    Topic topic = role.reads().get(0);

    assertThat(join(client(role), role.groupPrefix() + "-desk", topic.topicName())).isTrue();

    Map<TopicPartition, OffsetAndMetadata> begun =
        Map.of(new TopicPartition(topic.topicName(), 0), new OffsetAndMetadata(0));
    try (Admin admin = Admin.create(client(role))) {
      for (Role other : Role.values()) {
        if (other != role) {
          assertThatThrownBy(admin.alterConsumerGroupOffsets(other.groupPrefix(), begun).all()::get)
              .as(other.code())
              .hasCauseInstanceOf(GroupAuthorizationException.class);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheJobHasTransactions(Role role) throws Exception {
    Properties settings = client(role);
    settings.setProperty("enable.idempotence", "true");
    settings.setProperty("transactional.id", "almenara-write-cases-0-1");
    try (Producer<byte[], byte[]> producer = producer(settings)) {
      if (role.hasTransactions()) {
        producer.initTransactions();
        producer.beginTransaction();
        for (Topic topic : role.writes()) {
          producer.send(record(topic.topicName())).get();
        }
        producer.commitTransaction();
      } else {
        assertThatThrownBy(producer::initTransactions)
            .isInstanceOf(TransactionalIdAuthorizationException.class);
      }
    }
  }

  @Test
  void theOperatorSeesHowFarTheJobHasRead() throws Exception {
    String group = Role.FLAG_CASES.groupPrefix();
    try (Admin admin = Admin.create(client(Role.OPERATOR))) {
      assertThat(admin.listTopics().names().get()).hasSize(TOPICS.size());
      admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    }
    try (Admin admin = Admin.create(client(Role.ANALYST))) {
      refused(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()::get);
    }
  }

  @Test
  void aUserWithoutARoleSeesNothing() throws Exception {
    Properties settings = BROKER.clientOf(STRANGER);
    settings.setProperty("bootstrap.servers", BROKER.bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      assertThat(admin.listTopics().names().get()).isEmpty();
    }
  }

  @Test
  void commandsWorkWithTheClientPropertiesOfAUnit() throws IOException {
    Path police = file(BROKER.clientOf("police"));

    assertThat(run(police, "topics", "tail", "cases.police.v1", "--raw")).isEqualTo(Exit.FINE);
    assertThat(screen.lines()).contains("one");
  }

  @Test
  void commandsReadTheTopicOfAnAddedUnit() throws IOException {
    Path unit = file(BROKER.clientOf("police-co"));

    assertThat(run(unit, "topics", "tail", "cases.police-co.v1", "--raw")).isEqualTo(Exit.FINE);
    assertThat(screen.lines()).contains("one");
    assertThat(run(unit, "topics", "tail", "cases.police.v1", "--raw")).isEqualTo(Exit.ENVIRONMENT);
    assertThat(run(unit, "topics", "tail", "cases.minors.v1", "--raw")).isEqualTo(Exit.ENVIRONMENT);
  }

  @Test
  void commandsSayThatAUserMayNot() throws IOException {
    Path police = file(BROKER.clientOf("police"));

    assertThat(run(police, "topics", "tail", "cases.minors.v1", "--raw"))
        .isEqualTo(Exit.ENVIRONMENT);
    assertThat(screen.out()).isEmpty();
    assertThat(screen.err())
        .contains("cases.minors.v1", "docs/topics.md")
        .doesNotContain(SecureBrokerExtension.passwordOf("police"));
  }

  @Test
  void anApproverActivatesAndDoesNotPublishAndAnAnalystTheOtherWayRound() throws IOException {
    Path analyst = file(BROKER.clientOf("analyst"));
    assertThat(run(analyst, "rules", "publish", "--author", "anna")).isEqualTo(Exit.FINE);
    String hash = RuleSetFiles.packed().hash();
    String[] activate = {
      "rules", "activate", hash, "--approver", "bert", "--reason", "first", "--yes", "--no-wait"
    };

    assertThat(run(analyst, activate)).isEqualTo(Exit.ENVIRONMENT);
    assertThat(screen.err())
        .contains("refused: Not authorized to access topics: [activations.v1]", "docs/topics.md");

    Path approver = file(BROKER.clientOf("approver"));
    assertThat(run(approver, "rules", "publish", "--again", hash)).isEqualTo(Exit.ENVIRONMENT);
    assertThat(screen.err()).contains("refused: Not authorized to access topics: [rulesets.v1]");
    assertThat(run(approver, activate)).isEqualTo(Exit.FINE);
    assertThat(screen.out()).contains(", and valid: it judges from ");

    Path operator = file(BROKER.clientOf("operator"));
    assertThat(run(operator, "rules", "history")).isEqualTo(Exit.FINE);
  }

  @Test
  void commandsShowAUnitTheTopicsThatAreOpenToIt() throws IOException {
    Path police = file(BROKER.clientOf("police"));

    assertThat(run(police, "topics", "list")).isEqualTo(Exit.FINDING);
    assertThat(screen.lines())
        .filteredOn(line -> !line.endsWith("missing or hidden"))
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactly("dispositions.v1", "outcomes.v1", "cases.police.v1");
  }

  @Test
  void commandsSayThatAPasswordIsWrongAndNeverWhich() throws IOException {
    Path wrong = file(BROKER.clientOf("police", "a-wrong-secret"));

    assertThat(run(wrong, "topics", "list")).isEqualTo(Exit.ENVIRONMENT);
    assertThat(screen.err())
        .contains("does not accept this client", "--client-properties")
        .doesNotContain("a-wrong-secret");
  }

  @Test
  void commandsSayThatAFileOfPropertiesCannotBeRead() {
    assertThat(run(folder.resolve("absent"), "topics", "list")).isEqualTo(Exit.ENVIRONMENT);
    assertThat(screen.err()).contains("cannot read the client properties in ", "name=value");
  }

  private int run(Path clientProperties, String... words) {
    return screen.run(
        Stream.concat(
                Stream.of(words),
                Stream.of(
                    "--bootstrap",
                    BROKER.bootstrapServers(),
                    "--client-properties",
                    clientProperties.toString()))
            .toArray(String[]::new));
  }

  private Path file(Properties client) throws IOException {
    Path file = folder.resolve("client.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      client.store(writer, null);
    }
    return file;
  }

  private static Properties client(Role role) {
    return client(role.code());
  }

  private static Properties client(String user) {
    Properties settings = BROKER.clientOf(user);
    settings.setProperty("bootstrap.servers", BROKER.bootstrapServers());
    return settings;
  }

  private static boolean isTaken(Producer<byte[], byte[]> producer, String topic)
      throws InterruptedException {
    try {
      producer.send(record(topic)).get();
      return true;
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(TopicAuthorizationException.class);
      return false;
    }
  }

  private static boolean isGiven(Consumer<byte[], byte[]> consumer, String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    try {
      consumer.assign(List.of(partition));
      consumer.seek(partition, 0);
      while (consumer.poll(Duration.ofMillis(100)).isEmpty()) {
        // A first poll may only have connected.
      }
      return true;
    } catch (TopicAuthorizationException e) {
      return false;
    }
  }

  private static boolean join(Properties settings, String group, String topic) {
    settings.setProperty("group.id", group);
    try (Consumer<byte[], byte[]> consumer = consumer(settings)) {
      consumer.subscribe(List.of(topic));
      while (consumer.assignment().isEmpty()) {
        consumer.poll(Duration.ofMillis(100));
      }
      return true;
    }
  }

  private interface Asked {
    Object answer() throws ExecutionException, InterruptedException;
  }

  private static void refused(Asked asked) {
    assertThatThrownBy(asked::answer).hasCauseInstanceOf(AuthorizationException.class);
  }

  private static ProducerRecord<byte[], byte[]> record(String topic) {
    return new ProducerRecord<>(topic, 0, "key".getBytes(UTF_8), "one".getBytes(UTF_8));
  }

  /** Without idempotence by default: one refusal would end an idempotent producer. */
  private static Producer<byte[], byte[]> producer(Properties settings) {
    settings.putIfAbsent("enable.idempotence", "false");
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static Consumer<byte[], byte[]> consumer(Properties settings) {
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}

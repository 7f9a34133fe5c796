package org.almenara.cli.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.almenara.cli.Exit;
import org.almenara.cli.TestScreen;
import org.almenara.cli.kafka.CommittedReader;
import org.almenara.cli.kafka.Connection;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.schemas.Activation;
import org.almenara.schemas.Json;
import org.almenara.schemas.RecordReader;
import org.almenara.schemas.RuleSetDocument;
import org.almenara.schemas.RuleSetStatus;
import org.almenara.schemas.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * People at a broker whose time a test sets: what they write bears that time, since the topics
 * leave it to their writers.
 */
final class Office {

  static final Instant TEN = Instant.parse("2026-11-24T10:00:00Z");

  static final SmallRules A = new SmallRules(10);
  static final SmallRules B = new SmallRules(20);

  private static final List<Topic> TOPICS =
      List.of(Topic.RULE_SETS, Topic.ACTIVATIONS, Topic.RULE_SET_STATUS);

  private final String bootstrapServers;
  private Instant now = TEN;
  private TestScreen screen = new TestScreen();

  /** Opens it with nothing on the topics. */
  Office(String bootstrapServers) throws Exception {
    this.bootstrapServers = bootstrapServers;
    Connection connection = connection();
    List<String> names = TOPICS.stream().map(Topic::topicName).toList();
    try (Admin admin = connection.admin()) {
      List<String> there = new ArrayList<>(names);
      there.retainAll(admin.listTopics().names().get());
      admin.deleteTopics(there).all().get();
      while (!Collections.disjoint(admin.listTopics().names().get(), names)) {
        Thread.onSpinWait();
      }
      admin.createTopics(names.stream().map(Office::topic).toList()).all().get();
    }
  }

  private static NewTopic topic(String name) {
    return new NewTopic(name, 1, (short) 1)
        .configs(
            Map.of(
                "cleanup.policy", "compact",
                "message.timestamp.type", "CreateTime",
                "message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE)));
  }

  Connection connection() {
    return Connection.to(bootstrapServers);
  }

  /** Time passes. */
  void pass(Duration time) {
    now = now.plus(time);
  }

  /** What time it is there. */
  Instant now() {
    return now;
  }

  /** Runs {@code rules ...} there, on a screen of its own; nobody types. */
  int run(String... words) {
    return typing("", words);
  }

  /** The same, and somebody types. */
  int typing(String typed, String... words) {
    screen = new TestScreen();
    return screen.run(
        new OfTest(),
        typed,
        Stream.of(Stream.of("rules"), Stream.of(words), Stream.of("--bootstrap", bootstrapServers))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  /** What the last command said, with names for hashes. */
  String out() {
    return named(screen.out());
  }

  /** What it said beside. */
  String err() {
    return named(screen.err()).lines().filter(line -> !line.startsWith("  Log:")).toList().stream()
        .map(line -> line + "\n")
        .reduce("", String::concat);
  }

  private static String named(String text) {
    return named(
        named(named(text, A.hash(), "A"), B.hash(), "B"), RuleSetFiles.packed().hash(), "P");
  }

  private static String named(String text, String hash, String name) {
    return text.replace(hash, name.repeat(64)).replace(hash.substring(0, 12), name.repeat(12));
  }

  /** Publishes as a program would, and gives the hash. */
  String publish(RuleSetFiles files, String author) {
    RuleSetDocument document =
        new RuleSetDocument(files.hash(), now, author, new TreeMap<>(files.files()));
    write(Topic.RULE_SETS, document.hash(), Json.canonical(document));
    return document.hash();
  }

  /**
   * Publishes a rule set that is larger than any may be, small enough for the broker as it travels,
   * and gives the hash.
   */
  String publishLarge() {
    RuleSetFiles files =
        new RuleSetFiles(
            new TreeMap<>(Map.of("large.yaml", "#".repeat(RecordReader.MAX_RULE_SET_BYTES))));
    RuleSetDocument document =
        new RuleSetDocument(files.hash(), now, "anna", new TreeMap<>(files.files()));
    Map<String, Object> properties =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "gzip",
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            2 * RecordReader.MAX_RULE_SET_BYTES);
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      connection()
          .answer(
              producer.send(
                  new ProducerRecord<>(
                      Topic.RULE_SETS.topicName(),
                      null,
                      now.toEpochMilli(),
                      document.hash().getBytes(UTF_8),
                      Json.canonical(document))));
    }
    return document.hash();
  }

  /** Activates as a program would, valid or not. */
  void activate(String hash, String in, String author, String approver) {
    activate(Activation.Type.ACTIVATION_LIVE, hash, in, author, approver);
  }

  void activate(Activation.Type type, String hash, String in, String author, String approver) {
    Instant effective = now.plus(Duration.parse("PT" + in));
    Activation activation = new Activation(type, hash, null, effective, author, approver, "tuning");
    write(Topic.ACTIVATIONS, type.code() + ":" + effective, Json.canonical(activation));
  }

  /** A worker of a job says something; {@code at} is a time of 2026-11-24. */
  void says(String step, int subtask, String hash, RuleSetStatus.State state, String at) {
    says(
        new RuleSetStatus(
            hash,
            state,
            step,
            subtask,
            Instant.parse("2026-11-24T" + at + "Z"),
            null,
            null,
            null,
            null,
            null));
  }

  void says(RuleSetStatus status) {
    write(
        Topic.RULE_SET_STATUS,
        status.ruleSet()
            + ":"
            + status.step()
            + ":"
            + status.subtask()
            + (status.rule() == null ? "" : ":" + status.rule()),
        Json.canonical(status));
  }

  void write(Topic topic, String key, byte @Nullable [] value) {
    Connection connection = connection();
    try (Producer<byte[], byte[]> producer = connection.producer()) {
      connection.answer(
          producer.send(
              new ProducerRecord<>(
                  topic.topicName(), null, now.toEpochMilli(), key.getBytes(UTF_8), value)));
    }
  }

  /** All that lies on the topics that people write: {@code key value} in the order of offsets. */
  List<String> written() {
    try (CommittedReader reader = new CommittedReader(connection())) {
      return reader.readAll(List.of(Topic.RULE_SETS, Topic.ACTIVATIONS)).stream()
          .map(Office::text)
          .toList();
    }
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    return named(
        record.timestamp()
            + " "
            + new String(record.key(), UTF_8)
            + " "
            + new String(record.value(), UTF_8));
  }

  /** How many activations and stops there are. */
  int activations() {
    try (CommittedReader reader = new CommittedReader(connection())) {
      return reader.readAll(List.of(Topic.ACTIVATIONS)).size();
    }
  }

  /** Returns when there are so many. */
  void awaitActivations(int number) {
    try (CommittedReader reader = new CommittedReader(connection())) {
      int[] seen = {0};
      reader.watch(Topic.ACTIVATIONS, record -> seen[0]++, () -> seen[0] < number);
    }
  }

  /** A command that must change nothing on the broker. */
  void writesNothing(int code, String... words) {
    List<String> before = written();
    assertThat(run(words)).as(() -> screen.out() + screen.err()).isEqualTo(code);
    assertThat(written()).isEqualTo(before);
  }

  /** A command that must do what it is told. */
  void does(String... words) {
    assertThat(run(words)).as(() -> screen.out() + screen.err()).isEqualTo(Exit.FINE);
  }

  private final class OfTest extends Clock {

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("one zone is enough");
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}

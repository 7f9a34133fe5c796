package org.almenara.cli.canary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.almenara.cli.broker.BrokerExtension;
import org.almenara.cli.delivery.Slices;
import org.almenara.cli.delivery.Written;
import org.almenara.cli.kafka.CommittedReader;
import org.almenara.cli.kafka.Connection;
import org.almenara.cli.topics.TopicCreator;
import org.almenara.pipeline.FlagCasesJob;
import org.almenara.pipeline.JobSettings;
import org.almenara.pipeline.kafka.KafkaInputs;
import org.almenara.pipeline.kafka.KafkaOutputs;
import org.almenara.pipeline.kafka.KafkaSettings;
import org.almenara.schemas.Json;
import org.almenara.schemas.Refusal.Reason;
import org.almenara.schemas.RefusedRecord;
import org.almenara.schemas.Topic;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Records that are refused for every reason, each full of plain data that is nowhere else, among
 * good ones on a real broker: nothing of it comes out anywhere, every refusal is told, and no good
 * record is lost.
 */
@SuppressWarnings("try") // close() of a cluster may be interrupted
class CanaryTest {

  private static final long MOST_SECONDS = 180;
  private static final int FLOOD = 20_000;

  private static final List<Topic> CONTROLS =
      List.of(
          Topic.RULE_SETS, Topic.ACTIVATIONS, Topic.REGISTERS, Topic.ERASURES, Topic.DISPOSITIONS);

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  @TempDir private Path folder;

  private final List<String> canaries = new ArrayList<>();
  private final Map<Reason, Long> sent = new EnumMap<>(Reason.class);

  /** Of what is no longer refused where payers are accepted: then rules read it, and keep it. */
  private final List<String> takenWithPayers = new ArrayList<>();

  @Test
  void nothingSensitivePassesNothingIsLostAndEveryRefusalExplainsItself() throws Exception {
    new TopicCreator(Connection.to(BROKER.bootstrapServers()), TimestampType.CREATE_TIME).create();
    List<String> places;
    try (EveryLogLine log = new EveryLogLine()) {
      sendAll();
      places = new ArrayList<>(runOverAll(false));
      Map<Reason, Long> withoutPayers = refused();
      assertThat(found(places)).as("where payers are not accepted").isEmpty();
      canaries.removeAll(takenWithPayers);
      places.addAll(runOverAll(true));
      Map<Reason, Long> withPayers = difference(refused(), withoutPayers);
      places.addAll(log.lines());
      places.addAll(EveryMetric.lines());
      places.addAll(outputs());

      assertThat(withoutPayers).isEqualTo(without(Reason.LEGAL_BASIS_MISSING));
      assertThat(withPayers).isEqualTo(without(Reason.PAYERS_NOT_ACCEPTED));
    }
    assertThat(places).as("places that were looked through").hasSizeGreaterThan(1_000);
    assertThat(found(places)).isEmpty();
  }

  /** The search finds a canary in each kind of place, so that it can find one at all. */
  @Test
  void aCanaryThatComesOutIsFound() throws Exception {
    canaries.add("kwrtzplmbvcxqdfghjkn");
    String canary = canaries.get(0);
    String cutOff = canary.substring(0, Canaries.BEGINNING);
    new TopicCreator(Connection.to(BROKER.bootstrapServers()), TimestampType.CREATE_TIME).create();
    try (Producer<byte[], byte[]> producer = producer()) {
      for (int place = 0; place < 3; place++) {
        ProducerRecord<byte[], byte[]> planted =
            new ProducerRecord<>(
                Topic.AUDIT.topicName(),
                (place == 0 ? canary : "").getBytes(UTF_8),
                (place == 1 ? canary : "").getBytes(UTF_8));
        planted.headers().add("h", (place == 2 ? cutOff : "").getBytes(UTF_8));
        producer.send(planted).get();
      }
    }
    assertThat(found(outputs())).hasSize(3);
    try (EveryLogLine log = new EveryLogLine()) {
      LoggerFactory.getLogger("org.apache.flink.Some").debug("read {}", canary);
      LoggerFactory.getLogger("org.almenara.Some").warn("no", new IOException(canary));
      assertThat(found(log.lines())).hasSize(2);
    }
    Configuration configuration = configuration();
    configuration.setString("pipeline.name", canary);
    try (MiniCluster cluster = cluster(configuration)) {
      JobID job = submit(cluster, configuration, false);
      assertThat(found(RestPages.of(cluster.getRestAddress().get(), job.toString()))).isNotEmpty();
      assertThat(found(EveryMetric.lines())).as("label job_name").isNotEmpty();
      cluster.cancelJob(job).get();
    }
  }

  private void sendAll() throws Exception {
    Random random = new Random(7);
    try (Slices slices = new Slices(BROKER.bootstrapServers());
        Producer<byte[], byte[]> producer = producer()) {
      slices.send(0);
      sendControls(producer);
      for (BadRecord bad : BadRecord.ofEveryReason(afterSlice(0), random)) {
        send(producer, bad);
      }
      slices.send(1);
      for (int i = 0; i < FLOOD; i++) {
        send(producer, BadRecord.of(Reason.LOOKS_LIKE_EMAIL, afterSlice(1), random));
      }
      producer.flush();
      slices.send(2);
    }
  }

  /**
   * To each topic that controls the job: a good record with canaries in its key and in a field that
   * the contract does not name, one that is a canary, and a deletion of one.
   */
  private void sendControls(Producer<byte[], byte[]> producer) {
    for (Topic topic : CONTROLS) {
      String good = topic.contract().validExamples().values().iterator().next();
      String beyond = good.replaceFirst("\\{", "{\"note\":\"" + canary(topic, "note") + "\",");
      sendControl(producer, topic, canary(topic, "good"), beyond);
      sendControl(producer, topic, canary(topic, "bad"), canary(topic, "text") + " said so");
      sent.merge(Reason.MALFORMED_JSON, 1L, Long::sum);
      sendControl(producer, topic, canary(topic, "gone"), null);
      sent.merge(Reason.TOMBSTONE, 1L, Long::sum);
    }
  }

  private String canary(Topic topic, String place) {
    String canary = "vqzjxkwp" + topic.topicName().replaceAll("[^a-z]", "") + place;
    canaries.add(canary);
    return canary;
  }

  private static void sendControl(
      Producer<byte[], byte[]> producer, Topic topic, String key, @Nullable String value) {
    var unused =
        producer.send(
            new ProducerRecord<>(
                topic.topicName(),
                0,
                Slices.START.toEpochMilli(),
                key.getBytes(UTF_8),
                value == null ? null : value.getBytes(UTF_8)));
  }

  /** Half an hour before the next slice, and half an hour after this one's last heartbeat. */
  private static Instant afterSlice(int slice) {
    return Slices.START.plusSeconds(slice * 3L * 3_600 + 9_000);
  }

  private void send(Producer<byte[], byte[]> producer, BadRecord bad) {
    canaries.addAll(bad.canaries());
    if (bad.reason() == Reason.LEGAL_BASIS_MISSING) {
      // Where payers are not accepted it is taken, but for its payer: rules may cite it.
      canaries.removeAll(bad.id());
    }
    if (bad.reason() == Reason.PAYERS_NOT_ACCEPTED) {
      takenWithPayers.addAll(bad.id());
      takenWithPayers.addAll(bad.token());
    }
    sent.merge(bad.reason(), 1L, Long::sum);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            bad.topic().topicName(), 0, bad.arrival().toEpochMilli(), bad.key(), bad.value());
    record.headers().add("trace", bad.header());
    var unused = producer.send(record);
  }

  /** Runs a job of its own over all that was sent; what REST says of it. */
  private List<String> runOverAll(boolean acceptPayers) throws Exception {
    Configuration configuration = configuration();
    try (MiniCluster cluster = cluster(configuration)) {
      long before = sum(refused());
      int revisionsBefore = new Written(BROKER.bootstrapServers()).revisions().size();
      JobID job = submit(cluster, configuration, acceptPayers);
      var ended = cluster.requestJobResult(job);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
      long expected = sent.values().stream().mapToLong(Long::longValue).sum() - 1;
      while (sum(refused()) < before + expected
          || new Written(BROKER.bootstrapServers()).revisions().size()
              < revisionsBefore + Slices.revisions(3)) {
        assertThat(ended.isDone()).as("the job has ended").isFalse();
        assertThat(System.nanoTime()).as("all is through in time").isLessThan(end);
      }
      assertThat(new Written(BROKER.bootstrapServers()).revisions())
          .as("revisions of good records")
          .hasSize(revisionsBefore + Slices.revisions(3));
      assertThat(stateOfSampling(cluster, job)).as("bytes after the flood").isLessThan(64 * 1024);
      List<String> pages =
          new ArrayList<>(RestPages.of(cluster.getRestAddress().get(), job.toString()));
      List<String> state = checkpoints();
      assertThat(state).as("what was kept of an activation").anyMatch(t -> t.contains("lead.2"));
      pages.addAll(state);
      cluster.cancelJob(job).get();
      return pages;
    }
  }

  /** All that checkpoints hold; a newer one may take away what is being read. */
  private List<String> checkpoints() throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.add(text(Files.readAllBytes(file)));
      }
    } catch (NoSuchFileException | UncheckedIOException e) {
      return checkpoints();
    }
    return texts;
  }

  /** Bytes in the newest checkpoint, of layouts for the most; kept refusals would be megabytes. */
  private static long stateOfSampling(MiniCluster cluster, JobID job) throws Exception {
    var graph = cluster.getExecutionGraph(job).get();
    AbstractCheckpointStats latest =
        Objects.requireNonNull(graph.getCheckpointStatsSnapshot())
            .getHistory()
            .getLatestCompletedCheckpoint();
    for (var vertex : graph.getVerticesTopologically()) {
      if (vertex.getName().contains("sample-refused")) {
        return Objects.requireNonNull(latest.getTaskStateStats(vertex.getJobVertexId()))
            .getStateSize();
      }
    }
    throw new IllegalStateException("no vertex samples");
  }

  private Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    configuration.set(RestOptions.ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.setString(
        "metrics.reporter.canary.factory.class", EveryMetric.Factory.class.getName());
    return configuration;
  }

  private static MiniCluster cluster(Configuration configuration) throws Exception {
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(2)
                .build());
    cluster.start();
    return cluster;
  }

  private static JobID submit(
      MiniCluster cluster, Configuration configuration, boolean acceptPayers) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    KafkaSettings defaults = KafkaSettings.of(BROKER.bootstrapServers());
    String name = "canary-" + System.nanoTime();
    KafkaSettings kafka =
        new KafkaSettings(
            defaults.bootstrapServers(),
            name,
            name,
            defaults.transactionTimeoutMillis(),
            defaults.properties());
    FlagCasesJob.define(
        env,
        new KafkaInputs(kafka),
        new KafkaOutputs(kafka),
        JobSettings.of(new String[] {"--accept-payers", Boolean.toString(acceptPayers)}));
    return cluster.submitJob(env.getStreamGraph()).get().getJobID();
  }

  /** How many records were refused, by reason, as committed entries say. */
  private static Map<Reason, Long> refused() {
    Map<Reason, Long> counts = new EnumMap<>(Reason.class);
    for (ConsumerRecord<byte[], byte[]> entry :
        read(List.of(Topic.EVENTS_REJECTED, Topic.EVENTS_LATE))) {
      try {
        RefusedRecord refused = Json.read(entry.value(), RefusedRecord.class);
        counts.merge(refused.reason(), refused.count(), Long::sum);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return counts;
  }

  private static long sum(Map<Reason, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static Map<Reason, Long> difference(Map<Reason, Long> all, Map<Reason, Long> before) {
    Map<Reason, Long> difference = new EnumMap<>(Reason.class);
    all.forEach(
        (reason, count) -> {
          long more = count - before.getOrDefault(reason, 0L);
          if (more > 0) {
            difference.put(reason, more);
          }
        });
    return difference;
  }

  private Map<Reason, Long> without(Reason reason) {
    Map<Reason, Long> counts = new EnumMap<>(sent);
    counts.remove(reason);
    return counts;
  }

  /** Key, value and headers of all that the job wrote. */
  private static List<String> outputs() {
    List<Topic> topics = new ArrayList<>(Arrays.asList(Topic.values()));
    topics.removeAll(List.of(Topic.PLATFORM_EVENTS, Topic.TIPS));
    topics.removeAll(CONTROLS);
    List<String> texts = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : read(topics)) {
      StringBuilder text = new StringBuilder(record.topic());
      text.append(' ').append(text(record.key())).append(' ').append(text(record.value()));
      for (Header header : record.headers()) {
        text.append(' ').append(header.key()).append('=').append(text(header.value()));
      }
      texts.add(text.toString());
    }
    return texts;
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "" : new String(bytes, ISO_8859_1);
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(List<Topic> topics) {
    try (CommittedReader reader = new CommittedReader(Connection.to(BROKER.bootstrapServers()))) {
      return reader.readAll(topics);
    }
  }

  /** The places in which a canary sits. */
  private List<String> found(List<String> places) {
    return new Canaries(canaries).foundIn(places);
  }

  private static Producer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", BROKER.bootstrapServers(), "acks", "all"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}

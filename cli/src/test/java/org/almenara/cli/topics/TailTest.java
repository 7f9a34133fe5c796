package org.almenara.cli.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.almenara.cli.Exit;
import org.almenara.cli.TestScreen;
import org.almenara.cli.broker.BrokerExtension;
import org.almenara.cli.cases.CaseCard;
import org.almenara.cli.cases.CaseLine;
import org.almenara.cli.cases.SampleCases;
import org.almenara.cli.kafka.Connection;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.Json;
import org.almenara.schemas.Refusal;
import org.almenara.schemas.RefusedRecord;
import org.almenara.schemas.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reads topics on which transactions were committed, aborted and left open. */
final class TailTest {

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  private static final FlaggedCase BEST = SampleCases.withThreeFactors();
  private static final FlaggedCase BEST_BEFORE = SampleCases.weaker("first", 40_000);
  private static final FlaggedCase SECOND = SampleCases.weaker("second", 41_000);
  private static final FlaggedCase WITHDRAWN = SampleCases.weaker("withdrawn", 99_000);
  private static final FlaggedCase ABORTED = SampleCases.weaker("aborted", 98_000);
  private static final FlaggedCase UNDECIDED = SampleCases.weaker("undecided", 97_000);

  private final TestScreen screen = new TestScreen();

  @BeforeAll
  static void write() throws Exception {
    Connection connection = Connection.to(BROKER.bootstrapServers());
    new TopicCreator(connection, TimestampType.CREATE_TIME).create();
    try (Admin admin = connection.admin()) {
      admin.deleteTopics(List.of(Topic.ERASURES.topicName())).all().get();
    }
    try (Producer<byte[], byte[]> producer = producer("decided")) {
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, Topic.CASES_POLICE, id(WITHDRAWN), Json.canonical(WITHDRAWN));
      send(producer, Topic.CASES_POLICE, id(BEST), Json.canonical(BEST_BEFORE));
      send(producer, Topic.CASES_POLICE, id(BEST), Json.canonical(BEST));
      send(producer, Topic.CASES_POLICE, id(WITHDRAWN), null);
      send(producer, Topic.CASES_POLICE, id(SECOND), Json.canonical(SECOND));
      send(producer, Topic.EVENTS_REJECTED, "k", Json.canonical(refused()));
      for (int i = 1; i <= 30; i++) {
        send(producer, Topic.TIPS, "k", ("{\"tip\":" + i + "}").getBytes(UTF_8));
      }
      producer.commitTransaction();
      producer.beginTransaction();
      send(producer, Topic.CASES_POLICE, id(ABORTED), Json.canonical(ABORTED));
      producer.abortTransaction();
    }
    Producer<byte[], byte[]> undecided = producer("undecided");
    undecided.initTransactions();
    undecided.beginTransaction();
    send(undecided, Topic.CASES_POLICE, id(UNDECIDED), Json.canonical(UNDECIDED));
  }

  @Test
  void ranksCommittedCasesAsTheyStandBestFirst() {
    assertThat(tail("cases.police.v1")).isEqualTo(Exit.FINE);
    assertThat(screen.lines())
        .containsExactly(CaseLine.of(BEST.content()), CaseLine.of(SECOND.content()));
  }

  @Test
  void saysHowManyCasesItLeftOut() {
    tail("cases.police.v1", "--max", "1");
    assertThat(screen.lines()).containsExactly(CaseLine.of(BEST.content()));
    assertThat(screen.err()).isEqualTo("1 more: --max 2\n");
  }

  @Test
  void saysThatATopicHoldsNoCase() {
    assertThat(tail("cases.minors.v1")).isEqualTo(Exit.FINE);
    assertThat(screen.out()).isEmpty();
    assertThat(screen.err()).isEqualTo("No case on cases.minors.v1.\n");
  }

  @Test
  void printsEveryCommittedRevisionRaw() {
    tail("cases.police.v1", "--raw", "--from-beginning");
    assertThat(screen.lines())
        .containsExactlyInAnyOrder(
            json(WITHDRAWN), json(BEST_BEFORE), json(BEST), "", json(SECOND));
  }

  @Test
  void printsTheNewestRecordsOfAStream() {
    tail("tips.v1", "--raw", "--max", "2");
    assertThat(screen.lines()).containsExactly("{\"tip\":29}", "{\"tip\":30}");
  }

  @Test
  void printsAStreamFromItsBeginning() {
    tail("tips.v1", "--raw", "--from-beginning", "--max", "2");
    assertThat(screen.lines()).containsExactly("{\"tip\":1}", "{\"tip\":2}");
  }

  @Test
  void followsUntilItHasPrintedEnough() {
    tail("tips.v1", "--raw", "--from-beginning", "--follow", "--max", "3");
    assertThat(screen.lines()).containsExactly("{\"tip\":1}", "{\"tip\":2}", "{\"tip\":3}");
  }

  @Test
  void saysWhyARecordWasRefused() {
    tail("events.rejected.v1");
    assertThat(screen.out())
        .endsWith(
            "platform.events.v1-2@5 arrived 2026-03-01T00:00:00Z: field_missing at studio.token; "
                + refused().mend()
                + "\n");
  }

  @Test
  void saysThatATopicIsMissing() {
    assertThat(tail("erasures.v1")).isEqualTo(Exit.ENVIRONMENT);
    assertThat(screen.err())
        .contains("the broker has no topic erasures.v1", "Mend: create the topics");
  }

  @Test
  void showsOneCaseByTheBeginningOfItsId() {
    assertThat(show(id(BEST).substring(0, 8))).isEqualTo(Exit.FINE);
    assertThat(screen.out()).isEqualTo(CaseCard.of(BEST, screen.screen()));
  }

  @Test
  void showsNoCaseThatIsNotCommitted() {
    assertThat(show(id(UNDECIDED))).isEqualTo(Exit.FINDING);
    assertThat(screen.out()).isEmpty();
  }

  @Test
  void listsTheCasesThatABeginningFits() {
    assertThat(show("")).isEqualTo(Exit.USAGE);
    assertThat(screen.err())
        .contains("2 cases", CaseLine.of(BEST.content()), CaseLine.of(SECOND.content()));
  }

  private int tail(String topic, String... options) {
    return screen.run(
        Stream.concat(
                Stream.of("topics", "tail", topic, "--bootstrap", BROKER.bootstrapServers()),
                Stream.of(options))
            .toArray(String[]::new));
  }

  private int show(String id) {
    return screen.run("case", "show", id, "--bootstrap", BROKER.bootstrapServers());
  }

  private static RefusedRecord refused() {
    return RefusedRecord.one(
        "platform.events.v1",
        2,
        5,
        Instant.parse("2026-03-01T00:00:00Z"),
        new Refusal(Refusal.Reason.FIELD_MISSING, "studio.token"));
  }

  private static String id(FlaggedCase flagged) {
    return flagged.content().id();
  }

  private static String json(FlaggedCase flagged) {
    return new String(Json.canonical(flagged), UTF_8);
  }

  private static void send(
      Producer<byte[], byte[]> producer, Topic topic, String key, byte @Nullable [] value)
      throws Exception {
    producer.send(new ProducerRecord<>(topic.topicName(), key.getBytes(UTF_8), value)).get();
  }

  private static Producer<byte[], byte[]> producer(String transactionalId) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", BROKER.bootstrapServers(), "transactional.id", transactionalId),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}

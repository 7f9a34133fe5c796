package org.almenara.cli.validate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.almenara.cli.Exit;
import org.almenara.cli.TestScreen;
import org.almenara.cli.broker.BrokerExtension;
import org.almenara.cli.kafka.Connection;
import org.almenara.cli.topics.TopicCreator;
import org.almenara.schemas.Contract;
import org.almenara.schemas.Topic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Records that are on a topic already, each with the time at which it arrived. */
final class ValidateTopicTest {

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  private static final String GOOD =
      Objects.requireNonNull(Contract.PLATFORM_EVENT.validExamples().get("payout.made.json"));

  private final TestScreen screen = new TestScreen();

  @BeforeAll
  static void write() throws Exception {
    new TopicCreator(Connection.to(BROKER.bootstrapServers()), TimestampType.CREATE_TIME).create();
    long time = timeOf(GOOD);
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", BROKER.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      send(producer, 0, time, GOOD);
      send(producer, 0, time, "{}");
      send(producer, 1, time + 2 * 3_600_000, GOOD);
      send(producer, 1, time - 3_600_000, GOOD);
      send(producer, 1, time, null);
    }
  }

  @Test
  void saysWhatTheJobWouldRefuseAndWhy() {
    assertThat(validate("platform.events.v1")).isEqualTo(Exit.FINDING);

    assertThat(screen.lines().subList(0, 2))
        .containsExactly(
            "platform.events.v1, read as platform-event", "  5 records: 1 good, 4 refused");
    assertThat(screen.out())
        .contains(
            "1  field_missing at id; at partition@offset 0@1",
            "1  late at time; at partition@offset 1@0",
            "1  future at time; at partition@offset 1@1",
            "1  tombstone; at partition@offset 1@2")
        .doesNotContain("not judged");
  }

  @Test
  void findsNothingOnAnEmptyTopic() {
    assertThat(validate("tips.v1")).isEqualTo(Exit.FINE);
    assertThat(screen.out()).contains("0 records: 0 good, none refused");
  }

  @Test
  void takesNoArrivalAndNoOtherContract() {
    assertThat(validate("tips.v1", "--arrival", "2026-01-01T00:00:00Z")).isEqualTo(Exit.USAGE);
    assertThat(screen.err()).contains("on a topic each record says when it arrived");
    assertThat(validate("tips.v1", "--type", "platform-event")).isEqualTo(Exit.USAGE);
    assertThat(screen.err()).contains("tips.v1 holds tip");
  }

  private int validate(String topic, String... options) {
    String[] words = new String[4 + options.length];
    words[0] = "validate";
    words[1] = topic;
    words[2] = "--bootstrap";
    words[3] = BROKER.bootstrapServers();
    System.arraycopy(options, 0, words, 4, options.length);
    return screen.run(words);
  }

  private static long timeOf(String record) {
    return Instant.parse(record.replaceAll("(?s).*\"time\": *\"([^\"]*)\".*", "$1")).toEpochMilli();
  }

  private static void send(
      Producer<byte[], byte[]> producer, int partition, long arrival, @Nullable String value)
      throws Exception {
    producer
        .send(
            new ProducerRecord<>(
                Topic.PLATFORM_EVENTS.topicName(),
                partition,
                arrival,
                "key".getBytes(UTF_8),
                value == null ? null : value.getBytes(UTF_8)))
        .get();
  }
}

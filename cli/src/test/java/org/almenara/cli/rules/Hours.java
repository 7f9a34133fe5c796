package org.almenara.cli.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import org.almenara.cli.kafka.Connection;
import org.almenara.schemas.Topic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What performers attest of their pay, and heartbeats that let time pass for the job. */
final class Hours implements AutoCloseable {

  private final Producer<byte[], byte[]> producer;

  Hours(String bootstrapServers) {
    producer = Connection.to(bootstrapServers).producer();
  }

  /** The token of a performer. */
  static String token(int performer) {
    return "prf1_" + String.format("%022d", performer);
  }

  /** A performer says how much of the pay arrived: full, part or none. */
  void attest(int performer, String attested, Instant time) {
    send(
        Topic.PLATFORM_EVENTS,
        performer % Topic.PLATFORM_EVENTS.partitions(),
        time,
        """
        {"id":"attest-%1$d-%3$d","type":"pay.attested","time":"%4$s","platform":"plaza",\
        "performer":{"token":"%2$s","origin":"%2$s"},"attested":"%5$s","reported_by":"performer"}"""
            .formatted(performer, token(performer), time.getEpochSecond(), time, attested));
  }

  /** Time passes: in every partition nothing older follows. */
  void pass(Instant until) {
    for (Topic topic : new Topic[] {Topic.PLATFORM_EVENTS, Topic.TIPS}) {
      String platform = topic == Topic.TIPS ? "" : ",\"platform\":\"plaza\"";
      for (int partition = 0; partition < topic.partitions(); partition++) {
        send(
            topic,
            partition,
            until,
            "{\"id\":\"heartbeat-%d-%d\",\"type\":\"heartbeat\",\"time\":\"%s\"%s}"
                .formatted(until.getEpochSecond(), partition, until, platform));
      }
    }
    producer.flush();
  }

  private void send(Topic topic, int partition, Instant time, String json) {
    var unused =
        producer.send(
            new ProducerRecord<>(
                topic.topicName(), partition, time.toEpochMilli(), null, json.getBytes(UTF_8)));
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(10));
  }
}

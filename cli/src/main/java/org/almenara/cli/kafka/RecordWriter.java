package org.almenara.cli.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import org.almenara.cli.Problem;
import org.almenara.schemas.Topic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Writes single records of which a person must know whether the broker has them. */
public final class RecordWriter {

  private final Connection connection;
  private final Clock clock;

  /**
   * A writer to that broker.
   *
   * @param clock says when a record was written, where the topic leaves that to its writers
   */
  public RecordWriter(Connection connection, Clock clock) {
    this.connection = connection;
    this.clock = clock;
  }

  /**
   * Where and when a record was taken.
   *
   * @param offset in its partition
   * @param at its Kafka timestamp: the broker's clock, unless the topic leaves it to its writers
   */
  public record Written(long offset, Instant at) {}

  /** Writes a record, and returns once the broker's replicas have it. */
  public Written write(Topic topic, String key, byte[] value) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic.topicName(), null, clock.millis(), key.getBytes(StandardCharsets.UTF_8), value);
    try (Producer<byte[], byte[]> producer = connection.producer()) {
      RecordMetadata metadata = connection.answer(producer.send(record));
      return new Written(metadata.offset(), Instant.ofEpochMilli(metadata.timestamp()));
    } catch (Problem e) {
      if (e.getCause() instanceof RecordTooLargeException) {
        throw new Problem(
            "the broker takes no record of %,d bytes on %s"
                .formatted(value.length, topic.topicName()),
            "raise max.message.bytes of the topic with kafka-configs, or shorten what is in it",
            e);
      }
      throw e;
    }
  }
}

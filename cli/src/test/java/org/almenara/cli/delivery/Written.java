package org.almenara.cli.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.almenara.cli.kafka.CommittedReader;
import org.almenara.cli.kafka.Connection;
import org.almenara.schemas.AuditEntry;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.Json;
import org.almenara.schemas.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What stands on the topics of cases and audit, to readers that wait for commits and to readers
 * that do not.
 *
 * @param bootstrapServers the broker
 */
public record Written(String bootstrapServers) {

  private static final List<Topic> CASES =
      Arrays.stream(Topic.values()).filter(Topic::holdsCases).toList();

  /** Case id and revision of each committed case record, {@code id#revision}. */
  public List<String> revisions() {
    return committed(CASES).stream()
        .map(record -> value(record, FlaggedCase.class).content())
        .map(content -> content.id() + "#" + content.revision())
        .toList();
  }

  /** Sequence numbers of the committed audit entries of the police, in order of offsets. */
  List<Long> auditSequence() {
    return committed(List.of(Topic.AUDIT)).stream()
        .map(record -> value(record, AuditEntry.class).sequence())
        .toList();
  }

  private List<ConsumerRecord<byte[], byte[]>> committed(List<Topic> topics) {
    try (CommittedReader reader = new CommittedReader(Connection.to(bootstrapServers))) {
      return reader.readAll(topics);
    }
  }

  private static <T> T value(ConsumerRecord<byte[], byte[]> record, Class<T> type) {
    try {
      return Objects.requireNonNull(Json.read(record.value(), type));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many case records a reader sees that does not wait for commits. */
  long uncommitted() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_uncommitted",
                "enable.auto.commit",
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = CASES.stream().flatMap(Written::partitions).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long seen = 0;
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        seen += consumer.poll(Duration.ofMillis(200)).count();
      }
      return seen;
    }
  }

  private static Stream<TopicPartition> partitions(Topic topic) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(partition -> new TopicPartition(topic.topicName(), partition));
  }
}

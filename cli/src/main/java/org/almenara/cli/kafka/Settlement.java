package org.almenara.cli.kafka;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.almenara.schemas.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether the job is through: all input is committed in its consumer group, and no output waits for
 * a transaction to commit.
 */
public final class Settlement implements AutoCloseable {

  private static final List<Topic> INPUTS =
      List.of(
          Topic.PLATFORM_EVENTS,
          Topic.TIPS,
          Topic.RULE_SETS,
          Topic.ACTIVATIONS,
          Topic.REGISTERS,
          Topic.ERASURES,
          Topic.DISPOSITIONS);

  private final Connection connection;
  private final String groupId;
  private final Admin admin;

  /**
   * Watches a job.
   *
   * @param groupId consumer group that the job commits to, checkpoint by checkpoint
   */
  public Settlement(Connection connection, String groupId) {
    this.connection = connection;
    this.groupId = groupId;
    this.admin = connection.admin();
  }

  /** Whether it is through at this moment. */
  public boolean isReached() {
    return allInputCommitted() && allOutputReadable();
  }

  private boolean allInputCommitted() {
    Map<TopicPartition, OffsetAndMetadata> committed =
        connection.answer(admin.listConsumerGroupOffsets(groupId).partitionsToOffsetAndMetadata());
    return ends(INPUTS, IsolationLevel.READ_COMMITTED).entrySet().stream()
        .allMatch(
            end -> {
              OffsetAndMetadata reached = committed.get(end.getKey());
              return end.getValue() == 0 || (reached != null && reached.offset() >= end.getValue());
            });
  }

  private boolean allOutputReadable() {
    List<Topic> outputs = new ArrayList<>(List.of(Topic.values()));
    outputs.removeAll(INPUTS);
    return ends(outputs, IsolationLevel.READ_COMMITTED)
        .equals(ends(outputs, IsolationLevel.READ_UNCOMMITTED));
  }

  private Map<TopicPartition, Long> ends(Collection<Topic> topics, IsolationLevel isolation) {
    Map<TopicPartition, OffsetSpec> asked =
        topics.stream()
            .flatMap(Settlement::partitions)
            .collect(toMap(partition -> partition, partition -> OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResultInfo> answers =
        connection.answer(admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all());
    return answers.entrySet().stream()
        .collect(toMap(Map.Entry::getKey, answer -> answer.getValue().offset()));
  }

  private static Stream<TopicPartition> partitions(Topic topic) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(partition -> new TopicPartition(topic.topicName(), partition));
  }

  @Override
  public void close() {
    admin.close();
  }
}

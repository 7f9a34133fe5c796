package org.almenara.pipeline.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.almenara.pipeline.Control;
import org.almenara.pipeline.operators.Controls;
import org.almenara.pipeline.validate.ControlJudge;
import org.almenara.schemas.Topic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What was published, activated and registered before a job is submitted. The client reads it to
 * the end and hands it to the workers: however fast these read records at the start, they know the
 * rule set of each, and what registers said then.
 */
public final class KnownControls {

  private static final Duration POLL = Duration.ofMillis(500);

  private KnownControls() {}

  /** Reads rule sets, activations and registers up to where their topics end now. */
  public static List<Control> read(KafkaSettings settings) {
    List<Control> known = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            properties(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          Stream.of(Topic.RULE_SETS, Topic.ACTIVATIONS, Topic.REGISTERS)
              .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
              .map(of -> new TopicPartition(of.topic(), of.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
          Control control =
              ControlJudge.judge(
                      Topic.named(read.topic()),
                      read.partition(),
                      read.offset(),
                      read.timestamp(),
                      read.value())
                  .control();
          if (control != null) {
            known.add(control);
          }
        }
      }
    }
    return Controls.worthKnowing(known);
  }

  private static Properties properties(KafkaSettings settings) {
    Properties properties = settings.clientProperties();
    properties.setProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.setProperty(ConsumerConfig.CLIENT_ID_CONFIG, settings.groupId() + "-known-controls");
    return properties;
  }
}

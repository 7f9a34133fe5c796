package org.almenara.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.almenara.cli.broker.BrokerExtension;
import org.almenara.cli.topics.TopicCreator;
import org.almenara.schemas.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SettlementTest {

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  private static final String GROUP = "a-job";
  private static final TopicPartition TIPS = new TopicPartition(Topic.TIPS.topicName(), 1);

  @Test
  @Timeout(60)
  void isReachedWhenInputIsCommittedAndNoOutputWaits() throws Exception {
    Connection connection = Connection.to(BROKER.bootstrapServers());
    new TopicCreator(connection, TimestampType.CREATE_TIME).create();
    try (Settlement settlement = new Settlement(connection, GROUP);
        Producer<String, String> input = producer(Map.of());
        Producer<String, String> output = producer(Map.of("transactional.id", "job"));
        Admin admin = connection.admin()) {
      assertThat(settlement.isReached()).as("no input").isTrue();

      input.send(new ProducerRecord<>(TIPS.topic(), TIPS.partition(), "k", "v")).get();
      assertThat(settlement.isReached()).as("input that is not committed").isFalse();

      OffsetAndMetadata end = new OffsetAndMetadata(1);
      admin.alterConsumerGroupOffsets(GROUP, Map.of(TIPS, end)).all().get();
      assertThat(settlement.isReached()).as("all input committed").isTrue();

      output.initTransactions();
      output.beginTransaction();
      output.send(new ProducerRecord<>(Topic.CASES_NGO.topicName(), "k", "v")).get();
      assertThat(settlement.isReached()).as("a case that waits for its transaction").isFalse();

      output.commitTransaction();
      // The broker writes the transaction's end after it said that it will.
      while (!settlement.isReached()) {
        Thread.onSpinWait();
      }
    }
  }

  private static Producer<String, String> producer(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("bootstrap.servers", BROKER.bootstrapServers());
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }
}

package org.almenara.cli.validate;

import org.almenara.cli.kafka.CommittedReader;
import org.almenara.cli.kafka.Connection;
import org.almenara.schemas.Topic;

/** What is committed on a topic now; a record arrived when its Kafka timestamp says. */
final class TopicRecords implements Records {

  private final Topic topic;
  private final Connection connection;
  private double part = -1;

  TopicRecords(Topic topic, Connection connection) {
    this.topic = topic;
    this.connection = connection;
  }

  @Override
  public void forEach(Reader reader) {
    try (CommittedReader committed = new CommittedReader(connection)) {
      committed.forEach(
          topic,
          (record, partRead) -> {
            part = partRead;
            reader.read(
                record.value(), new Place(record.partition(), record.offset()), record.timestamp());
          });
    }
  }

  @Override
  public String name() {
    return topic.topicName();
  }

  @Override
  public double part() {
    return part;
  }
}

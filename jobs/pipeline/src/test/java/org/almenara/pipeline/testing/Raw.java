package org.almenara.pipeline.testing;

import java.nio.charset.StandardCharsets;
import org.almenara.schemas.Topic;

/**
 * A record as it lies in a topic.
 *
 * @param topic its topic
 * @param partition its partition
 * @param offset its offset
 * @param arrival its Kafka timestamp, epoch milliseconds
 * @param json its value
 */
public record Raw(Topic topic, int partition, long offset, long arrival, String json) {

  /** The value's bytes. */
  public byte[] value() {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  /** The same record at another place. */
  public Raw at(int newPartition, long newOffset) {
    return new Raw(topic, newPartition, newOffset, arrival, json);
  }
}

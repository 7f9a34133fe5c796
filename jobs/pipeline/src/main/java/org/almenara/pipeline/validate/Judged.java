package org.almenara.pipeline.validate;

import java.util.List;
import org.almenara.schemas.RefusedRecord;
import org.almenara.schemas.Topic;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a record: accepted or refused, one of them. Both move time.
 *
 * @param accepted the record; absent when refused
 * @param refused why and where; absent when accepted
 * @param topic where it was read
 * @param partition where it was read
 * @param arrival its Kafka timestamp, epoch milliseconds
 * @param dropped places of the fields that were dropped, see {@link org.almenara.schemas.Decoded}
 */
public record Judged(
    @Nullable Accepted accepted,
    @Nullable RefusedRecord refused,
    Topic topic,
    int partition,
    long arrival,
    List<String> dropped) {

  /** Its timestamp in the stream, epoch milliseconds. */
  public long timestamp() {
    return accepted == null ? arrival : accepted.visible();
  }
}

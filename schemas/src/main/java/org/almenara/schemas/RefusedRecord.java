package org.almenara.schemas;

import java.time.Instant;

/**
 * A record that was refused, or several of one minute for one cause, so that their writer can mend
 * the export: topics {@code events.rejected.v1} and {@code events.late.v1}. It points at the
 * records and never repeats them.
 *
 * <p>Of a partition's records that are refused within a minute for the same reason at the same
 * place, the first few have an entry each and all further ones have one together. The sum of {@code
 * count} is the number of refused records.
 *
 * @param topic where it lies
 * @param partition where it lies
 * @param offset where it lies; of several, the first
 * @param arrival its Kafka timestamp; of several, the first's
 * @param reason why it was refused
 * @param path which contract field, see {@link Refusal}
 * @param mend what the writer can do
 * @param count how many records the entry stands for, at least 1
 * @param lastOffset offset of the last of them; {@code offset} where it is one. Records between the
 *     two may have been accepted, or refused for another cause
 */
public record RefusedRecord(
    String topic,
    int partition,
    long offset,
    Instant arrival,
    Refusal.Reason reason,
    String path,
    String mend,
    long count,
    long lastOffset) {

  /** The entry of one record. */
  public static RefusedRecord one(
      String topic, int partition, long offset, Instant arrival, Refusal refusal) {
    return new RefusedRecord(
        topic,
        partition,
        offset,
        arrival,
        refusal.reason(),
        refusal.path(),
        refusal.reason().mend(),
        1,
        offset);
  }

  /** The entry that stands for this one's records and for those of a later one of its cause. */
  public RefusedRecord and(RefusedRecord later) {
    return new RefusedRecord(
        topic,
        partition,
        offset,
        arrival,
        reason,
        path,
        mend,
        count + later.count,
        later.lastOffset);
  }
}

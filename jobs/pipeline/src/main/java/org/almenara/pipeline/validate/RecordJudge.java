package org.almenara.pipeline.validate;

import static java.util.Objects.requireNonNull;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.time.EventTime;
import org.almenara.schemas.Decoded;
import org.almenara.schemas.RecordReader;
import org.almenara.schemas.Refusal;
import org.almenara.schemas.RefusedRecord;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.Topic;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a record and judges it by contract and time, where it is read.
 *
 * @param acceptPayers whether this deployment takes data on payers; see {@link
 *     RecordReader#PLATFORM_EVENTS}
 */
public record RecordJudge(boolean acceptPayers) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Hash of a record's bytes, part of its identity: fixed for ever, since state holds it. */
  private static final HashFunction CONTENT_HASH = Hashing.farmHashFingerprint64();

  /**
   * Judges one record.
   *
   * @param topic where it was read; one of the source topics
   * @param partition where it was read
   * @param offset where it was read
   * @param arrival its Kafka timestamp, epoch milliseconds
   * @param value its bytes; {@code null} is a tombstone, and refused
   */
  public Judged judge(
      Topic topic, int partition, long offset, long arrival, byte @Nullable [] value) {
    Decoded<? extends SourceRecord> decoded =
        topic == Topic.TIPS
            ? RecordReader.TIPS.read(value)
            : RecordReader.platformEvents(acceptPayers).read(value);
    Refusal why = decoded.refusal();
    if (why != null) {
      return refused(topic, partition, offset, arrival, why, decoded.dropped());
    }
    SourceRecord source = requireNonNull(decoded.value());
    long time = source.time().toEpochMilli();
    EventTime.Verdict verdict = EventTime.judge(time, arrival);
    return switch (verdict) {
      case TOO_LATE ->
          refused(
              topic,
              partition,
              offset,
              arrival,
              new Refusal(Refusal.Reason.LATE, "time"),
              decoded.dropped());
      case FUTURE ->
          refused(
              topic,
              partition,
              offset,
              arrival,
              new Refusal(Refusal.Reason.FUTURE, "time"),
              decoded.dropped());
      case ON_TIME, LATE_EVIDENCE -> {
        Entry entry =
            new Entry(
                time,
                source.id(),
                CONTENT_HASH.hashBytes(requireNonNull(value)).asLong(),
                verdict == EventTime.Verdict.LATE_EVIDENCE,
                topic,
                partition,
                offset,
                source.market());
        yield new Judged(
            Accepted.of(source, entry, EventTime.visible(time, arrival)),
            null,
            topic,
            partition,
            arrival,
            decoded.dropped());
      }
    };
  }

  private static Judged refused(
      Topic topic,
      int partition,
      long offset,
      long arrival,
      Refusal refusal,
      List<String> dropped) {
    return new Judged(
        null,
        RefusedRecord.one(
            topic.topicName(), partition, offset, Instant.ofEpochMilli(arrival), refusal),
        topic,
        partition,
        arrival,
        dropped);
  }
}

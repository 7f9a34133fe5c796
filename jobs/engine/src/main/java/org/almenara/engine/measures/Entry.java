package org.almenara.engine.measures;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import org.almenara.schemas.Topic;
import org.jspecify.annotations.Nullable;

/**
 * A record as measures remember it, and as findings cite it.
 *
 * <p>Its identity is time, id and content; where it lies is provenance, which takes no part in any
 * decision.
 *
 * @param time event time, epoch milliseconds
 * @param id the writer's id
 * @param content 64-bit hash of its bytes: the same id with other content is another record
 * @param late whether it arrived later than the out-of-orderness bound
 * @param topic the source topic
 * @param partition partition of the source topic
 * @param offset offset in it
 * @param market country that the record names, ISO 3166-1; absent where it names none. It says
 *     which unit is competent, and is no sign of anything
 */
public record Entry(
    long time,
    String id,
    long content,
    boolean late,
    Topic topic,
    int partition,
    long offset,
    @Nullable String market) {

  /** Of a record that names no country. */
  public Entry(
      long time, String id, long content, boolean late, Topic topic, int partition, long offset) {
    this(time, id, content, late, topic, partition, offset, null);
  }

  /** By identity: time, then id, then content. */
  public static final Comparator<Entry> BY_IDENTITY =
      Comparator.comparingLong(Entry::time)
          .thenComparing(Entry::id)
          .thenComparingLong(Entry::content);

  /** Between topic and country: what was written before there were countries stays readable. */
  private static final char COUNTRY = ':';

  private static final Comparator<Entry> BY_LOCATION =
      Comparator.comparing(Entry::topic)
          .thenComparingInt(Entry::partition)
          .thenComparingLong(Entry::offset);

  /**
   * What to remember of two copies of one record, whichever was read first: the place of the first,
   * and that it was late only if both were.
   */
  static Entry ofCopies(Entry a, Entry b) {
    Entry first = BY_LOCATION.compare(a, b) <= 0 ? a : b;
    return new Entry(
        first.time,
        first.id,
        first.content,
        a.late && b.late,
        first.topic,
        first.partition,
        first.offset,
        first.market);
  }

  /** Writes it; {@link #read} is the inverse. */
  public void write(DataOutput out) throws IOException {
    out.writeLong(time);
    out.writeUTF(id);
    out.writeLong(content);
    out.writeBoolean(late);
    out.writeUTF(market == null ? topic.name() : topic.name() + COUNTRY + market);
    out.writeInt(partition);
    out.writeLong(offset);
  }

  /** Reads what {@link #write} wrote. */
  public static Entry read(DataInput in) throws IOException {
    long time = in.readLong();
    String id = in.readUTF();
    long content = in.readLong();
    boolean late = in.readBoolean();
    String from = in.readUTF();
    int country = from.indexOf(COUNTRY);
    return new Entry(
        time,
        id,
        content,
        late,
        Topic.valueOf(country < 0 ? from : from.substring(0, country)),
        in.readInt(),
        in.readLong(),
        country < 0 ? null : from.substring(country + 1));
  }
}

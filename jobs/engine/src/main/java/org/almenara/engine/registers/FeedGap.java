package org.almenara.engine.registers;

import java.time.Duration;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A time in which the feed of a platform leaves something out: it lacks a field or a type of
 * record, or it was silent.
 *
 * @param platform its code
 * @param recordType type of the records that are meant; absent: all
 * @param field field of the type, a dotted path; absent: the type as a whole
 * @param from first instant, epoch milliseconds
 * @param until first instant after it, epoch milliseconds; absent: no end is known
 * @param silence whether nothing came, so that what happened in it may still be sent
 */
public record FeedGap(
    String platform,
    @Nullable String recordType,
    @Nullable String field,
    long from,
    @Nullable Long until,
    boolean silence) {

  /**
   * What a platform can make up for when it speaks again: records are taken up to one hour late,
   * and platforms are asked to send what is younger than that first.
   */
  public static final long MADE_UP_MILLIS = Duration.ofHours(1).toMillis();

  /** By platform and time. */
  public static final Comparator<FeedGap> ORDER =
      Comparator.comparing(FeedGap::platform)
          .thenComparingLong(FeedGap::from)
          .thenComparing(FeedGap::recordType, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(FeedGap::field, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(FeedGap::until, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(FeedGap::silence);

  /**
   * Whether it leaves out a fact.
   *
   * @param type of the record
   * @param path field of the type; empty: that there is such a record at all
   */
  public boolean leavesOut(String type, String path) {
    boolean ofType = recordType == null || recordType.equals(type);
    boolean ofField = field == null || path.equals(field) || path.startsWith(field + ".");
    return ofType && ofField;
  }

  /** Where what is lost ends, as it stands at an instant: a silence that is over is made up for. */
  public long end(long instant) {
    Long known = until;
    if (known == null || known > instant) {
      return instant;
    }
    return silence ? known - MADE_UP_MILLIS : known;
  }
}

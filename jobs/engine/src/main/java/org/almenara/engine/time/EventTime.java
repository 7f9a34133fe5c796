package org.almenara.engine.time;

/**
 * The time model. All times are epoch milliseconds.
 *
 * <p>A record has a {@code time} (when the reporting system recorded it) and an {@code arrival}
 * (its Kafka timestamp). It becomes visible at {@link #visible}, and counts at an instant τ iff
 * {@code time ∈ [τ − W, τ)} and {@code visible < τ}. Nothing here reads a clock or depends on the
 * order in which records are read.
 */
public final class EventTime {

  /** Out-of-orderness bound B: how far a record's time may lie before its arrival unnoticed. */
  public static final long OUT_OF_ORDERNESS_MILLIS = 30_000;

  /** Records that arrive later than this after their time are refused as late. */
  public static final long ALLOWED_LATENESS_MILLIS = 3_600_000;

  /** Records whose time lies further than this after their arrival are refused as future. */
  public static final long FUTURE_TOLERANCE_MILLIS = 300_000;

  private EventTime() {}

  /** What the times of a record say about it. */
  public enum Verdict {
    /** Arrived within B of its time. */
    ON_TIME,
    /** Arrived later than B, within allowed lateness: counts from when it was visible. */
    LATE_EVIDENCE,
    /** Arrived later than allowed: refused. */
    TOO_LATE,
    /** Its time lies too far ahead of its arrival: refused. */
    FUTURE
  }

  /** Judges a record by its own two times. */
  public static Verdict judge(long time, long arrival) {
    if (time - arrival > FUTURE_TOLERANCE_MILLIS) {
      return Verdict.FUTURE;
    }
    long delay = arrival - time;
    if (delay > ALLOWED_LATENESS_MILLIS) {
      return Verdict.TOO_LATE;
    }
    return delay > OUT_OF_ORDERNESS_MILLIS ? Verdict.LATE_EVIDENCE : Verdict.ON_TIME;
  }

  /** When the record becomes visible; its timestamp in the stream. */
  public static long visible(long time, long arrival) {
    return Math.max(time, arrival - OUT_OF_ORDERNESS_MILLIS);
  }

  /**
   * The watermark of a partition in which {@code largestArrival} was read: no record that becomes
   * visible at or before it will follow, as long as arrivals do not regress.
   */
  public static long watermark(long largestArrival) {
    return largestArrival - OUT_OF_ORDERNESS_MILLIS - 1;
  }

  /** First instant (multiple of {@code slide}) at which something visible at {@code t} counts. */
  public static long instantAfter(long t, long slide) {
    return (Math.floorDiv(t, slide) + 1) * slide;
  }

  /** First instant (multiple of {@code slide}) at or after {@code t}. */
  public static long instantAtOrAfter(long t, long slide) {
    return instantAfter(t - 1, slide);
  }
}

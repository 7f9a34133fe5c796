package org.almenara.engine.measures;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.List;

/**
 * The state kept for one measure of one entity.
 *
 * <p>Order-free: the same records in any order, split over any parts that are merged later, give
 * the same summary. Idempotent: a record added twice changes nothing. Bounded: see each kind.
 */
public sealed interface Summary
    permits RecentRecords,
        RecentTokens,
        LiveSessions,
        Tiles,
        Extremes,
        RoughTokens,
        Sequences,
        Absences,
        Returns,
        FirstSightings,
        Changes {

  /** Takes in one record. */
  void add(Entry entry, Reading reading);

  /** Takes in all that another summary of the same measure holds. */
  void merge(Summary other);

  /**
   * The answer over {@code [instant − window, instant)}, in the unit that the function names, exact
   * up to the summary's bound; {@link #ABSENT} where there is none.
   */
  long value(Question question, long instant);

  /** No answer: it satisfies no comparison and no negation of one. */
  long ABSENT = Long.MIN_VALUE;

  /**
   * Whether the answer may be wrong because more happened than the summary remembers; never for
   * kinds that stay exact.
   */
  default boolean overflowed(Question question, long instant) {
    return false;
  }

  /** The records that show the value, newest first, at most {@code most}. */
  List<Entry> evidence(Question question, long instant, int most);

  /**
   * A time before which no statement {@code value >= threshold} can change unless new records come:
   * the first instant at or after it must be evaluated.
   *
   * @param thresholds what readers compare the value with, ascending
   * @return epoch milliseconds, greater than {@code instant}; {@link #NEVER} when nothing can
   *     change
   */
  long nextChange(Question question, long instant, List<Long> thresholds);

  /** No change without new records. */
  long NEVER = Long.MAX_VALUE;

  /** No threshold is reached that could be lost. */
  long NONE = 0;

  /** The highest threshold above 0 that a value reaches; {@link #NONE} when it reaches none. */
  static long highestReached(List<Long> thresholds, long value) {
    long highest = NONE;
    for (long threshold : thresholds) {
      if (threshold <= value) {
        highest = Math.max(highest, threshold);
      }
    }
    return highest;
  }

  /**
   * Forgets what no instant after {@code instant} can see.
   *
   * @param window longest window of all readers, milliseconds
   */
  void forget(long instant, long window);

  /** Whether it knows a token; never for kinds that keep none. */
  default boolean names(String origin) {
    return false;
  }

  /**
   * Forgets all that it knows of a token, as if no record had named it: the answer is that of the
   * other records, but where some had to go for lack of room. What holds no token stays: a number
   * names nobody.
   */
  default void erase(String origin) {}

  /** Whether it holds nothing. */
  boolean isEmpty();

  /** A copy that shares nothing that changes. */
  Summary copy();

  /** Writes it; {@link #read} is the inverse. */
  void write(DataOutput out) throws IOException;

  /** Reads what {@link #write} wrote. */
  static Summary read(DataInput in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case RecentRecords.KIND -> RecentRecords.read(in);
      case RecentTokens.KIND -> RecentTokens.read(in);
      case LiveSessions.KIND -> LiveSessions.read(in);
      case Tiles.KIND -> Tiles.read(in);
      case Extremes.KIND -> Extremes.read(in);
      case RoughTokens.KIND -> RoughTokens.read(in);
      case Sequences.KIND -> Sequences.read(in);
      case Absences.KIND -> Absences.read(in);
      case Returns.KIND -> Returns.read(in);
      case FirstSightings.KIND -> FirstSightings.read(in);
      case Changes.KIND -> Changes.read(in);
      default -> throw new StreamCorruptedException("a summary of unknown kind " + kind);
    };
  }
}

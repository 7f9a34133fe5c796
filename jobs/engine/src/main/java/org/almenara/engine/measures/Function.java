package org.almenara.engine.measures;

/**
 * What can be asked of a summary.
 *
 * <p>What is no whole number is given in millionths, rounded down. For a whole n, {@code
 * floor(10⁶·x) >= n} holds exactly when {@code 10⁶·x >= n}, and so does {@code < n}: comparisons
 * with {@code >=} and {@code <} are exact. With {@code >} and {@code <=} they are not, for a value
 * within a millionth above the constant.
 */
public enum Function {
  /** Records in the window. */
  COUNT,
  /** Records in the window, however many: see {@link Tiles}. */
  TALLY,
  /** Distinct tokens in the window. */
  DISTINCT,
  /** As {@link #DISTINCT}, and who they are. */
  MEMBERS,
  /** Time live in the window, milliseconds. */
  COVERED,
  /** Longest time not live in the window, milliseconds; absent where it was never live. */
  LONGEST_REST,
  /** Whole days of the window whose longest rest is under the question's limit. */
  SHORT_RESTS,
  /** Longest run of days with any time live. */
  DAY_RUN,
  /** Sessions that ran longer than the question's limit without a pause worth the name. */
  UNBROKEN,
  /** Time in the window live with two tokens at once, milliseconds. */
  OVERLAP,
  /** Sum of the numbers; what no long can hold is the nearest that can. */
  SUM,
  /** Mean of the numbers, millionths; absent without records. */
  MEAN,
  /** Least number; absent without records. */
  MIN,
  /** Greatest number; absent without records. */
  MAX,
  /** Records that play the role {@link Tiles#MARKED}, of all, millionths. */
  SHARE,
  /** Sum of the numbers over sum of the second numbers, millionths; absent where that is 0. */
  RATIO,
  /**
   * Records by time in the window, over records by time in the baseline before it, {@code [instant
   * − baseline, instant − window)}, millionths.
   */
  GROWTH,
  /** Records B in the window that followed an A in time, with no C between. */
  SEQUENCE,
  /** Records A whose deadline lies in the window and that no B followed in time. */
  ABSENCE,
  /** Records in the window that came after a long silence. */
  RETURNS,
  /** First sightings of tokens in the window. */
  FIRST_SEEN,
  /** Records in the window with another token than the record before. */
  CHANGES;

  /**
   * Whether it is asked of lists of the newest records or tokens, which may be too short for it.
   */
  public boolean readsLists() {
    return switch (this) {
      case SEQUENCE, ABSENCE, FIRST_SEEN, CHANGES -> true;
      case COUNT,
          TALLY,
          DISTINCT,
          MEMBERS,
          COVERED,
          LONGEST_REST,
          SHORT_RESTS,
          DAY_RUN,
          UNBROKEN,
          OVERLAP,
          SUM,
          MEAN,
          MIN,
          MAX,
          SHARE,
          RATIO,
          GROWTH,
          RETURNS ->
          false;
    };
  }

  /** The answer where nothing is recorded; {@link Summary#ABSENT} where there is none. */
  public long ofNothing() {
    return switch (this) {
      case LONGEST_REST, MEAN, MIN, MAX, SHARE, RATIO, GROWTH -> Summary.ABSENT;
      case COUNT,
          TALLY,
          DISTINCT,
          MEMBERS,
          COVERED,
          SHORT_RESTS,
          DAY_RUN,
          UNBROKEN,
          OVERLAP,
          SUM,
          SEQUENCE,
          ABSENCE,
          RETURNS,
          FIRST_SEEN,
          CHANGES ->
          0;
    };
  }
}

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
  COUNT(0),
  /** Distinct tokens in the window. */
  DISTINCT(0),
  /** As {@link #DISTINCT}, and who they are. */
  MEMBERS(0),
  /** Time live in the window, milliseconds. */
<<<<<<< HEAD
  COVERED(0);

  private final long ofNothing;

  Function(long ofNothing) {
    this.ofNothing = ofNothing;
  }

  /** The answer where nothing is recorded; {@link Summary#ABSENT} where there is none. */
  public long ofNothing() {
    return ofNothing;
  }
=======
  COVERED,
  /** Records in the window, however many: see {@link Tiles}. */
  TALLY,
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
  GROWTH
>>>>>>> measures
}

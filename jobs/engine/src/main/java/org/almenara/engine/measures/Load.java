package org.almenara.engine.measures;

/**
 * How busy an entity is taken to be where its state is weighed.
 *
 * <p>Lists of the most recent are taken to be full: so no load makes them larger. What else decides
 * how much is kept stands here.
 *
 * @param idLength characters of a record's id
 * @param tokenLength characters of a token
 * @param recordsAnHour that one measure takes of it
 * @param sessionsADay that it begins
 * @param pauseMarks pauses and resumptions in each session
 * @param amount minor units of money in each record
 * @param stepsARegister of a sketch; see {@link RoughTokens}
 * @param monotonic whether numbers come in the order that leaves most of them; see {@link Extremes}
 */
public record Load(
    int idLength,
    int tokenLength,
    int recordsAnHour,
    int sessionsADay,
    int pauseMarks,
    long amount,
    int stepsARegister,
    boolean monotonic) {

  /**
   * Busier than almost any: an id of 36 characters, as UUIDs have, tokens of 128 bits, a record a
   * minute for each measure, a session every four hours with four pauses.
   */
  public static final Load BUSY = new Load(36, 27, 60, 6, 8, 1_000_000, 3, false);

  /**
   * The most that contracts and bounds let in, at a record a second for each measure. No state is
   * larger but that of who sends faster than that, where records are told apart by hash.
   */
  public static final Load MOST =
      new Load(
          64,
          72,
          3_600,
          Integer.MAX_VALUE,
          Session.MOST_PAUSES,
          1_000_000_000_000_000L,
          RoughTokens.HIGHEST,
          true);
}

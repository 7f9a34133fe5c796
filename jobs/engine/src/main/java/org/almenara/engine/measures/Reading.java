package org.almenara.engine.measures;

import org.jspecify.annotations.Nullable;

/**
 * What one record says to one measure, after the measure's filter and projection.
 *
 * @param measure fingerprint of the measure
 * @param token the value read, as shown; absent where the measure reads no token
 * @param origin the value read, as compared; absent where the measure reads no token
 * @param mark what it says about a session; absent for other measures
 * @param number the number read, say minor units of money; 0 where the measure reads none
 * @param second the number that the first is set against in a ratio of sums; 0 where there is none
 * @param roles which of the measure's parts it plays, a bit for each; 0 where it has no parts
 * @param market country of the account, which decides where its days begin; absent where unknown or
 *     not asked for
 */
public record Reading(
    long measure,
    @Nullable String token,
    @Nullable String origin,
    @Nullable Mark mark,
    long number,
    long second,
    int roles,
    @Nullable String market) {

  /** What says only that the record is there. */
  public static Reading ofRecord(long measure) {
    return new Reading(measure, null, null, null, 0, 0, 0, null);
  }

  /** A token, and what it says about a session. */
  public static Reading ofToken(long measure, String token, String origin, @Nullable Mark mark) {
    return new Reading(measure, token, origin, mark, 0, 0, 0, null);
  }

  /** Numbers, and the parts that the record plays. */
  public static Reading ofNumbers(long measure, long number, long second, int roles) {
    return new Reading(measure, null, null, null, number, second, roles, null);
  }

  /** What a record says about a live session. */
  public enum Mark {
    STARTED,
    ALIVE,
    PAUSED,
    RESUMED,
    ENDED
  }
}

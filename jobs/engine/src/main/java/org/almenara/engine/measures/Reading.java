package org.almenara.engine.measures;

import org.jspecify.annotations.Nullable;

/**
 * What one record says to one measure, after the measure's filter and projection.
 *
 * @param measure fingerprint of the measure
 * @param token the value read, as shown; absent where the measure reads no token
 * @param origin the value read, as compared; absent where the measure reads no token. Of sessions
 *     it is the session, of sequences and absences the key that pairs records
 * @param mark what it says about a session; absent for other measures
 * @param number the number read, say minor units of money; 0 where the measure reads none
 * @param second the number that the first is set against in a ratio of sums; 0 where there is none
 * @param roles which of the measure's parts it plays, a bit for each: {@link #A}, {@link #B},
 *     {@link #C}; 0 where it has no parts
 * @param market country of the account, which decides where its days begin; absent where unknown or
 *     not asked for
 * @param of whose or where the session is (device, place, performer), as compared; absent where the
 *     measure does not ask
 */
public record Reading(
    long measure,
    @Nullable String token,
    @Nullable String origin,
    @Nullable Mark mark,
    long number,
    long second,
    int roles,
    @Nullable String market,
    @Nullable String of) {

  /** It may begin a sequence, or sets a deadline. */
  public static final int A = 1;

  /** It may complete a sequence, or keeps a deadline. */
  public static final int B = 2;

  /** It breaks a sequence. */
  public static final int C = 4;

  /** Whether it plays a part. */
  boolean plays(int role) {
    return (roles & role) != 0;
  }

  /** The key that pairs records; empty where none is asked for. */
  String key() {
    return origin == null ? "" : origin;
  }

  /** What says only that the record is there. */
  public static Reading ofRecord(long measure) {
    return ofNumbers(measure, 0, 0, 0);
  }

  /** A token, and what it says about a session. */
  public static Reading ofToken(long measure, String token, String origin, @Nullable Mark mark) {
    return new Reading(measure, token, origin, mark, 0, 0, 0, null, null);
  }

  /** Numbers, and the parts that the record plays. */
  public static Reading ofNumbers(long measure, long number, long second, int roles) {
    return new Reading(measure, null, null, null, number, second, roles, null, null);
  }

  /** What a record says about a session, where its account is, and whose session it is. */
  public static Reading ofSession(
      long measure,
      String token,
      String origin,
      Mark mark,
      @Nullable String market,
      @Nullable String of) {
    return new Reading(measure, token, origin, mark, 0, 0, 0, market, of);
  }

  /** The parts that a record plays; only records with the same key pair, or none with a key. */
  public static Reading ofRoles(long measure, int roles, @Nullable String key) {
    return new Reading(measure, key, key, null, 0, 0, roles, null, null);
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

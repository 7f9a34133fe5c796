package org.almenara.engine.measures;

import org.jspecify.annotations.Nullable;

/**
 * What one record says to one measure, after the measure's filter and projection.
 *
 * @param measure fingerprint of the measure
 * @param token the value read, as shown; absent for a count
 * @param origin the value read, as compared; absent for a count
 * @param mark what it says about a session; absent for other measures
 */
public record Reading(
    long measure, @Nullable String token, @Nullable String origin, @Nullable Mark mark) {

  /** What a record says about a live session. */
  public enum Mark {
    STARTED,
    ALIVE,
    PAUSED,
    RESUMED,
    ENDED
  }
}

package org.almenara.engine.evaluate;

import java.util.HashMap;
import java.util.Map;
import org.almenara.engine.measures.Reading;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that a data subject had erased, and from which instant on. From then on no record counts
 * that names one, whenever it came: not for the entity itself, and not where another's measure
 * keeps the token. Numbers of records stay: a number names nobody.
 *
 * <p>A token that was erased never comes again: the tokeniser gives whoever returns a new one.
 * Bound: one entry a request.
 */
public final class Erasures {

  /** Not erased. */
  static final long NEVER = Long.MAX_VALUE;

  private final Map<String, Long> instants = new HashMap<>();

  /**
   * Hears of an erasure; of two of one token the earlier holds.
   *
   * @param origin the token's origin
   * @param instant from which on it is erased, epoch milliseconds
   */
  public void add(String origin, long instant) {
    instants.merge(origin, instant, Math::min);
  }

  /** From when on a token is erased; {@link #NEVER} where it is not, or there is none. */
  long instant(@Nullable String origin) {
    return instants.isEmpty() || origin == null ? NEVER : instants.getOrDefault(origin, NEVER);
  }

  /** Notes with a state what it must forget once it keeps what a record said. */
  void schedule(EntityState state, String entity, Iterable<Reading> readings) {
    if (instants.isEmpty()) {
      return;
    }
    schedule(state, entity);
    for (Reading reading : readings) {
      schedule(state, reading.origin());
      schedule(state, reading.of());
    }
  }

  private void schedule(EntityState state, @Nullable String origin) {
    long instant = instant(origin);
    if (origin != null && instant != NEVER) {
      state.schedule(origin, instant);
    }
  }
}

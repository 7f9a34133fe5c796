package org.almenara.engine.evaluate;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.almenara.engine.measures.Reading;
import org.almenara.engine.measures.Summary;
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

  /**
   * Makes a state forget what is erased up to an instant.
   *
   * @param entity whose state it is
   * @param touched hears of each measure whose answer that may change
   */
  static void carryOut(EntityState state, String entity, long instant, LongConsumer touched) {
    while (!state.erasures.isEmpty() && state.erasures.firstKey() <= instant) {
      for (String origin : state.erasures.pollFirstEntry().getValue()) {
        if (origin.equals(entity)) {
          state.counted.summaries.clear();
          state.pending.clear();
          state.gauges.clear();
          state.withheld.clear();
          state.gaugesDue = GaugeState.NEVER;
          state.rulesDue = RuleState.NEVER;
          state.counted.end = instant;
        }
        for (Map.Entry<Long, Summary> kept : state.counted.summaries.entrySet()) {
          if (kept.getValue().names(origin)) {
            kept.getValue().erase(origin);
            touched.accept(kept.getKey());
          }
        }
        for (Part part : state.pending.values()) {
          part.summaries.values().forEach(summary -> summary.erase(origin));
        }
        state.rules.values().forEach(rule -> rule.told.remove(origin));
        state.belongings.values().removeIf(group -> group.origin().equals(origin));
      }
    }
  }
}

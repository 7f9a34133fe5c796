package org.almenara.engine.cases;

import java.util.Comparator;

/**
 * The place of a new case among those that wait for their unit. What ranks it is kept apart from
 * what it says, so that an hourly look at all of them stays cheap.
 *
 * @param id of the case
 * @param rule id of the rule that gives most points
 * @param pointsMilli its rank
 * @param since the instant from which it waits, epoch milliseconds
 */
public record Place(String id, String rule, long pointsMilli, long since) {

  /** By rank; of equals who has waited longest. A total order. */
  static final Comparator<Place> BEST_FIRST =
      Comparator.comparingLong(Place::pointsMilli)
          .reversed()
          .thenComparingLong(Place::since)
          .thenComparing(Place::id);
}

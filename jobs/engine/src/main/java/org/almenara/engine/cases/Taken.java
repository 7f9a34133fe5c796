package org.almenara.engine.cases;

import java.util.HashMap;
import java.util.Map;

/**
 * What a unit has taken of its ration, and how many cases wait for it.
 *
 * @param day of the counts: days since 1970-01-01 in UTC
 * @param cases that the ration let through on it
 * @param byRule the same by the rule that decided
 * @param waiting cases that wait now
 */
public record Taken(long day, int cases, Map<String, Integer> byRule, int waiting) {

  private static final long DAY = 86_400_000;

  /** Before the first case. */
  public static final Taken NOTHING = new Taken(0, 0, Map.of(), 0);

  /** The same at a later instant: each day begins with nothing taken. */
  Taken at(long instant) {
    long today = Math.floorDiv(instant, DAY);
    return today == day ? this : new Taken(today, 0, Map.of(), waiting);
  }

  /** With one more. */
  Taken and(String rule) {
    Map<String, Integer> more = new HashMap<>(byRule);
    more.merge(rule, 1, Integer::sum);
    return new Taken(day, cases + 1, more, waiting);
  }

  Taken withWaiting(int now) {
    return new Taken(day, cases, byRule, now);
  }

  int by(String rule) {
    return byRule.getOrDefault(rule, 0);
  }
}

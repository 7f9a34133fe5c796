package org.almenara.engine.cases;

import java.util.ArrayList;
import java.util.List;
import org.almenara.engine.rules.Unit;
import org.jspecify.annotations.Nullable;

/**
 * How many new cases a unit is given, and when: on the hour, the best of all that wait, as many as
 * what is left of the day's ration gives to each hour that is left of the day, rounded up. So what
 * ranks highest goes first whenever it came, and something is left for what comes in the evening.
 *
 * @param cases a day, in UTC; absent: any number
 * @param perRule how many of them one rule may decide; absent: any number
 */
record Ration(@Nullable Integer cases, @Nullable Integer perRule) {

  static final long HOUR = 3_600_000;

  private static final int HOURS_OF_A_DAY = 24;

  /** That of a unit; of one that the deployment does not have, none. */
  static Ration of(@Nullable Unit unit) {
    return unit == null ? new Ration(null, null) : new Ration(unit.ration(), unit.rationPerRule());
  }

  /** Whether it holds anything back. */
  boolean limits() {
    return cases != null || perRule != null;
  }

  /** Whether cases are let through at an instant. */
  static boolean isHour(long instant) {
    return Math.floorMod(instant, HOUR) == 0;
  }

  /** The next instant at which cases are let through. */
  static long nextHour(long instant) {
    return (Math.floorDiv(instant, HOUR) + 1) * HOUR;
  }

  /**
   * Whose turn it is on the hour, best first.
   *
   * @param taken on this day so far
   * @param waiting in any order
   * @param hour the instant, a full hour
   */
  List<Place> turn(Taken taken, List<Place> waiting, long hour) {
    List<Place> byRank = new ArrayList<>(waiting);
    byRank.sort(Place.BEST_FIRST);
    List<Place> turn = new ArrayList<>();
    Taken with = taken;
    int most = thisHour(taken, hour);
    for (Place place : byRank) {
      if (turn.size() == most) {
        break;
      }
      if (perRule == null || with.by(place.rule()) < perRule) {
        turn.add(place);
        with = with.and(place.rule());
      }
    }
    return turn;
  }

  private int thisHour(Taken taken, long hour) {
    if (cases == null) {
      return Integer.MAX_VALUE;
    }
    int left = Math.max(0, cases - taken.cases());
    int hours = HOURS_OF_A_DAY - Math.floorMod(Math.floorDiv(hour, HOUR), HOURS_OF_A_DAY);
    return (left + hours - 1) / hours;
  }
}

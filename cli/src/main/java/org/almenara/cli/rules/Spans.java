package org.almenara.cli.rules;

/** Lengths of time as rules write them. */
final class Spans {

  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Spans() {}

  /** In the largest unit that divides it; a day is written in hours, as a window mostly is. */
  static String words(long millis) {
    if (millis % DAY == 0 && millis > DAY) {
      return millis / DAY + "d";
    }
    if (millis % HOUR == 0) {
      return millis / HOUR + "h";
    }
    return millis % MINUTE == 0 ? millis / MINUTE + "m" : millis / 1_000 + "s";
  }
}

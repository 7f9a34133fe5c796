package org.almenara.simulator;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time to be drawn from a range, both ends included.
 *
 * @param low shortest, zero or more
 * @param high longest
 */
record Span(Duration low, Duration high) {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})([smhd])");
  private static final String RANGE = "..";

  static Span parse(String text) {
    int range = text.indexOf(RANGE);
    if (range < 0) {
      Duration only = duration(text);
      return new Span(only, only);
    }
    Duration low = duration(text.substring(0, range));
    Duration high = duration(text.substring(range + RANGE.length()));
    if (low.compareTo(high) > 0) {
      throw new IllegalArgumentException(
          "'" + text + "' runs backwards: write the shorter duration first");
    }
    return new Span(low, high);
  }

  /** Reads one duration: a whole number and its unit, one of s, m, h and d. */
  static Duration duration(String text) {
    Matcher duration = DURATION.matcher(text);
    if (!duration.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no duration: write a whole number and s, m, h or d, such as 30m");
    }
    long number = Long.parseLong(duration.group(1));
    return switch (duration.group(2).charAt(0)) {
      case 's' -> Duration.ofSeconds(number);
      case 'm' -> Duration.ofMinutes(number);
      case 'h' -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}

package org.almenara.simulator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A whole number to be drawn from a range, both ends included.
 *
 * @param low smallest, 0 or more
 * @param high largest
 */
record Count(int low, int high) {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:\\.\\.(\\d{1,9}))?");

  static Count parse(String text) {
    Matcher range = RANGE.matcher(text);
    if (!range.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no count: write 0 or a positive number, or a range such as 2..5");
    }
    int low = Integer.parseInt(range.group(1));
    int high = range.group(2) == null ? low : Integer.parseInt(range.group(2));
    if (low > high) {
      throw new IllegalArgumentException(
          "'" + text + "' runs backwards: write " + high + ".." + low);
    }
    return new Count(low, high);
  }
}

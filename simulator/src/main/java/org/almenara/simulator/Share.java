package org.almenara.simulator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a whole, or how often something happens.
 *
 * @param fraction 0 to 1
 */
record Share(double fraction) {
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,4})?) ?%");

  static Share parse(String text) {
    Matcher percent = PERCENT.matcher(text);
    if (!percent.matches() || Double.parseDouble(percent.group(1)) > 100) {
      throw new IllegalArgumentException(
          "'" + text + "' is no share: write a percentage from 0 % to 100 %, such as 2.5 %");
    }
    return new Share(Double.parseDouble(percent.group(1)) / 100);
  }
}

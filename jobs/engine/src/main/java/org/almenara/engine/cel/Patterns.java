package org.almenara.engine.cel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a pattern may be. RE2 is linear in the text, but a pattern is written out when it is
 * compiled: {@code ((a{1000}){1000}){1000}} would take a machine's memory, and brackets in brackets
 * its stack.
 */
final class Patterns {

  static final int MOST_CHARACTERS = 500;

  /** How often the innermost part of a pattern may be written out. */
  static final long MOST_REPEATS = 1_000;

  private static final Pattern REPEAT = Pattern.compile("\\{(?:[0-9]*,)?([0-9]{1,9})(?:,)?\\}");

  private Patterns() {}

  /** Whether RE2 can compile it in little time. Takes all counts to stand one in another. */
  static boolean isSmall(String pattern) {
    if (pattern.length() > MOST_CHARACTERS) {
      return false;
    }
    long repeats = 1;
    for (Matcher repeat = REPEAT.matcher(pattern); repeat.find(); ) {
      repeats *= Math.max(1, Long.parseLong(repeat.group(1)));
      if (repeats > MOST_REPEATS) {
        return false;
      }
    }
    return true;
  }
}

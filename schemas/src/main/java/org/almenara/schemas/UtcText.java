package org.almenara.schemas;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Instants as the contracts write them, {@code YYYY-MM-DDTHH:MM:SS[.sss]Z}, read by position.
 *
 * <p>{@link Instant#parse} takes more than that: other offsets, {@code 24:00:00}, a second 60, a
 * lower-case {@code t}, any number of decimals.
 */
final class UtcText {

  private static final String SECONDS = "0000-00-00T00:00:00Z";
  private static final String MILLIS = "0000-00-00T00:00:00.000Z";

  private UtcText() {}

  /** The instant; {@code null} where the text has another form or names no such day or time. */
  static @Nullable Instant parse(String text) {
    if (!hasForm(text, SECONDS) && !hasForm(text, MILLIS)) {
      return null;
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if (month < 1
        || month > 12
        || day < 1
        || day > YearMonth.of(year, month).lengthOfMonth()
        || hour > 23
        || minute > 59
        || second > 59) {
      return null;
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    long seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
    int millis = text.length() == MILLIS.length() ? number(text, 20, 23) : 0;
    return Instant.ofEpochSecond(seconds, millis * 1_000_000L);
  }

  /** Whether the text has a digit wherever the form has a zero, and else the form's characters. */
  private static boolean hasForm(String text, String form) {
    if (text.length() != form.length()) {
      return false;
    }
    for (int i = 0; i < form.length(); i++) {
      char c = text.charAt(i);
      boolean fits = form.charAt(i) == '0' ? c >= '0' && c <= '9' : c == form.charAt(i);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}

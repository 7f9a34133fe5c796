package org.almenara.schemas;

/**
 * Instants as the contracts write them, {@code YYYY-MM-DDTHH:MM:SS[.sss]Z}, read by position.
 *
 * <p>{@link java.time.Instant#parse} takes more than that: other offsets, {@code 24:00:00}, a
 * second 60, a lower-case {@code t}, any number of decimals.
 */
final class UtcText {

  /** What is no instant. */
  static final long NONE = Long.MIN_VALUE;

  private static final String SECONDS = "0000-00-00T00:00:00Z";
  private static final String MILLIS = "0000-00-00T00:00:00.000Z";

  private UtcText() {}

  /**
   * The instant, epoch milliseconds; {@link #NONE} where the characters have another form or name
   * no such day or time.
   */
  static long parse(char[] chars, int from, int length) {
    boolean millis = length == MILLIS.length();
    if (!hasForm(chars, from, length, millis ? MILLIS : SECONDS)) {
      return NONE;
    }
    int year = number(chars, from, 4);
    int month = number(chars, from + 5, 2);
    int day = number(chars, from + 8, 2);
    int hour = number(chars, from + 11, 2);
    int minute = number(chars, from + 14, 2);
    int second = number(chars, from + 17, 2);
    if (month < 1
        || month > 12
        || day < 1
        || day > lengthOfMonth(year, month)
        || hour > 23
        || minute > 59
        || second > 59) {
      return NONE;
    }
    long seconds = ((epochDay(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
    return seconds * 1_000 + (millis ? number(chars, from + 20, 3) : 0);
  }

  private static int lengthOfMonth(int year, int month) {
    return switch (month) {
      case 2 -> isLeap(year) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  private static boolean isLeap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  /** Days since 1970-01-01 in the Gregorian calendar; years are counted from March. */
  private static long epochDay(int year, int month, int day) {
    int y = month > 2 ? year : year - 1;
    int monthFromMarch = (month + 9) % 12;
    long daysBeforeYear =
        365L * y + Math.floorDiv(y, 4) - Math.floorDiv(y, 100) + Math.floorDiv(y, 400);
    int daysBeforeMonth = (153 * monthFromMarch + 2) / 5;
    return daysBeforeYear + daysBeforeMonth + day - 1 - 719_468;
  }

  /** Whether there is a digit wherever the form has a zero, and else the form's characters. */
  private static boolean hasForm(char[] chars, int from, int length, String form) {
    if (length != form.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = chars[from + i];
      boolean fits = form.charAt(i) == '0' ? Chars.isDigit(c) : c == form.charAt(i);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static int number(char[] chars, int from, int digits) {
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      value = value * 10 + chars[i] - '0';
    }
    return value;
  }
}

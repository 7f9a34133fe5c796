package org.almenara.engine.rules;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Durations as analysts write them: a whole number and one of {@code s m h d}. */
final class Durations {

  private Durations() {}

  /** Milliseconds; absent when it is not a duration or is longer than 366 days or not positive. */
  static @Nullable Long parse(String text) {
    if (text.length() < 2 || text.length() > 9) {
      return null;
    }
    long number = 0;
    for (int i = 0; i < text.length() - 1; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return null;
      }
      number = number * 10 + digit;
    }
    Duration unit =
        switch (text.charAt(text.length() - 1)) {
          case 's' -> Duration.ofSeconds(1);
          case 'm' -> Duration.ofMinutes(1);
          case 'h' -> Duration.ofHours(1);
          case 'd' -> Duration.ofDays(1);
          default -> Duration.ZERO;
        };
    long millis = number * unit.toMillis();
    return millis > 0 && millis <= Duration.ofDays(366).toMillis() ? millis : null;
  }
}

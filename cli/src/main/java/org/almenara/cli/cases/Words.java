package org.almenara.cli.cases;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.almenara.schemas.Coded;

/** Numbers, times and codes of a case, as they are written for a person. */
final class Words {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Words() {}

  static String time(Instant instant) {
    return MINUTE.format(instant);
  }

  static String points(long milli) {
    return String.format(Locale.ROOT, "%.1f", milli / 1000.0);
  }

  /** In the largest unit that leaves no remainder: 30 days, 36 hours, 90 minutes. */
  static String duration(long millis) {
    Duration duration = Duration.ofMillis(millis);
    if (duration.toSeconds() * 1000 != millis || duration.toSeconds() % 60 != 0) {
      return count(duration.toSeconds(), "second");
    }
    if (duration.toMinutes() % 60 != 0) {
      return count(duration.toMinutes(), "minute");
    }
    if (duration.toHours() % 24 != 0) {
      return count(duration.toHours(), "hour");
    }
    return count(duration.toDays(), "day");
  }

  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  static String codes(List<? extends Coded> values) {
    return values.isEmpty() ? "none" : String.join(", ", values.stream().map(Coded::code).toList());
  }

  /** English where there is English. */
  static String title(SortedMap<String, String> byLanguage) {
    String english = byLanguage.get("en");
    return english != null ? english : byLanguage.values().stream().findFirst().orElse("untitled");
  }
}

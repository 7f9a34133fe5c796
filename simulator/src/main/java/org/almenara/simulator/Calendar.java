package org.almenara.simulator;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Days on which fewer people go live than on others.
 *
 * @param weekends of those who would go live, how many do on Saturdays and Sundays
 * @param holidays of those who would go live, how many do on one of {@code dates}
 */
record Calendar(Share weekends, Share holidays, @Nullable List<LocalDate> dates) {
  private static final Share ALL = new Share(1);

  /** How many of those who would go live on that day do. */
  Share on(Instant day) {
    LocalDate date = day.atOffset(ZoneOffset.UTC).toLocalDate();
    if (dates != null && dates.contains(date)) {
      return holidays;
    }
    DayOfWeek weekday = date.getDayOfWeek();
    return weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY ? weekends : ALL;
  }
}

package org.almenara.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.almenara.schemas.EventType;
import org.almenara.schemas.PlatformEvent;

/**
 * Earnings, and their payout by the platform: all of it to one instrument, whoever holds that.
 *
 * @param hourly US dollars an hour live, habit of a person; a day brings half to one and a half of
 *     it
 * @param everyDays days between payouts
 */
record Pay(Count hourly, int everyDays) implements Primitive {
  private static final Span MORNING = Span.parse("6h..10h");
  private static final Duration SETTLED = Duration.ofMinutes(1);
  private static final Count PERCENT_OF_HABIT = new Count(50, 150);
  private static final List<PlatformEvent.Rail> RAILS =
      List.of(PlatformEvent.Rail.BANK, PlatformEvent.Rail.EWALLET, PlatformEvent.Rail.PREPAID);

  Pay {
    if (everyDays == 0) {
      throw new Misplaced("payouts need a day between them: write 1 or more", "every_days");
    }
  }

  @Override
  public void day(Course course, Draw draw, Instant day) {
    long payday = draw.between(new Count(0, everyDays - 1));
    if (ChronoUnit.DAYS.between(course.world().start(), day) % everyDays != payday) {
      return;
    }
    Instant time = day.plus(draw.child(day.getEpochSecond()).between(MORNING));
    long amount = course.settle(time);
    if (amount == 0) {
      return;
    }
    if (course.way().payout() != course.person().ways().way().payout()) {
      course.evidence(time);
    }
    course
        .fact(EventType.PAYOUT_MADE, time)
        .paidTo(course.person().payout(course.way()), draw.oneOf(RAILS))
        .amount(amount)
        .reportedBy(PlatformEvent.ReportedBy.PLATFORM)
        .report();
  }

  /** Reports what a time live brought. */
  void earned(Course course, Draw session, Instant start, Instant end) {
    int habit = course.person().draw().child("hourly").between(hourly);
    long cents = Duration.between(start, end).toMinutes() * habit * 100 / 60;
    long amount = cents * session.between(PERCENT_OF_HABIT) / 100;
    if (amount > 0) {
      Instant time = end.plus(SETTLED);
      course.earn(amount, time);
      course.fact(EventType.PAYMENT_RECEIVED, time).amount(amount).report();
    }
  }
}

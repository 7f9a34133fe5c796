package org.almenara.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.EventType;
import org.almenara.schemas.PlatformEvent;
import org.jspecify.annotations.Nullable;

/**
 * Earnings, and their payout by the platform: all of it to one instrument, whoever holds that.
 *
 * @param hourly US dollars an hour live, habit of a person; a day brings half to one and a half of
 *     it
 * @param everyDays days between payouts
 * @param ofCustom what the performer gets, in percent of what is customary in the market; absent:
 *     nobody says
 * @param reportedBy whose word a payout is; absent: the platform's
 */
record Pay(
    Count hourly,
    int everyDays,
    @Nullable Count ofCustom,
    PlatformEvent.@Nullable ReportedBy reportedBy)
    implements Primitive {
  private static final Span MORNING = Span.parse("6h..10h");
  private static final Duration SETTLED = Duration.ofMinutes(1);
  private static final int ALL = 100;
  private static final Count PERCENT_OF_HABIT = new Count(50, 150);

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
    Way free = course.person().ways().way();
    if (course.way().payout() != free.payout()) {
      course.evidence(time);
    }
    Market market = course.world().market(course.person().group().market());
    Fact payout =
        course
            .fact(EventType.PAYOUT_MADE, time)
            .paidTo(
                course.thing(EntityType.PAYOUT, course.way().payout(), time),
                draw.oneOf(market.rails()))
            .heldBy(course.way().payoutHolder())
            .amount(amount)
            .reportedBy(reportedBy == null ? PlatformEvent.ReportedBy.PLATFORM : reportedBy);
    if (ofCustom != null) {
      int custom = course.person().group().draw().child("custom").between(market.keeps());
      int percent = course.person().draw().child("of custom").between(ofCustom);
      payout.share(amount * Math.min(ALL, custom * percent / ALL) / ALL);
      if (free.pay().ofCustom != null && percent < free.pay().ofCustom.low()) {
        course.evidence(time);
      }
    }
    payout.report();
    course.happened(On.PAYOUT, time, amount);
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

package org.almenara.simulator;

import java.time.Instant;
import org.almenara.schemas.EventType;
import org.almenara.schemas.PlatformEvent;

/**
 * Money lent against later earnings, and what is kept back of each payout until it is repaid, if it
 * ever is.
 *
 * @param dollars lent
 * @param repays percent of each payout that is kept back
 * @param grows percent that the debt grows by at each payout, for whatever reason; 0: it is cleared
 *     in the end
 * @param reason code of what is kept back
 * @param reportedBy whose word it is
 */
record Advance(
    When when,
    Count dollars,
    Count repays,
    Count grows,
    String reason,
    PlatformEvent.ReportedBy reportedBy)
    implements Primitive {
  @Override
  public void day(Course course, Draw draw, Instant day) {
    for (On.Happened payout : course.happenedToday(On.PAYOUT)) {
      repay(course, draw.child(payout.time().toEpochMilli()), payout);
    }
    for (When.Time time : when.today(course, draw, day)) {
      course.sign(this, time.at());
      long lent = time.draw().between(dollars) * 100L;
      course.debt(this, course.debt(this) + lent);
      course
          .fact(EventType.ADVANCE_MADE, time.at())
          .amount(lent)
          .balance(-course.debt(this))
          .reportedBy(reportedBy)
          .report();
    }
  }

  private void repay(Course course, Draw draw, On.Happened payout) {
    long owed = course.debt(this);
    long kept = Math.min(owed, payout.cents() * draw.between(repays) / 100);
    if (kept <= 0) {
      return;
    }
    long left = owed - kept;
    course.debt(this, left + left * draw.between(grows) / 100);
    course.sign(this, payout.time());
    course
        .fact(EventType.DEDUCTION_MADE, payout.time())
        .amount(kept)
        .balance(-course.debt(this))
        .reason(reason)
        .reportedBy(reportedBy)
        .report();
  }
}

package org.almenara.simulator;

import java.time.Duration;
import java.time.Instant;
import org.almenara.schemas.EventType;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.PlatformEvent.Attested;

/**
 * What a performer says about how much of a payout reached her or him; full, unless part or none.
 *
 * @param share of payouts that anything is said about
 * @param after the payout
 */
record Attests(Share share, Span after, Share none, Share part) implements Primitive {

  Attests {
    if (none.fraction() + part.fraction() > 1) {
      throw new Misplaced("'none' and 'part' pass 100 % together: lower one", "none");
    }
  }

  @Override
  public void day(Course course, Draw draw, Instant day) {
    Instant paid = course.paidToday();
    Draw today = draw.child(day.getEpochSecond());
    if (paid == null || !today.chance(share)) {
      return;
    }
    Instant time = paid.plus(today.between(after));
    Attested attested =
        switch (today.which(none, part)) {
          case 0 -> Attested.NONE;
          case 1 -> Attested.PART;
          default -> Attested.FULL;
        };
    if (attested != Attested.FULL) {
      course.sign(this, time);
    }
    course
        .fact(EventType.PAY_ATTESTED, time)
        .attested(attested)
        .occurred(paid.minus(Duration.ofDays(course.way().pay().everyDays())), paid)
        .reportedBy(PlatformEvent.ReportedBy.PERFORMER)
        .report();
  }
}

package org.almenara.simulator;

import java.time.Instant;
import java.util.List;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.EventType;
import org.almenara.schemas.PlatformEvent;
import org.jspecify.annotations.Nullable;

/**
 * Money that leaves the instrument again, as a processor sees it: it knows no performer.
 *
 * @param when mostly {@code on: payout}
 * @param percent of the payout that leaves
 * @param rails one of which it takes
 * @param toMarkets countries, one of which it goes to; absent: unknown
 */
record MovesOn(
    When when, Count percent, List<PlatformEvent.Rail> rails, @Nullable List<String> toMarkets)
    implements Primitive {
  MovesOn {
    if (when.on() != On.PAYOUT) {
      throw new Misplaced("money moves on after it came: write 'on: payout' in it", "when");
    }
  }

  @Override
  public void day(Course course, Draw draw, Instant day) {
    for (When.Time time : when.today(course, draw, day)) {
      On.Happened payout = time.cause();
      long cents = payout == null ? 0 : payout.cents() * time.draw().between(percent) / 100;
      if (cents > 0) {
        course.sign(this, time.at());
        course
            .fact(EventType.PAYOUT_MOVED_ON, time.at())
            .withoutPerformer()
            .paidTo(
                course.thing(EntityType.PAYOUT, course.way().payout(), time.at()),
                time.draw().oneOf(rails))
            .amount(cents)
            .toMarket(toMarkets == null ? null : time.draw().oneOf(toMarkets))
            .reportedBy(PlatformEvent.ReportedBy.PROCESSOR)
            .report();
      }
    }
  }
}

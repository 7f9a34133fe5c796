package org.almenara.simulator;

import java.time.Instant;
import org.almenara.schemas.EventType;
import org.almenara.schemas.PlatformEvent;

/**
 * Money kept back from a performer: rent of a room, a fine, a platform's penalty.
 *
 * @param dollars each time
 * @param reason code
 * @param reportedBy whose word it is
 */
record Deduction(When when, Count dollars, String reason, PlatformEvent.ReportedBy reportedBy)
    implements Primitive {
  @Override
  public void day(Course course, Draw draw, Instant day) {
    for (When.Time time : when.today(course, draw, day)) {
      course.sign(this, time.at());
      course
          .fact(EventType.DEDUCTION_MADE, time.at())
          .amount(time.draw().between(dollars) * 100L)
          .reason(reason)
          .reportedBy(reportedBy)
          .report();
    }
  }
}

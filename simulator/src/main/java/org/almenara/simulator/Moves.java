package org.almenara.simulator;

import java.time.Duration;
import java.time.Instant;
import org.almenara.schemas.EventType;
import org.almenara.schemas.PlatformEvent;
import org.jspecify.annotations.Nullable;

/**
 * Going to another city.
 *
 * @param placed how often a record of the arrangement is written, a day before
 * @param reportedBy whose word that is; absent only where none is written
 */
record Moves(When when, Share placed, PlatformEvent.@Nullable ReportedBy reportedBy)
    implements Primitive {
  Moves {
    if ((placed.fraction() > 0) == (reportedBy == null)) {
      throw new Misplaced("an arrangement is somebody's word: mend 'reported_by'", "placed");
    }
  }

  @Override
  public void day(Course course, Draw draw, Instant day) {
    for (When.Time time : when.today(course, draw, day)) {
      String city = time.draw().oneOf(course.world().cities());
      course.sign(this, time.at());
      if (reportedBy != null && time.draw().chance(placed)) {
        course.fact(EventType.PLACEMENT, time.at()).place(city).reportedBy(reportedBy).report();
      }
      course.moveTo(city, time.at().plus(Duration.ofHours(12)));
    }
  }
}

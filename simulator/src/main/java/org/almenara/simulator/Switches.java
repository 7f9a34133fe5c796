package org.almenara.simulator;

import java.time.Instant;
import org.almenara.schemas.EventType;
import org.almenara.schemas.PlatformEvent.Actor;
import org.almenara.schemas.PlatformEvent.What;

/**
 * Going over to the next group of the same ring, with its studio, devices and instrument; and the
 * time after, back again.
 *
 * @param asks how often it begins with the performer's own wish to detach; else the account just
 *     turns up under the other studio
 * @param takes from there to the new studio
 */
record Switches(When when, Share asks, Span takes) implements Primitive {
  @Override
  public void day(Course course, Draw draw, Instant day) {
    for (When.Time time : when.today(course, draw, day)) {
      course.sign(this, time.at());
      if (time.draw().chance(asks)) {
        course
            .fact(EventType.EXIT_REQUESTED, time.at())
            .what(What.DETACH)
            .by(Actor.PERFORMER)
            .online()
            .report();
        course
            .fact(EventType.EXIT_COMPLETED, time.at().plus(time.draw().between(takes)))
            .what(What.DETACH)
            .report();
      }
      Instant there = time.at().plus(takes.high()).plus(time.draw().between(takes));
      Group home = course.person().group();
      course.join(isAt(home, course, time.at()) ? course.person().next() : home, there);
      if (course.group(there).studio() != null) {
        course.fact(EventType.REATTACHED, there).report();
      }
    }
  }

  private static boolean isAt(Group group, Course course, Instant time) {
    return course.group(time).id().equals(group.id());
  }
}

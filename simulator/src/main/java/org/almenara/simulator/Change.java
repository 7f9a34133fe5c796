package org.almenara.simulator;

import java.time.Instant;
import org.almenara.schemas.EventType;
import org.almenara.schemas.PlatformEvent;

/**
 * A setting of the account that is changed once.
 *
 * @param share of people to whom it happens
 * @param after this way of life began
 */
record Change(Share share, Span after, PlatformEvent.What what, PlatformEvent.Actor actor)
    implements Primitive {

  @Override
  public void day(Course course, Draw draw, Instant day) {
    Instant time = draw.chance(share) ? course.today(draw, after, day) : null;
    if (time == null) {
      return;
    }
    if (actor == PlatformEvent.Actor.MANAGER || actor == PlatformEvent.Actor.UNKNOWN) {
      course.sign(this, time);
    }
    course.fact(EventType.ACCOUNT_CHANGED, time).what(what).by(actor).online().report();
  }
}

package org.almenara.simulator;

import java.time.Instant;
import org.almenara.schemas.EventType;
import org.almenara.schemas.PlatformEvent.Actor;
import org.almenara.schemas.PlatformEvent.What;

/**
 * An attempt to leave: completed, or reversed by the manager, by support, or else by the performer.
 * Under a studio it is a detach, elsewhere the account is closed.
 *
 * @param share of people who try, once
 * @param after this way of life began
 * @param takes from the request to its end
 */
record Exit(Share share, Span after, Span takes, Share completed, Share byManager, Share bySupport)
    implements Primitive {

  Exit {
    if (completed.fraction() + byManager.fraction() + bySupport.fraction() > 1) {
      throw new Misplaced("the ends of an exit pass 100 % together: lower one", "completed");
    }
  }

  @Override
  public void day(Course course, Draw draw, Instant day) {
    if (!draw.chance(share)) {
      return;
    }
    Instant requested = course.today(draw, after, day);
    if (requested == null) {
      return;
    }
    What what = course.person().group().studio() == null ? What.CLOSURE : What.DETACH;
    course
        .fact(EventType.EXIT_REQUESTED, requested)
        .what(what)
        .by(Actor.PERFORMER)
        .online()
        .report();
    Instant ended = requested.plus(draw.between(takes));
    switch (draw.which(completed, byManager, bySupport)) {
      case 0 -> {
        course.fact(EventType.EXIT_COMPLETED, ended).what(what).report();
        course.leave(ended);
      }
      case 1 -> {
        course.sign(this, ended);
        reverse(course, ended, what, Actor.MANAGER);
      }
      case 2 -> reverse(course, ended, what, Actor.SUPPORT);
      default -> reverse(course, ended, what, Actor.PERFORMER);
    }
  }

  private static void reverse(Course course, Instant time, What what, Actor actor) {
    course.fact(EventType.EXIT_REVERSED, time).what(what).by(actor).report();
  }
}

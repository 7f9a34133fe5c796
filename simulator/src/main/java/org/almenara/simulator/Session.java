package org.almenara.simulator;

import java.time.Duration;
import java.time.Instant;
import org.almenara.schemas.EventType;
import org.almenara.schemas.TokenRef;
import org.jspecify.annotations.Nullable;

/** One time live, from login to end, as a platform records it. */
final class Session {
  private static final Span LOGIN_BEFORE_START = Span.parse("20s..3m");

  private final Course course;
  private final Live live;
  private final Draw draw;
  private final Instant login;
  private final Instant start;
  private final Instant end;
  private final TokenRef token;
  private final Way.Held device;
  private final @Nullable String seenFrom;

  /**
   * @param draw of this session
   * @param login when the person logs in; live a moment later
   */
  Session(Course course, Live live, Draw draw, Instant login, Instant end) {
    this.course = course;
    this.live = live;
    this.draw = draw;
    this.login = login;
    this.start = login.plus(draw.between(LOGIN_BEFORE_START));
    this.end = end;
    this.token = Tokens.fresh("ses", draw);
    Share own = course.way().ownDeviceToo();
    this.device =
        own != null && draw.child("device").chance(own) ? Way.Held.OWN : course.way().device();
    Share elsewhere = live.elsewhere();
    Draw from = draw.child("elsewhere");
    this.seenFrom =
        elsewhere != null && from.chance(elsewhere) ? from.oneOf(course.world().cities()) : null;
  }

  void report() {
    Way free = course.person().ways().way();
    Way way = course.way();
    if ((device != free.device() && device != Way.Held.OWN) || way.network() != free.network()) {
      course.evidence(login);
    }
    course.fact(EventType.LOGIN, login).online(device).from(seenFrom).report();
    course
        .fact(EventType.SESSION_STARTED, start)
        .session(token)
        .online(device)
        .from(seenFrom)
        .report();
    course.happened(On.SESSION, start, 0);
    signsOfLife();
    refusals();
    sign(EventType.SESSION_ENDED, end);
  }

  private void signsOfLife() {
    Duration every = course.world().aliveEvery();
    Instant pause = start.plus(draw.between(live.pauseEvery()));
    for (Instant t = start.plus(every); t.isBefore(end); t = t.plus(every)) {
      if (t.isBefore(pause)) {
        sign(EventType.SESSION_ALIVE, t);
        continue;
      }
      Instant resume = pause.plus(draw.between(live.pause()));
      if (!resume.isBefore(end)) {
        return;
      }
      sign(EventType.SESSION_PAUSED, pause);
      course.happened(On.PAUSE, pause, 0);
      sign(EventType.SESSION_RESUMED, resume);
      pause = resume.plus(draw.between(live.pauseEvery()));
      t = resume;
    }
  }

  private void refusals() {
    Share refuses = live.refuses();
    Draw own = draw.child("refusals");
    if (refuses != null && own.chance(refuses)) {
      Instant time = start.plus(own.between(new Span(Duration.ZERO, Duration.between(start, end))));
      if (time.isBefore(end)) {
        sign(EventType.SHOW_REFUSED, time);
        course.happened(On.REFUSAL, time, 0);
      }
    }
  }

  private void sign(EventType type, Instant time) {
    Duration live = Duration.between(start, time);
    if (live.compareTo(course.person().ways().way().live().longest()) > 0) {
      course.evidence(time);
    }
    course.fact(type, time).session(token).onDevice(device).report();
  }
}

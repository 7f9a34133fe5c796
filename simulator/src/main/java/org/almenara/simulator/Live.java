package org.almenara.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Going live, at most once begun a day.
 *
 * @param daysAWeek habit of a person
 * @param starts habit of a person: hours after midnight UTC, which is what there is of time zones
 * @param varies how much later than the habit a day may begin
 * @param hours of an ordinary day
 * @param longDays days that are longer
 * @param leftOn a stream that was left on by mistake
 * @param pauseEvery time live between pauses
 * @param pause length of one
 * @param roster how many keep the hours of their group's roster in the place of own ones
 * @param refuses in how many times live a show is refused
 * @param elsewhere how many times live are seen from another city, behind a relay
 */
record Live(
    Count daysAWeek,
    Span starts,
    Span varies,
    Span hours,
    @Nullable LongDays longDays,
    @Nullable LeftOn leftOn,
    Span pauseEvery,
    Span pause,
    @Nullable Share roster,
    @Nullable Share refuses,
    @Nullable Share elsewhere)
    implements Primitive {

  private static final Count WEEKDAYS = new Count(1, 7);

  /** Longer than any login takes. */
  private static final Duration SHORTEST = Duration.ofMinutes(10);

  /** Between two times live, so that they never touch. */
  private static final Duration REST = Duration.ofMinutes(30);

  /** What was put off further than this past midnight is not made up for. */
  private static final Duration TOO_LATE = Duration.ofHours(30);

  /** By how much people keep a roster, or find out that a platform works or does not. */
  private static final Span A_MOMENT = Span.parse("10s..4m");

  private static final Duration NOON = Duration.ofHours(12);

  Live {
    if (daysAWeek.high() > WEEKDAYS.high()) {
      throw new Misplaced("a week has 7 days: write 0 to 7", "days_a_week");
    }
    if (starts.high().plus(varies.high()).compareTo(Duration.ofDays(1)) > 0) {
      throw new Misplaced("'starts' and 'varies' together pass midnight: lower one", "starts");
    }
    if (hours.low().compareTo(SHORTEST) < 0) {
      throw new Misplaced("a login alone takes minutes: write 10m or more", "hours");
    }
    if (pauseEvery.low().isZero()) {
      throw new Misplaced("pauses need time between them: write 1m or more", "pause_every");
    }
  }

  /**
   * Long days.
   *
   * @param share of the days on which the person goes live
   */
  record LongDays(Share share, Span hours) {}

  /**
   * A stream left on once in six weeks, say.
   *
   * @param share of the people to whom it happens, once in the world
   */
  record LeftOn(Share share, Span hours) {}

  @Override
  public void day(Course course, Draw person, Instant day) {
    boolean inStep = roster != null && person.child("roster").chance(roster);
    Draw draw = inStep ? course.person().group().draw().child("roster") : person;
    int days = draw.between(daysAWeek);
    Duration habit = habit(course, draw);
    Span forgotten = forgottenOn(day, course.world(), draw);
    Draw today = draw.child(day.getEpochSecond());
    Calendar calendar = course.world().calendar();
    boolean quiet =
        calendar != null
            && !person.child(day.getEpochSecond()).child("calendar").chance(calendar.on(day));
    if (forgotten == null && (quiet || today.between(WEEKDAYS) > days)) {
      if (!course.goneBy(day.plus(NOON))) {
        course.happened(On.ABSENCE, day.plus(NOON), 0);
      }
      return;
    }
    Instant start =
        later(day.plus(habit).plus(today.between(varies)), course.busyUntil().plus(REST));
    if (start.isAfter(day.plus(TOO_LATE)) || course.goneBy(start)) {
      return;
    }
    Instant end = start.plus(today.between(forgotten == null ? lengthOf(today) : forgotten));
    if (inStep) {
      today = person.child(day.getEpochSecond());
      start = start.plus(today.between(A_MOMENT));
      end = end.plus(today.between(A_MOMENT));
    }
    course.busyUntil(end);
    live(course, today, start, end);
  }

  private Duration habit(Course course, Draw draw) {
    Duration local = draw.between(starts);
    return course.world().markets() == null
        ? local
        : course.world().market(course.person().group().market()).utc(local);
  }

  /** Goes live, as far as the platform works. */
  private void live(Course course, Draw draw, Instant start, Instant end) {
    World world = course.world();
    for (Outage outage : world.outages(Outage.What.PLATFORM, course.person().group().platform())) {
      if (outage.from(world).isBefore(end) && outage.until(world).isAfter(start)) {
        Draw after = draw.child("after an outage");
        report(
            course, draw, start, outage.from(world).plus(draw.child("cut off").between(A_MOMENT)));
        report(course, after, outage.until(world).plus(after.between(A_MOMENT)), end);
        return;
      }
    }
    report(course, draw, start, end);
  }

  private void report(Course course, Draw draw, Instant start, Instant end) {
    if (Duration.between(start, end).compareTo(SHORTEST) >= 0) {
      new Session(course, this, draw, start, end).report();
      course.way().pay().earned(course, draw, start, end);
    }
  }

  /** The longest day that may happen without mistake. */
  Duration longest() {
    return longDays == null ? hours.high() : longDays.hours().high();
  }

  private Span lengthOf(Draw today) {
    return longDays != null && today.chance(longDays.share()) ? longDays.hours() : hours;
  }

  private @Nullable Span forgottenOn(Instant day, World world, Draw draw) {
    if (leftOn == null || !draw.chance(leftOn.share())) {
      return null;
    }
    int drawn = draw.between(new Count(0, world.weeks() * WEEKDAYS.high() - 1));
    return drawn == ChronoUnit.DAYS.between(world.start(), day) ? leftOn.hours() : null;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}

package org.almenara.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When something happens: once in this way of life, again and again, or each time that something
 * else has happened.
 *
 * @param share of people; with {@code on}, of the times that it happened
 * @param after this way of life began; with {@code on}, after what happened; with {@code together},
 *     after the world began
 * @param every how long until it happens again, habit of a person; absent: it happens once
 * @param times how often at most; absent: no limit
 * @param on what it follows upon; absent: it happens by itself
 * @param together whether it happens to the whole group at the same time
 */
record When(
    Share share,
    Span after,
    @Nullable Span every,
    @Nullable Integer times,
    @Nullable On on,
    @Nullable Boolean together) {
  When {
    if (on != null && (every != null || together != null)) {
      throw new Misplaced(
          "what follows upon something has no rhythm of its own: remove this", "on");
    }
    if (every != null && every.low().compareTo(Duration.ofMinutes(1)) < 0) {
      throw new Misplaced("this would never end: write 1m or more", "every");
    }
  }

  /** The times of it that begin on a day, in order. */
  List<Time> today(Course course, Draw draw, Instant day) {
    return on == null ? rhythm(course, draw, day) : following(course, on, draw);
  }

  /** When it follows upon something at that time; absent where it does not. */
  @Nullable Instant following(Instant time, Draw draw) {
    return draw.chance(share) ? time.plus(draw.between(after)) : null;
  }

  /**
   * One time of it.
   *
   * @param turn how often it has happened before
   * @param draw for all that is drawn this time; the same for the whole group where it happens
   *     together
   * @param cause what it follows upon
   */
  record Time(Instant at, int turn, Draw draw, On.@Nullable Happened cause) {}

  private List<Time> rhythm(Course course, Draw person, Instant day) {
    boolean all = together != null && together;
    Draw draw = all ? course.person().group().draw().child(toString()) : person;
    if (!draw.chance(share)) {
      return List.of();
    }
    Instant first = (all ? course.world().start() : course.since()).plus(draw.between(after));
    Duration rhythm = every == null ? null : draw.between(every);
    Instant tomorrow = day.plus(1, ChronoUnit.DAYS);
    if (!first.isBefore(tomorrow)) {
      return List.of();
    }
    int turn = rhythm == null || !first.isBefore(day) ? 0 : turnsBefore(first, rhythm, day);
    List<Time> found = new ArrayList<>();
    for (Instant at = rhythm == null ? first : first.plus(rhythm.multipliedBy(turn));
        at.isBefore(tomorrow) && (times == null || turn < times);
        at = at.plus(rhythm)) {
      if (!at.isBefore(day) && !at.isBefore(course.since()) && !course.goneBy(at)) {
        found.add(new Time(at, turn, draw.child(turn), null));
      }
      turn++;
      if (rhythm == null) {
        break;
      }
    }
    return found;
  }

  private static int turnsBefore(Instant first, Duration rhythm, Instant day) {
    return (int) (Duration.between(first, day).toMillis() / rhythm.toMillis());
  }

  private List<Time> following(Course course, On cause, Draw draw) {
    List<Time> found = new ArrayList<>();
    for (On.Happened happened : course.happenedToday(cause)) {
      Draw own = draw.child(happened.time().toEpochMilli());
      Instant at = following(happened.time(), own);
      if (at != null && (times == null || found.size() < times)) {
        found.add(new Time(at, found.size(), own, happened));
      }
    }
    return found;
  }
}

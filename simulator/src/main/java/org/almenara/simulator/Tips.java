package org.almenara.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.almenara.schemas.Period;
import org.almenara.schemas.Tip;
import org.jspecify.annotations.Nullable;

/**
 * Tips of one reporter about a person, well founded or malicious.
 *
 * @param share of people about whom somebody reports
 * @param after this way of life began
 * @param number how often the same reporter reports, within a day
 * @param sources from which the grade's letter is drawn
 * @param information from which the grade's figure is drawn, 1 (confirmed) to 6 (cannot be judged)
 * @param resolved how many can be tied to an account
 * @param acts one of which is alleged; absent: none
 * @param methods means, all of which are alleged
 * @param reporters among how many the tips are spread; absent: one
 * @param linked how many a human linked to the first of them; absent: none
 * @param ungraded how many no human has graded; absent: none
 * @param delay how long before the tip it is said to have happened; absent: nobody says
 */
record Tips(
    Share share,
    Span after,
    Count number,
    Tip.Channel channel,
    Tip.ReporterKind reporter,
    List<Tip.Grade.Source> sources,
    Count information,
    Share resolved,
    @Nullable List<Tip.Act> acts,
    List<Tip.MethodOfControl> methods,
    @Nullable Count reporters,
    @Nullable Share linked,
    @Nullable Share ungraded,
    @Nullable Span delay)
    implements Primitive {

  private static final Count INFORMATION = new Count(1, 6);
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final Span BETWEEN_TIPS = Span.parse("1h..12h");

  Tips {
    if (information.low() < INFORMATION.low() || information.high() > INFORMATION.high()) {
      throw new Misplaced("the figure of a grade is 1 to 6: write 4..6, say", "information");
    }
  }

  @Override
  public void day(Course course, Draw draw, Instant day) {
    Instant first = draw.chance(share) ? course.today(draw, after, day) : null;
    if (first == null) {
      return;
    }
    course.sign(this, first);
    Instant time = first;
    Tip earliest = null;
    for (int n = draw.between(number); n > 0; n--) {
      Tip tip = tip(course, draw, time, earliest);
      earliest = earliest == null ? tip : earliest;
      course.report(tip);
      time = time.plus(draw.between(BETWEEN_TIPS));
    }
  }

  private Tip tip(Course course, Draw draw, Instant time, @Nullable Tip earliest) {
    boolean isResolved = draw.chance(resolved);
    Group group = course.group(time);
    Draw own = draw.child(time.toEpochMilli());
    Duration ago = delay == null ? null : own.between(delay);
    return new Tip(
        course.nextId(),
        Tip.TipType.TIP,
        time,
        ago == null ? null : new Period(time.minus(ago).minus(A_DAY), time.minus(ago)),
        channel,
        reporter == Tip.ReporterKind.ANONYMOUS ? null : Tokens.fresh("rep", reporter(draw, own)),
        reporter,
        reporter == Tip.ReporterKind.PROFESSIONAL,
        ungraded != null && own.chance(ungraded)
            ? null
            : new Tip.Grade(draw.oneOf(sources), draw.between(information)),
        isResolved ? Tip.Resolution.RESOLVED : Tip.Resolution.AMBIGUOUS,
        course.person().group().platform(),
        isResolved ? course.person().account().at(time) : null,
        isResolved ? group.studio(time) : null,
        null,
        course.person().group().market(),
        course.city(time),
        acts == null ? List.of() : List.of(draw.oneOf(acts)),
        methods,
        List.of(Tip.Purpose.REMOTE_INTERACTIVE_SERVICES),
        null, // admin-1
        linked != null && earliest != null && own.chance(linked) ? earliest.id() : null);
  }

  private Draw reporter(Draw draw, Draw own) {
    return reporters == null
        ? draw.child("reporter")
        : draw.child("reporter")
            .child(own.between(new Count(1, draw.child("n").between(reporters))));
  }
}

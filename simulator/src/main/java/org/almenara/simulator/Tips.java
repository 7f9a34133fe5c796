package org.almenara.simulator;

import java.time.Instant;
import java.util.List;
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
    List<Tip.MethodOfControl> methods)
    implements Primitive {

  private static final Count INFORMATION = new Count(1, 6);
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
    course.evidence(first);
    Instant time = first;
    for (int n = draw.between(number); n > 0; n--) {
      course.report(tip(course, draw, time));
      time = time.plus(draw.between(BETWEEN_TIPS));
    }
  }

  private Tip tip(Course course, Draw draw, Instant time) {
    boolean isResolved = draw.chance(resolved);
    Group group = course.person().group();
    return new Tip(
        course.nextId(),
        Tip.TipType.TIP,
        time,
        null,
        channel,
        reporter == Tip.ReporterKind.ANONYMOUS ? null : Tokens.fresh("rep", draw.child("reporter")),
        reporter,
        reporter == Tip.ReporterKind.PROFESSIONAL,
        new Tip.Grade(draw.oneOf(sources), draw.between(information)),
        isResolved ? Tip.Resolution.RESOLVED : Tip.Resolution.AMBIGUOUS,
        group.platform(),
        isResolved ? course.person().account().at(time) : null,
        isResolved ? group.studio(time) : null,
        null,
        group.market(),
        group.city(),
        acts == null ? List.of() : List.of(draw.oneOf(acts)),
        methods,
        List.of(Tip.Purpose.REMOTE_INTERACTIVE_SERVICES),
        null, // admin-1
        null); // linked to
  }
}

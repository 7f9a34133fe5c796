package org.almenara.simulator;

import java.time.Instant;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.EventType;
import org.almenara.schemas.PlatformEvent;
import org.jspecify.annotations.Nullable;

/**
 * A check of who a person is; passed, unless one of the shares is hit or the vendor has an outage.
 *
 * @param document whose document is shown; absent: none is part of the check
 * @param again how often a failed check is tried again at most
 * @param againAfter how much later
 */
record Verifies(
    When when,
    PlatformEvent.Verification check,
    Share failed,
    Share skipped,
    @Nullable Share mismatch,
    @Nullable Share underAge,
    Way.@Nullable Held document,
    @Nullable Integer again,
    @Nullable Span againAfter)
    implements Primitive {
  private static final Share NEVER = new Share(0);

  Verifies {
    double other =
        failed.fraction()
            + skipped.fraction()
            + orNever(mismatch).fraction()
            + orNever(underAge).fraction();
    if (other > 1) {
      throw new Misplaced("the outcomes of a check pass 100 % together: lower one", "failed");
    }
    if ((again == null) != (againAfter == null)) {
      throw new Misplaced("'again' and 'again_after' go together: write both or none", "when");
    }
  }

  @Override
  public void day(Course course, Draw draw, Instant day) {
    for (When.Time time : when.today(course, draw, day)) {
      Instant at = time.at();
      Draw own = time.draw().child(course.person().seat());
      for (int tries = again == null ? 0 : again; ; tries--) {
        PlatformEvent.Outcome outcome = outcome(course, own, at);
        report(course, at, outcome);
        if (outcome != PlatformEvent.Outcome.FAILED || againAfter == null || tries == 0) {
          break;
        }
        at = at.plus(own.between(againAfter));
      }
    }
  }

  private void report(Course course, Instant at, PlatformEvent.Outcome outcome) {
    if (outcome != PlatformEvent.Outcome.PASSED) {
      course.sign(this, at);
    }
    Fact fact = course.fact(EventType.VERIFIED, at).verified(check, outcome).age().onDevice();
    if (document != null) {
      fact.document(course.thing(EntityType.DOCUMENT, document, at));
    }
    fact.report();
  }

  private PlatformEvent.Outcome outcome(Course course, Draw own, Instant at) {
    int drawn = own.which(failed, skipped, orNever(mismatch), orNever(underAge));
    World world = course.world();
    boolean outage =
        world.outages(Outage.What.VERIFICATION, course.person().group().platform()).stream()
            .anyMatch(any -> !at.isBefore(any.from(world)) && at.isBefore(any.until(world)));
    if (outage) {
      return PlatformEvent.Outcome.FAILED;
    }
    return switch (drawn) {
      case 0 -> PlatformEvent.Outcome.FAILED;
      case 1 -> PlatformEvent.Outcome.SKIPPED;
      case 2 -> PlatformEvent.Outcome.MISMATCH;
      case 3 -> PlatformEvent.Outcome.UNDER_18;
      default -> PlatformEvent.Outcome.PASSED;
    };
  }

  private static Share orNever(@Nullable Share share) {
    return share == null ? NEVER : share;
  }
}

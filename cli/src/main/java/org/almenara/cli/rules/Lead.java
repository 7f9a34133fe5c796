package org.almenara.cli.rules;

import java.time.Duration;
import java.time.Instant;
import org.almenara.cli.Screen;
import org.almenara.cli.live.ActivationHistory;

/** How long before it takes effect something must be written, here and on the way. */
final class Lead {

  /** An activation needs time to get to the broker, whose clock may be ahead. */
  private static final Duration ON_THE_WAY = Duration.ofSeconds(30);

  private Lead() {}

  /** Whether what is written now would come too late. */
  static boolean isTooShort(Instant effective, Instant now) {
    return effective.isBefore(earliest(now));
  }

  private static Instant earliest(Instant now) {
    return now.plus(ActivationHistory.LEAD).plus(ON_THE_WAY);
  }

  /** Says that, and which instant would be taken; gives the exit code. */
  static int refuse(Screen screen, Instant effective, Instant now) {
    return Refusing.say(
        screen,
        "%s is too near: an activation is on the broker %s before it takes effect, or the job"
                .formatted(effective, Spans.words(ActivationHistory.LEAD.toMillis()))
            + " takes it for none",
        "now that is %s at the earliest, with %s for the way"
            .formatted(earliest(now), Spans.words(ON_THE_WAY.toMillis())));
  }
}

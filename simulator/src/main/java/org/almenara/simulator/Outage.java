package org.almenara.simulator;

import java.time.Duration;
import java.time.Instant;
import org.almenara.schemas.Coded;
import org.jspecify.annotations.Nullable;

/**
 * A time in which something did not work, for whomever it hit.
 *
 * @param of what did not work
 * @param platform the one that it hit; absent: all of them
 * @param after the world's start
 * @param declared whether the platform declared the silence afterwards
 */
record Outage(
    What of, @Nullable String platform, Duration after, Duration lasts, boolean declared) {
  Outage {
    if (declared && of != What.PLATFORM) {
      throw new Misplaced("only a platform declares its silence: write false", "declared");
    }
  }

  Instant from(World world) {
    return world.start().plus(after);
  }

  Instant until(World world) {
    return from(world).plus(lasts);
  }

  boolean hits(String other) {
    return platform == null || platform.equals(other);
  }

  /** What did not work. */
  enum What implements Coded {
    /** Everybody's time live is cut off, and begins again when it is over. */
    PLATFORM("platform"),
    /** Every check of an identity fails. */
    VERIFICATION("verification");

    private final String code;

    What(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }
}

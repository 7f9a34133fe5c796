package org.almenara.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where a person sits who commands a job that runs.
 *
 * @param screen what the person sees
 * @param in what the person types
 * @param clock what time it is there; the broker's clock may be another
 */
public record Desk(Screen screen, InputStream in, Clock clock) {

  private static final String YES = "yes";

  /** The desk of this process. */
  public static Desk of(Screen screen) {
    return new Desk(screen, System.in, Clock.systemUTC());
  }

  /** What time it is, to the millisecond, as contracts have it. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Asks, and takes nothing but {@code yes} for a yes; where nobody types, that is a no. */
  public boolean confirms() {
    screen.err().print("Type " + YES + " to go on: ");
    screen.err().flush();
    try {
      String typed =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
      if (typed == null) {
        screen.err().println();
      }
      return typed != null && typed.strip().equals(YES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.almenara.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.almenara.cli.Screen;

/** One line that tells how far the job is; written over on a terminal, now and then elsewhere. */
final class Progress {

  private static final Duration ON_TERMINAL = Duration.ofMillis(250);
  private static final Duration ELSEWHERE = Duration.ofSeconds(5);
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Screen screen;
  private final Duration every;
  private long lastNanos = System.nanoTime();
  private long lastRead;

  Progress(Screen screen) {
    this.screen = screen;
    this.every = screen.terminal() ? ON_TERMINAL : ELSEWHERE;
  }

  /**
   * Shows where the job is, when it is time again.
   *
   * @param sent records on the topics so far
   * @param all whether that is all of them
   */
  void show(long sent, boolean all) {
    long now = System.nanoTime();
    Duration passed = Duration.ofNanos(now - lastNanos);
    if (passed.compareTo(every) >= 0) {
      print(sent, all, passed);
      lastNanos = now;
    }
  }

  /** Shows where the job is at its end, and goes on below the line. */
  void end(long sent) {
    print(sent, true, Duration.ofNanos(System.nanoTime() - lastNanos));
    if (screen.terminal()) {
      screen.err().println();
    }
  }

  private void print(long sent, boolean all, Duration passed) {
    long read = JobReadings.read();
    String line =
        String.format(
            Locale.ROOT,
            "  %s  %,7d of %,7d %s  %,6d/s  %,d case revisions  %,d refused",
            date(JobReadings.watermark()),
            read,
            sent,
            all ? "records" : "sent so far",
            (read - lastRead) * 1000 / Math.max(1, passed.toMillis()),
            JobReadings.revisions(),
            JobReadings.refused() + JobReadings.late());
    if (screen.terminal()) {
      screen.err().print(CLEAR_LINE + line);
    } else {
      screen.err().println(line);
    }
    screen.err().flush();
    lastRead = read;
  }

  private static String date(long watermark) {
    return watermark < 0
        ? "          "
        : LocalDate.ofInstant(Instant.ofEpochMilli(watermark), ZoneOffset.UTC).toString();
  }
}

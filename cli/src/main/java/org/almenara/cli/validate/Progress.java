package org.almenara.cli.validate;

import java.time.Duration;
import java.util.Locale;
import org.almenara.cli.Screen;
import org.jspecify.annotations.Nullable;

/** How far it is, on standard error: written over on a terminal, now and then elsewhere. */
final class Progress implements Records.Reader {

  private static final Duration ON_TERMINAL = Duration.ofMillis(250);
  private static final Duration ELSEWHERE = Duration.ofSeconds(10);
  private static final String CLEAR_LINE = "\r\u001b[K";

  /** Looking at the clock for each record would cost more than the record. */
  private static final int RECORDS_A_LOOK = 1024;

  private final Screen screen;
  private final Records records;
  private final Tally tally;
  private final Duration every;
  private long lastNanos = System.nanoTime();

  Progress(Screen screen, Records records, Tally tally) {
    this.screen = screen;
    this.records = records;
    this.tally = tally;
    this.every = screen.terminal() ? ON_TERMINAL : ELSEWHERE;
  }

  @Override
  public void read(byte @Nullable [] value, Place place, @Nullable Long arrival) {
    tally.read(value, place, arrival);
    if (tally.records() % RECORDS_A_LOOK == 0) {
      long now = System.nanoTime();
      if (now - lastNanos >= every.toNanos()) {
        lastNanos = now;
        show();
      }
    }
  }

  private void show() {
    double part = records.part();
    String line =
        String.format(
            Locale.ROOT,
            "  %s%,d records, %,d refused",
            part < 0 ? "" : String.format(Locale.ROOT, "%3.0f%%  ", 100 * part),
            tally.records(),
            tally.refused());
    if (screen.terminal()) {
      screen.err().print(CLEAR_LINE + line);
      screen.err().flush();
    } else {
      screen.err().println(line);
    }
  }

  /** Takes the line away again. */
  void end() {
    if (screen.terminal()) {
      screen.err().print(CLEAR_LINE);
      screen.err().flush();
    }
  }
}

package org.almenara.cli.evaluate;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.almenara.cli.Screen;

/** One line that tells how far the worlds are, and how long the rest may take. */
final class Progress {

  private static final Duration ON_TERMINAL = Duration.ofMillis(500);
  private static final Duration ELSEWHERE = Duration.ofSeconds(20);
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Screen screen;
  private final int parts;
  private final Map<String, Double> done = new TreeMap<>();
  private final long began = System.nanoTime();
  private long shown = began;

  Progress(Screen screen, int parts) {
    this.screen = screen;
    this.parts = parts;
  }

  /** Notes how far a part is; several threads may. */
  synchronized void at(String part, double of) {
    done.merge(part, Math.min(1, of), Math::max);
    Duration every = screen.terminal() ? ON_TERMINAL : ELSEWHERE;
    long now = System.nanoTime();
    if (now - shown >= every.toNanos()) {
      shown = now;
      print(part, now);
    }
  }

  /** Goes on below the line. */
  void end() {
    if (screen.terminal()) {
      screen.err().print(CLEAR_LINE);
      screen.err().flush();
    }
  }

  private void print(String part, long now) {
    double all = done.values().stream().mapToDouble(Double::doubleValue).sum() / parts;
    double seconds = (now - began) / 1e9;
    String line =
        String.format(
            Locale.ROOT,
            "  %3.0f %%  %s  about %.0f min left",
            100 * all,
            part,
            Math.ceil(seconds * (1 - all) / Math.max(all, 0.001) / 60));
    if (screen.terminal()) {
      screen.err().print(CLEAR_LINE + line);
    } else {
      screen.err().println(line);
    }
    screen.err().flush();
  }
}

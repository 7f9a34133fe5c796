package org.almenara.cli.rules;

import java.time.Duration;
import org.almenara.cli.Screen;

/** How many rules were tried, on standard error, once it takes long. */
final class RuleProgress {

  private static final Duration ON_TERMINAL = Duration.ofMillis(500);
  private static final Duration ELSEWHERE = Duration.ofSeconds(10);
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Screen screen;
  private final int rules;
  private long lastNanos = System.nanoTime();

  RuleProgress(Screen screen, int rules) {
    this.screen = screen;
    this.rules = rules;
  }

  void at(int done) {
    Duration every = screen.terminal() ? ON_TERMINAL : ELSEWHERE;
    long now = System.nanoTime();
    if (now - lastNanos < every.toNanos()) {
      return;
    }
    lastNanos = now;
    String line = "  " + done + " of " + rules + " rules tried";
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

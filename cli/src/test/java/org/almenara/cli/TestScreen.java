package org.almenara.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;

/** A screen without a terminal, whose text a test can read. */
public final class TestScreen {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Screen screen =
      new Screen(
          new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false, false);

  /** The screen. */
  public Screen screen() {
    return screen;
  }

  /** Runs one command line and gives its exit code. */
  public int run(String... args) {
    return Almenara.commandLine(screen).execute(args);
  }

  /** Runs one command line of a person who types, at that time. */
  public int run(Clock clock, String typed, String... args) {
    Desk desk = new Desk(screen, new ByteArrayInputStream(typed.getBytes(UTF_8)), clock);
    return Almenara.commandLine(desk).execute(args);
  }

  /** Standard output so far. */
  public String out() {
    return out.toString(UTF_8);
  }

  /** Lines of standard output so far. */
  public List<String> lines() {
    return out().lines().toList();
  }

  /** Standard error so far. */
  public String err() {
    return err.toString(UTF_8);
  }
}

package org.almenara.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Help.Ansi;

/**
 * What the person sees: results on standard output, everything else on standard error.
 *
 * @param out results
 * @param err progress and problems
 * @param terminal whether {@code err} is a terminal, so that a line of it may be written over
 * @param colour whether the terminal shows colours and its user wants them (NO_COLOR)
 */
public record Screen(PrintStream out, PrintStream err, boolean terminal, boolean colour) {

  /** System property of the launcher: whether standard error is a terminal. */
  private static final String TERMINAL = "almenara.terminal";

  /** The screen of this process. */
  static Screen ofProcess(StandardOutput results) {
    return new Screen(
        utf8(results),
        utf8(new FileOutputStream(FileDescriptor.err)),
        Boolean.getBoolean(TERMINAL),
        Ansi.AUTO.enabled());
  }

  private static PrintStream utf8(OutputStream out) {
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }

  /** Marks a heading or a name. */
  public String bold(String text) {
    return styled("bold", text);
  }

  /** Marks what needs care. */
  public String alert(String text) {
    return styled("fg_red", text);
  }

  /** Marks what may be skipped. */
  public String faint(String text) {
    return styled("faint", text);
  }

  private String styled(String style, String text) {
    if (!colour) {
      return text;
    }
    return Ansi.Style.on(Ansi.Style.valueOf(style))
        + text
        + Ansi.Style.off(Ansi.Style.valueOf(style));
  }
}

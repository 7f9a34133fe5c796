package org.almenara.cli;

import org.jspecify.annotations.Nullable;

/**
 * Something that the person at the keyboard can mend. The screen shows message and mend; the trace
 * goes to the log.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String mend;

  /**
   * A problem without an exception behind it.
   *
   * @param message what is wrong, one sentence
   * @param mend what to do about it, one sentence
   */
  public Problem(String message, String mend) {
    this(message, mend, null);
  }

  /** A problem that an exception showed. */
  public Problem(String message, String mend, @Nullable Throwable cause) {
    super(message, cause);
    this.mend = mend;
  }

  /** What to do about it. */
  public String mend() {
    return mend;
  }
}

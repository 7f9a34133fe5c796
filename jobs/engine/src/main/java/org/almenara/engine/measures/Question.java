package org.almenara.engine.measures;

/**
 * What a rule asks a summary. Rules that ask the same thing share the answer.
 *
 * @param function which number is asked for
 * @param window how far back it looks, milliseconds: over {@code [instant − window, instant)}
 * @param baseline the longer window that it is compared with, milliseconds; 0 where there is none
 * @param atLeast records below which the answer is absent, in the window and in the baseline; 0
 *     where any number will do
 */
public record Question(Function function, long window, long baseline, int atLeast) {

  /** A question about one window alone. */
  public static Question of(Function function, long window) {
    return new Question(function, window, 0, 0);
  }
}

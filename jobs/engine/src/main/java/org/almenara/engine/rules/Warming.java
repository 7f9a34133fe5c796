package org.almenara.engine.rules;

/**
 * A measure that was not always fed as a rule needs it.
 *
 * @param since from when on it was, without a gap, epoch milliseconds
 * @param reach how far back the rule looks, milliseconds
 */
public record Warming(long since, long reach) {

  /** The whole of the window, thousandths. */
  public static final int ALL = 1000;

  /** How much of the window it has seen at an instant, thousandths, rounded down. */
  int permille(long instant) {
    long seen = Math.max(0, Math.min(reach, instant - since));
    return (int) (seen * ALL / reach);
  }
}

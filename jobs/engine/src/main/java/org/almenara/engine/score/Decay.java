package org.almenara.engine.score;

/**
 * Exponential fading in whole numbers, the same on every machine: {@code points ×
 * 2^(−age/halfLife)} from a table of 1,024 steps a half-life.
 */
final class Decay {

  private static final int STEPS = 1024;
  private static final int SCALE_BITS = 30;
  private static final long[] TABLE = new long[STEPS];

  static {
    for (int i = 0; i < STEPS; i++) {
      TABLE[i] = Math.round(StrictMath.pow(2, -(double) i / STEPS) * (1L << SCALE_BITS));
    }
  }

  private Decay() {}

  /** Thousandths of a point left after {@code age} milliseconds; all of them while age <= 0. */
  static long fade(long pointsMilli, long age, long halfLife) {
    if (age <= 0) {
      return pointsMilli;
    }
    long halves = age / halfLife;
    if (halves >= Long.SIZE) {
      return 0;
    }
    int step = (int) (age % halfLife * STEPS / halfLife);
    return ((pointsMilli * TABLE[step]) >> SCALE_BITS) >> halves;
  }
}

package org.almenara.simulator;

import java.time.Duration;
import java.util.List;

/**
 * A stream of random numbers that depends on where it stands in the world and on nothing else.
 *
 * <p>A child is derived from its parent's key, never from what the parent has drawn. So one person,
 * one day or one record draws the same whatever others draw, and in whatever order. The generator
 * is SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014).
 */
final class Draw {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  private final long key;
  private long state;

  private Draw(long key) {
    this.key = key;
    this.state = key;
  }

  static Draw of(long seed) {
    return new Draw(mix(seed));
  }

  Draw child(String name) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * FNV_PRIME;
    }
    return child(hash);
  }

  Draw child(long number) {
    return new Draw(mix(key ^ mix(number + GOLDEN_GAMMA)));
  }

  /** The same draws from their beginning. */
  Draw again() {
    return new Draw(key);
  }

  long next() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  boolean chance(Share share) {
    return unit() < share.fraction();
  }

  /** Evenly from {@code range}, both ends included. */
  int between(Count range) {
    return (int) between(range.low(), range.high());
  }

  /** Evenly from {@code range}, to the millisecond, both ends included. */
  Duration between(Span range) {
    return Duration.ofMillis(between(range.low().toMillis(), range.high().toMillis()));
  }

  <T> T oneOf(List<T> choices) {
    return choices.get((int) between(0, choices.size() - 1));
  }

  /** The place of the share that was hit; the number of shares when none of them was. */
  int which(Share... shares) {
    double drawn = unit();
    double below = 0;
    for (int i = 0; i < shares.length; i++) {
      below += shares[i].fraction();
      if (drawn < below) {
        return i;
      }
    }
    return shares.length;
  }

  private double unit() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  private long between(long low, long high) {
    return low + Long.remainderUnsigned(next(), high - low + 1);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}

package org.almenara.evaluation;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * A figure with its interval of 95 %.
 *
 * @param value absent where there is nothing to divide by
 * @param low absent where there is no interval
 * @param high absent where there is no interval
 * @param n how many it is about: cases, people or groups
 */
public record Estimate(
    @Nullable Double value, @Nullable Double low, @Nullable Double high, long n) {

  /** Digits that a report shows: more would be noise. */
  private static final MathContext SHOWN = new MathContext(5);

  static Estimate of(double value, double low, double high, long n) {
    return new Estimate(rounded(value), rounded(low), rounded(high), n);
  }

  static @Nullable Double rounded(double value) {
    return Double.isFinite(value) ? new BigDecimal(value).round(SHOWN).doubleValue() : null;
  }
}

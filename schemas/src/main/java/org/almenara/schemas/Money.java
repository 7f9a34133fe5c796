package org.almenara.schemas;

import org.jspecify.annotations.Nullable;

/**
 * An amount of money.
 *
 * @param minor minor units of the currency (cents, or whole pesos where there are none); may be
 *     negative
 * @param currency ISO 4217, three capital letters
 */
public record Money(
    @Bounded(min = -1_000_000_000_000_000L, max = 1_000_000_000_000_000L) long minor,
    @Shaped(Shape.CURRENCY) String currency) {
  /** Of the values of its components, in their order, as {@link ObjectShape} has read them. */
  static Money of(@Nullable Object[] values) {
    return new Money((Long) values[0], (String) values[1]);
  }
}

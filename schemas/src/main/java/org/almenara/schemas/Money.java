package org.almenara.schemas;

/**
 * An amount of money.
 *
 * @param minor minor units of the currency (cents, or whole pesos where there are none); may be
 *     negative
 * @param currency ISO 4217, three capital letters
 */
public record Money(
    @Bounded(min = -1_000_000_000_000_000L, max = 1_000_000_000_000_000L) long minor,
    @Shaped(Shape.CURRENCY) String currency) {}

package org.almenara.schemas;

/**
 * An amount of money.
 *
 * @param minor minor units of the currency (cents, or whole pesos where there are none); may be
 *     negative
 * @param currency ISO 4217, three capital letters
 */
public record Money(long minor, @Shaped(Shape.CURRENCY) String currency) {}

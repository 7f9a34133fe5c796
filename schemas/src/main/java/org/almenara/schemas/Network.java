package org.almenara.schemas;

import org.jspecify.annotations.Nullable;

/**
 * The network that a device used; never an address.
 *
 * @param token see {@link TokenRef}
 * @param origin see {@link TokenRef}
 * @param kind what is behind it: only a fixed line says that people are in one house
 */
public record Network(
    @Shaped(Shape.TOKEN) String token, @Shaped(Shape.TOKEN) String origin, Kind kind) {
  /** Of the values of its components, in their order, as {@link ObjectShape} has read them. */
  static Network of(@Nullable Object[] values) {
    return new Network((String) values[0], (String) values[1], (Kind) values[2]);
  }

  /** What is behind a network token. */
  public enum Kind implements Coded {
    FIXED("fixed"),
    MOBILE("mobile"),
    SHARED("shared"),
    RELAY("relay"),
    UNKNOWN("unknown");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }
}

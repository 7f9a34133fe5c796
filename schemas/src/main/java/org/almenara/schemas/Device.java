package org.almenara.schemas;

import org.jspecify.annotations.Nullable;

/**
 * The device that acted.
 *
 * @param token see {@link TokenRef}
 * @param origin see {@link TokenRef}
 * @param relation whose it was, as the platform knew it then
 */
public record Device(
    @Shaped(Shape.TOKEN) String token, @Shaped(Shape.TOKEN) String origin, Relation relation) {
  /** Of the values of its components, in their order, as {@link ObjectShape} has read them. */
  static Device of(@Nullable Object[] values) {
    return new Device((String) values[0], (String) values[1], (Relation) values[2]);
  }

  /** Whose device it is. */
  public enum Relation implements Coded {
    OWN("own"),
    STUDIO("studio"),
    OTHER("other"),
    UNKNOWN("unknown");

    private final String code;

    Relation(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }
}

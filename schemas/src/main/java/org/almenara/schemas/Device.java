package org.almenara.schemas;

/**
 * The device that acted.
 *
 * @param token see {@link TokenRef}
 * @param origin see {@link TokenRef}
 * @param relation whose it was, as the platform knew it then
 */
public record Device(
    @Shaped(Shape.TOKEN) String token, @Shaped(Shape.TOKEN) String origin, Relation relation) {

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

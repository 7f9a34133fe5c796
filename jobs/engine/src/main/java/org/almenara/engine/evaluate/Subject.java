package org.almenara.engine.evaluate;

import org.almenara.schemas.EntityType;

/**
 * An entity: what measures are kept for and cases are about.
 *
 * @param type its kind
 * @param token shown
 * @param origin compared and keyed
 */
public record Subject(EntityType type, String token, String origin) {

  /** Its key in every keyed stream. The bytes are frozen for ever: state is found by them. */
  public String key() {
    return type.code() + ":" + origin;
  }

  /** The entity behind a key, shown by its origin: the inverse of {@link #key}. */
  public static Subject ofKey(String key) {
    int colon = key.indexOf(':');
    String origin = key.substring(colon + 1);
    return new Subject(EntityType.ofCode(key.substring(0, colon)), origin, origin);
  }
}

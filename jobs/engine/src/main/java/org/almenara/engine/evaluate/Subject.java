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
    return key(type, origin);
  }

  static String key(EntityType type, String origin) {
    return type.code() + ":" + origin;
  }
}

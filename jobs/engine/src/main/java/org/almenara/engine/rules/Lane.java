package org.almenara.engine.rules;

/**
 * In which capacity a rule set runs. The lanes share measures and nothing else: what the shadow
 * says never touches what the live rule set says.
 */
public enum Lane {
  /** It judges. */
  LIVE(""),
  /** It runs beside the live one; only analysts see what it says. */
  SHADOW("shadow|");

  private final String prefix;

  Lane(String prefix) {
    this.prefix = prefix;
  }

  /**
   * A key or the id of a rule in this lane. In the live lane it is the key itself: those bytes are
   * frozen for ever.
   */
  public String key(String bare) {
    return prefix + bare;
  }

  /** The lane of what {@link #key} made. */
  public static Lane of(String key) {
    return key.startsWith(SHADOW.prefix) ? SHADOW : LIVE;
  }

  /** The inverse of {@link #key}. */
  public static String bare(String key) {
    return key.substring(of(key).prefix.length());
  }
}

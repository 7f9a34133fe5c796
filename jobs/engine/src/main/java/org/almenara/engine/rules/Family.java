package org.almenara.engine.rules;

import org.almenara.schemas.Coded;

/** What a rule is about. Points are capped in each family, and corroboration needs two. */
public enum Family implements Coded {
  /** Account control (AC). */
  ACCOUNT("account"),
  /** Working hours (WH). */
  HOURS("hours"),
  /** Money (MO). */
  MONEY("money"),
  /** Movement (MV). */
  MOVEMENT("movement"),
  /** Network (NW). */
  NETWORK("network"),
  /** Tips (TP). */
  TIPS("tips"),
  /** Possible minor (MI). */
  MINORS("minors"),
  /** Recruitment (RC). */
  RECRUITMENT("recruitment"),
  /** Offender side (OF). */
  OFFENDER("offender");

  private final String code;

  Family(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }

  /** The family of a code. */
  public static Family of(String code) {
    for (Family family : values()) {
      if (family.code.equals(code)) {
        return family;
      }
    }
    throw new IllegalArgumentException("no family " + code);
  }

  /**
   * Whether counter-evidence may lower it. A tip, a distress signal and what points to a minor are
   * never lowered: what speaks against them can be bought.
   */
  public boolean isLowered() {
    return switch (this) {
      case TIPS, MINORS -> false;
      case ACCOUNT, HOURS, MONEY, MOVEMENT, NETWORK, RECRUITMENT, OFFENDER -> true;
    };
  }
}

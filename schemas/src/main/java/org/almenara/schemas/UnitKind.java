package org.almenara.schemas;

/**
 * Who acts on cases: civil, and centred on the person affected. There is no military kind. Each
 * kind has a unit of the same name, which takes what no other unit of the kind takes.
 */
public enum UnitKind implements Coded {
  /** The specialised police unit. */
  POLICE("police"),
  /** The labour inspectorate. */
  LABOUR("labour"),
  /** The financial intelligence unit. */
  FIU("fiu"),
  /** The organisation that serves victims. */
  NGO("ngo"),
  /** The child-protection unit; of these there is one. */
  MINORS("minors");

  private final String code;

  UnitKind(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }

  /** The kind of that code. */
  public static UnitKind ofCode(String code) {
    for (UnitKind kind : values()) {
      if (kind.code.equals(code)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of unit " + code);
  }
}

package org.almenara.engine.rules;

import dev.cel.common.ast.CelExpr;
import java.util.List;

/** Whether a filter leaves one currency only: of what is under an or, or a not, nobody knows. */
final class Currencies {

  private Currencies() {}

  /**
   * Whether every record that a filter takes has one currency in a field.
   *
   * @param currency dotted name of the field
   * @param other whether it is enough that the currency is that of another amount of the record
   */
  static boolean isFixed(String currency, String filter, boolean other) {
    try {
      return isFixed(currency, Expressions.parsed(filter).getExpr(), other);
    } catch (Expressions.Problem e) {
      return true; // the compiler says what is wrong
    }
  }

  private static boolean isFixed(String currency, CelExpr term, boolean other) {
    CelExpr.CelCall call = Expressions.call(term);
    if (call == null) {
      return false;
    }
    List<CelExpr> sides = call.args();
    if (call.function().equals("_&&_")) {
      return sides.stream().anyMatch(side -> isFixed(currency, side, other));
    }
    return call.function().equals("_==_")
        && (isPair(currency, sides.get(0), sides.get(1), other)
            || isPair(currency, sides.get(1), sides.get(0), other));
  }

  private static boolean isPair(String currency, CelExpr field, CelExpr by, boolean other) {
    String path = Expressions.path(by);
    boolean named = Expressions.text(by) != null;
    boolean ofOther = other && path != null && path.endsWith(".currency") && !path.equals(currency);
    return currency.equals(Expressions.path(field)) && (named || ofOther);
  }
}

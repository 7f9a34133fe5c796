package org.almenara.engine.cel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of CEL's six comparisons. */
public enum Comparison {
  EQUAL,
  NOT_EQUAL,
  LESS,
  LESS_OR_EQUAL,
  GREATER,
  GREATER_OR_EQUAL;

  private static final Map<String, Comparison> BY_FUNCTION =
      Map.of(
          "_==_", EQUAL,
          "_!=_", NOT_EQUAL,
          "_<_", LESS,
          "_<=_", LESS_OR_EQUAL,
          "_>_", GREATER,
          "_>=_", GREATER_OR_EQUAL);

  /** By the name of CEL's function; absent for any other function. */
  public static @Nullable Comparison of(String function) {
    return BY_FUNCTION.get(function);
  }

  /** The same with the sides changed. */
  public Comparison turned() {
    return switch (this) {
      case EQUAL, NOT_EQUAL -> this;
      case LESS -> GREATER;
      case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
      case GREATER -> LESS;
      case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
    };
  }

  /** Whether it holds of two values, given how they compare. */
  boolean holds(int order) {
    return switch (this) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }

  int result(int order) {
    return holds(order) ? BoolNode.TRUE : BoolNode.FALSE;
  }

  /** Whether it holds of two doubles; nothing but inequality holds of NaN. */
  int result(double a, double b) {
    boolean holds =
        switch (this) {
          case EQUAL -> a == b;
          case NOT_EQUAL -> a != b;
          case LESS -> a < b;
          case LESS_OR_EQUAL -> a <= b;
          case GREATER -> a > b;
          case GREATER_OR_EQUAL -> a >= b;
        };
    return holds ? BoolNode.TRUE : BoolNode.FALSE;
  }
}

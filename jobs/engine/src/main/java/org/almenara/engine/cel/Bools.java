package org.almenara.engine.cel;

import static org.almenara.engine.cel.BoolNode.ERROR;
import static org.almenara.engine.cel.BoolNode.FALSE;
import static org.almenara.engine.cel.BoolNode.TRUE;

import org.almenara.engine.cel.BoolNode.Constant;

/** Logic, as CEL has it: what decides alone hides an error on either side. */
final class Bools {

  private Bools() {}

  static BoolNode not(BoolNode a) {
    if (a instanceof Constant constant) {
      return constant == Constant.ERROR ? constant : Constant.of(constant == Constant.FALSE);
    }
    return record -> {
      int result = a.test(record);
      return result == ERROR ? ERROR : TRUE - result;
    };
  }

  static BoolNode and(BoolNode a, BoolNode b) {
    if (a == Constant.FALSE || b == Constant.FALSE) {
      return Constant.FALSE;
    }
    if (a == Constant.TRUE || (a == Constant.ERROR && b == Constant.ERROR)) {
      return b;
    }
    if (b == Constant.TRUE) {
      return a;
    }
    return record -> {
      int left = a.test(record);
      if (left == FALSE) {
        return FALSE;
      }
      int right = b.test(record);
      return right == FALSE ? FALSE : left | right;
    };
  }

  static BoolNode or(BoolNode a, BoolNode b) {
    if (a == Constant.TRUE || b == Constant.TRUE) {
      return Constant.TRUE;
    }
    if (a == Constant.FALSE || (a == Constant.ERROR && b == Constant.ERROR)) {
      return b;
    }
    if (b == Constant.FALSE) {
      return a;
    }
    return record -> {
      int left = a.test(record);
      if (left == TRUE) {
        return TRUE;
      }
      int right = b.test(record);
      return right == TRUE ? TRUE : left | right;
    };
  }

  static BoolNode choose(BoolNode condition, BoolNode yes, BoolNode no) {
    if (condition instanceof Constant) {
      return condition == Constant.ERROR ? condition : condition == Constant.TRUE ? yes : no;
    }
    return record -> {
      int which = condition.test(record);
      return which == ERROR ? ERROR : (which == TRUE ? yes : no).test(record);
    };
  }

  /** Compares two conditions as CEL orders them: false before true. */
  static BoolNode compare(Comparison comparison, BoolNode a, BoolNode b) {
    return folded(
        record -> {
          int left = a.test(record);
          int right = b.test(record);
          return left == ERROR || right == ERROR ? ERROR : comparison.result(left - right);
        },
        a instanceof Constant && b instanceof Constant);
  }

  /** The node itself, or what it gives where that needs no record. */
  static BoolNode folded(BoolNode node, boolean constant) {
    if (!constant) {
      return node;
    }
    return switch (node.test("")) {
      case TRUE -> Constant.TRUE;
      case FALSE -> Constant.FALSE;
      default -> Constant.ERROR;
    };
  }
}

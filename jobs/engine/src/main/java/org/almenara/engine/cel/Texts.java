package org.almenara.engine.cel;

import static org.almenara.engine.cel.BoolNode.ERROR;
import static org.almenara.engine.cel.BoolNode.FALSE;
import static org.almenara.engine.cel.BoolNode.TRUE;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.almenara.schemas.Coded;
import org.jspecify.annotations.Nullable;

/**
 * Texts, codes and lists of them. What is asked of a code alone is answered for all codes of the
 * contract when the expression is compiled: at run time it is one bit.
 */
final class Texts {

  private Texts() {}

  /** A question about one text. */
  static BoolNode ask(ObjectNode<String> text, Predicate<String> question) {
    if (text instanceof ObjectNode.Code code) {
      return ofCode(code, question);
    }
    return Bools.folded(
        record -> {
          String value = text.value(record);
          if (value == null) {
            return ERROR;
          }
          return question.test(value) ? TRUE : FALSE;
        },
        text instanceof ObjectNode.Constant);
  }

  @SuppressWarnings("EnumOrdinal") // of this process only
  private static BoolNode ofCode(ObjectNode.Code code, Predicate<String> question) {
    ObjectNode<? extends Enum<?>> field = code.field();
    long bits = 0;
    for (int i = 0; i < code.codes().size(); i++) {
      bits |= question.test(code.codes().get(i)) ? 1L << i : 0;
    }
    long yes = bits;
    return record -> {
      Enum<?> constant = field.value(record);
      return constant == null ? ERROR : (int) (yes >>> constant.ordinal()) & 1;
    };
  }

  /** A question about two texts. */
  static BoolNode ask(
      ObjectNode<String> a, ObjectNode<String> b, BiPredicate<String, String> question) {
    if (b instanceof ObjectNode.Constant<String> constant && constant.constant() != null) {
      String fixed = constant.constant();
      return ask(a, text -> question.test(text, fixed));
    }
    if (a instanceof ObjectNode.Constant<String> constant && constant.constant() != null) {
      String fixed = constant.constant();
      return ask(b, text -> question.test(fixed, text));
    }
    return both(a, b, question);
  }

  /** A question about two objects. */
  static <A, B> BoolNode both(ObjectNode<A> a, ObjectNode<B> b, BiPredicate<A, B> question) {
    if (isFailure(a) || isFailure(b)) {
      return BoolNode.Constant.ERROR;
    }
    return Bools.folded(
        record -> {
          A left = a.value(record);
          B right = b.value(record);
          if (left == null || right == null) {
            return ERROR;
          }
          return question.test(left, right) ? TRUE : FALSE;
        },
        a instanceof ObjectNode.Constant && b instanceof ObjectNode.Constant);
  }

  private static boolean isFailure(ObjectNode<?> node) {
    return node instanceof ObjectNode.Constant<?> constant && constant.constant() == null;
  }

  static <T extends Comparable<T>> BoolNode compare(
      Comparison comparison, ObjectNode<T> a, ObjectNode<T> b) {
    return both(a, b, (left, right) -> comparison.holds(left.compareTo(right)));
  }

  /** Compares texts as CEL does, by UTF-16 code units. */
  static BoolNode compareTexts(Comparison comparison, ObjectNode<String> a, ObjectNode<String> b) {
    return switch (comparison) {
      case EQUAL -> ask(a, b, String::equals);
      case NOT_EQUAL -> ask(a, b, (left, right) -> !left.equals(right));
      default -> ask(a, b, (left, right) -> comparison.holds(left.compareTo(right)));
    };
  }

  static BoolNode in(ObjectNode<String> text, ObjectNode<? extends List<?>> list) {
    if (list instanceof ObjectNode.Codes codes
        && text instanceof ObjectNode.Constant<String> constant
        && constant.constant() != null) {
      return in(constant.constant(), codes);
    }
    return both(text, list, Texts::contains);
  }

  /** One code of a list: the same constant of the enum, looked for by identity. */
  private static BoolNode in(String code, ObjectNode.Codes codes) {
    Coded wanted =
        codes.constants().stream()
            .filter(constant -> constant.code().equals(code))
            .findFirst()
            .orElse(null);
    ObjectNode<? extends List<?>> field = codes.field();
    return record -> {
      List<?> list = field.value(record);
      return list == null ? ERROR : has(list, wanted) ? TRUE : FALSE;
    };
  }

  @SuppressWarnings("ReferenceEquality") // constants of one enum
  private static boolean has(List<?> list, @Nullable Coded wanted) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) == wanted) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(String text, List<?> list) {
    for (Object item : list) {
      if (text.equals(item instanceof Coded coded ? coded.code() : item)) {
        return true;
      }
    }
    return false;
  }

  static <T> ObjectNode<T> choose(BoolNode condition, ObjectNode<T> yes, ObjectNode<T> no) {
    if (condition instanceof BoolNode.Constant constant) {
      return switch (constant) {
        case TRUE -> yes;
        case FALSE -> no;
        case ERROR -> new ObjectNode.Constant<>(null);
      };
    }
    return record -> {
      int which = condition.test(record);
      return which == ERROR ? null : (which == TRUE ? yes : no).value(record);
    };
  }
}

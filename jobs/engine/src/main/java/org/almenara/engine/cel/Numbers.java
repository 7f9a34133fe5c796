package org.almenara.engine.cel;

import static org.almenara.engine.cel.BoolNode.ERROR;
import static org.almenara.engine.cel.BoolNode.FALSE;
import static org.almenara.engine.cel.BoolNode.TRUE;
import static org.almenara.engine.cel.LongNode.SUSPECT;

import java.util.Arrays;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Whole numbers and numbers with a fraction: arithmetic, comparison, membership. */
final class Numbers {

  /** Beyond these a double is no long; as CEL compares the two. */
  private static final double LONG_MIN = (double) Long.MIN_VALUE;

  private static final double LONG_MAX = (double) Long.MAX_VALUE;

  private Numbers() {}

  static boolean fails(LongNode node, long value, Object record) {
    return value == SUSPECT && node.fails(record);
  }

  static boolean fails(DoubleNode node, double value, Object record) {
    return Double.isNaN(value) && node.fails(record);
  }

  // Whole numbers.

  /** A sum, difference, product, quotient or remainder of whole numbers. */
  private interface LongStep {
    long of(long a, long b);

    /** Whether the result is out of range, or a division by zero. */
    boolean fails(long a, long b);
  }

  private enum LongSteps implements LongStep {
    ADD {
      @Override
      public long of(long a, long b) {
        return a + b;
      }

      @Override
      public boolean fails(long a, long b) {
        return ((a ^ (a + b)) & (b ^ (a + b))) < 0;
      }
    },
    SUBTRACT {
      @Override
      public long of(long a, long b) {
        return a - b;
      }

      @Override
      public boolean fails(long a, long b) {
        return ((a ^ b) & (a ^ (a - b))) < 0;
      }
    },
    MULTIPLY {
      @Override
      public long of(long a, long b) {
        return a * b;
      }

      @Override
      public boolean fails(long a, long b) {
        return Math.multiplyHigh(a, b) != (a * b) >> (Long.SIZE - 1);
      }
    },
    DIVIDE {
      @Override
      public long of(long a, long b) {
        return a / b;
      }

      @Override
      public boolean fails(long a, long b) {
        return b == 0 || (a == Long.MIN_VALUE && b == -1);
      }
    },
    REMAINDER {
      @Override
      public long of(long a, long b) {
        return a % b;
      }

      @Override
      public boolean fails(long a, long b) {
        return b == 0;
      }
    };

    static @Nullable LongSteps of(String function) {
      return switch (function) {
        case "_+_" -> ADD;
        case "_-_" -> SUBTRACT;
        case "_*_" -> MULTIPLY;
        case "_/_" -> DIVIDE;
        case "_%_" -> REMAINDER;
        default -> null;
      };
    }
  }

  private record LongArithmetic(LongSteps step, LongNode a, LongNode b) implements LongNode {
    @Override
    public long value(Object record) {
      long left = a.value(record);
      long right = b.value(record);
      return Numbers.fails(a, left, record)
              || Numbers.fails(b, right, record)
              || step.fails(left, right)
          ? SUSPECT
          : step.of(left, right);
    }

    @Override
    public boolean fails(Object record) {
      long left = a.value(record);
      long right = b.value(record);
      return Numbers.fails(a, left, record)
          || Numbers.fails(b, right, record)
          || step.fails(left, right);
    }
  }

  /** Arithmetic by CEL's name of it; absent for any other function. */
  static @Nullable LongNode arithmetic(String function, LongNode a, LongNode b) {
    LongSteps step = LongSteps.of(function);
    if (step != null && (isFailure(a) || isFailure(b))) {
      return LongNode.Constant.FAILURE;
    }
    return step == null
        ? null
        : folded(
            new LongArithmetic(step, a, b),
            a instanceof LongNode.Constant && b instanceof LongNode.Constant);
  }

  static LongNode negate(LongNode a) {
    return folded(
        new LongArithmetic(LongSteps.SUBTRACT, LongNode.Constant.of(0), a),
        a instanceof LongNode.Constant);
  }

  private record LongChoice(BoolNode condition, LongNode yes, LongNode no) implements LongNode {
    @Override
    public long value(Object record) {
      int which = condition.test(record);
      return which == ERROR ? SUSPECT : (which == TRUE ? yes : no).value(record);
    }

    @Override
    public boolean fails(Object record) {
      int which = condition.test(record);
      return which == ERROR || (which == TRUE ? yes : no).fails(record);
    }
  }

  static LongNode choose(BoolNode condition, LongNode yes, LongNode no) {
    if (condition instanceof BoolNode.Constant constant) {
      return switch (constant) {
        case TRUE -> yes;
        case FALSE -> no;
        case ERROR -> LongNode.Constant.FAILURE;
      };
    }
    return new LongChoice(condition, yes, no);
  }

  /** A number read off an object: a text's length. */
  static <T> LongNode of(ObjectNode<T> object, ToLongFunction<T> number) {
    LongNode node =
        new LongNode() {
          @Override
          public long value(Object record) {
            T value = object.value(record);
            return value == null ? SUSPECT : number.applyAsLong(value);
          }

          @Override
          public boolean fails(Object record) {
            return object.value(record) == null;
          }
        };
    return folded(node, object instanceof ObjectNode.Constant);
  }

  private static LongNode folded(LongNode node, boolean constant) {
    if (!constant) {
      return node;
    }
    return node.fails("") ? LongNode.Constant.FAILURE : LongNode.Constant.of(node.value(""));
  }

  private static boolean isFailure(LongNode node) {
    return node instanceof LongNode.Constant constant && constant.fails();
  }

  private static boolean isFailure(DoubleNode node) {
    return node instanceof DoubleNode.Constant constant && constant.fails();
  }

  static BoolNode compare(Comparison comparison, LongNode a, LongNode b) {
    if (isFailure(a) || isFailure(b)) {
      return BoolNode.Constant.ERROR;
    }
    if (b instanceof LongNode.Constant constant) {
      return compare(comparison, a, constant.value());
    }
    if (a instanceof LongNode.Constant constant) {
      return compare(comparison.turned(), b, constant.value());
    }
    return record -> {
      long left = a.value(record);
      long right = b.value(record);
      return fails(a, left, record) || fails(b, right, record)
          ? ERROR
          : comparison.result(Long.compare(left, right));
    };
  }

  /** Every comparison with a constant asks for a range. */
  private static BoolNode compare(Comparison comparison, LongNode a, long c) {
    return switch (comparison) {
      case EQUAL -> within(a, c, c);
      case NOT_EQUAL -> Bools.not(within(a, c, c));
      case LESS -> Bools.not(within(a, c, Long.MAX_VALUE));
      case LESS_OR_EQUAL -> within(a, Long.MIN_VALUE, c);
      case GREATER -> Bools.not(within(a, Long.MIN_VALUE, c));
      case GREATER_OR_EQUAL -> within(a, c, Long.MAX_VALUE);
    };
  }

  private static BoolNode within(LongNode a, long from, long to) {
    return Bools.folded(
        record -> {
          long value = a.value(record);
          if (fails(a, value, record)) {
            return ERROR;
          }
          return value >= from && value <= to ? TRUE : FALSE;
        },
        a instanceof LongNode.Constant);
  }

  static BoolNode in(LongNode a, long[] list) {
    long[] sorted = list.clone();
    Arrays.sort(sorted);
    return Bools.folded(
        record -> {
          long value = a.value(record);
          if (fails(a, value, record)) {
            return ERROR;
          }
          return Arrays.binarySearch(sorted, value) >= 0 ? TRUE : FALSE;
        },
        a instanceof LongNode.Constant);
  }

  // Numbers with a fraction.

  private interface DoubleStep {
    double of(double a, double b);
  }

  private static @Nullable DoubleStep doubleStep(String function) {
    return switch (function) {
      case "_+_" -> (a, b) -> a + b;
      case "_-_" -> (a, b) -> a - b;
      case "_*_" -> (a, b) -> a * b;
      case "_/_" -> (a, b) -> a / b;
      default -> null;
    };
  }

  private record DoubleArithmetic(DoubleStep step, DoubleNode a, DoubleNode b)
      implements DoubleNode {
    @Override
    public double value(Object record) {
      return step.of(a.value(record), b.value(record));
    }

    @Override
    public boolean fails(Object record) {
      return a.fails(record) || b.fails(record);
    }
  }

  /** Arithmetic by CEL's name of it; absent for any other function. */
  static @Nullable DoubleNode arithmetic(String function, DoubleNode a, DoubleNode b) {
    DoubleStep step = doubleStep(function);
    if (step != null && (isFailure(a) || isFailure(b))) {
      return DoubleNode.Constant.FAILURE;
    }
    return step == null
        ? null
        : folded(
            new DoubleArithmetic(step, a, b),
            a instanceof DoubleNode.Constant && b instanceof DoubleNode.Constant);
  }

  static DoubleNode negate(DoubleNode a) {
    return folded(new DoubleArithmetic((x, y) -> -x, a, a), a instanceof DoubleNode.Constant);
  }

  private record OfWhole(LongNode whole) implements DoubleNode {
    @Override
    public double value(Object record) {
      long value = whole.value(record);
      return Numbers.fails(whole, value, record) ? Double.NaN : (double) value;
    }

    @Override
    public boolean fails(Object record) {
      return Numbers.fails(whole, whole.value(record), record);
    }
  }

  /** A whole number as one with a fraction. */
  static DoubleNode ofWhole(LongNode whole) {
    return folded(new OfWhole(whole), whole instanceof LongNode.Constant);
  }

  private record DoubleChoice(BoolNode condition, DoubleNode yes, DoubleNode no)
      implements DoubleNode {
    @Override
    public double value(Object record) {
      int which = condition.test(record);
      return which == ERROR ? Double.NaN : (which == TRUE ? yes : no).value(record);
    }

    @Override
    public boolean fails(Object record) {
      int which = condition.test(record);
      return which == ERROR || (which == TRUE ? yes : no).fails(record);
    }
  }

  static DoubleNode choose(BoolNode condition, DoubleNode yes, DoubleNode no) {
    return folded(
        new DoubleChoice(condition, yes, no),
        condition instanceof BoolNode.Constant
            && yes instanceof DoubleNode.Constant
            && no instanceof DoubleNode.Constant);
  }

  private static DoubleNode folded(DoubleNode node, boolean constant) {
    if (!constant) {
      return node;
    }
    return node.fails("") ? DoubleNode.Constant.FAILURE : DoubleNode.Constant.of(node.value(""));
  }

  static BoolNode compare(Comparison comparison, DoubleNode a, DoubleNode b) {
    if (isFailure(a) || isFailure(b)) {
      return BoolNode.Constant.ERROR;
    }
    return Bools.folded(
        record -> {
          double left = a.value(record);
          double right = b.value(record);
          return fails(a, left, record) || fails(b, right, record)
              ? ERROR
              : comparison.result(left, right);
        },
        a instanceof DoubleNode.Constant && b instanceof DoubleNode.Constant);
  }

  static BoolNode compare(Comparison comparison, LongNode a, DoubleNode b) {
    if (isFailure(a) || isFailure(b)) {
      return BoolNode.Constant.ERROR;
    }
    return Bools.folded(
        record -> {
          long left = a.value(record);
          double right = b.value(record);
          return fails(a, left, record) || fails(b, right, record)
              ? ERROR
              : comparison.result(-order(right, left));
        },
        a instanceof LongNode.Constant && b instanceof DoubleNode.Constant);
  }

  /** How CEL orders a double and a long. */
  private static int order(double a, long b) {
    if (a < LONG_MIN) {
      return -1;
    }
    return a > LONG_MAX ? 1 : Double.compare(a, (double) b);
  }

  static BoolNode in(DoubleNode a, double[] list) {
    return Bools.folded(
        record -> {
          double value = a.value(record);
          if (fails(a, value, record)) {
            return ERROR;
          }
          for (double element : list) {
            if (element == value) {
              return TRUE;
            }
          }
          return FALSE;
        },
        a instanceof DoubleNode.Constant);
  }
}

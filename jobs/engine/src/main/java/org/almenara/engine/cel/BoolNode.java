package org.almenara.engine.cel;

/** A condition on one record: true, false, or an error, which is no exception here. */
@FunctionalInterface
public interface BoolNode {

  int FALSE = 0;
  int TRUE = 1;

  /** A value was absent, out of range or divided by zero. With TRUE or FALSE by bits: itself. */
  int ERROR = 3;

  /** {@link #TRUE}, {@link #FALSE} or {@link #ERROR}. */
  int test(Object record);

  /** What is known without a record. */
  enum Constant implements BoolNode {
    FALSE(BoolNode.FALSE),
    TRUE(BoolNode.TRUE),
    ERROR(BoolNode.ERROR);

    private final int result;

    Constant(int result) {
      this.result = result;
    }

    static Constant of(boolean result) {
      return result ? TRUE : FALSE;
    }

    @Override
    public int test(Object record) {
      return result;
    }
  }
}

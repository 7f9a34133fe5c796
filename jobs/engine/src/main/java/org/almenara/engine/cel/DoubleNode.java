package org.almenara.engine.cel;

/** A number with a fraction. */
public interface DoubleNode {

  /** The value; NaN when there is none, or when it is that; {@link #fails} tells. */
  double value(Object record);

  /** Whether there is no value. */
  boolean fails(Object record);

  /** A constant, or the lack of one. */
  record Constant(double value, boolean fails) implements DoubleNode {

    public static final Constant FAILURE = new Constant(Double.NaN, true);

    static Constant of(double value) {
      return new Constant(value, false);
    }

    @Override
    public double value(Object record) {
      return value;
    }

    @Override
    public boolean fails(Object record) {
      return fails;
    }
  }
}

package org.almenara.engine.cel;

/** A whole number of one record. */
public interface LongNode {

  /** Stands where there may be no value; {@link #fails} then tells whether there is one. */
  long SUSPECT = Long.MIN_VALUE;

  /** The value; {@link #SUSPECT} when there is none, or when it is that very number. */
  long value(Object record);

  /** Whether there is no value: a field is absent, or arithmetic left the range. */
  boolean fails(Object record);

  /** A constant, or the lack of one. */
  record Constant(long value, boolean fails) implements LongNode {

    public static final Constant FAILURE = new Constant(SUSPECT, true);

    static Constant of(long value) {
      return new Constant(value, false);
    }

    @Override
    public long value(Object record) {
      return value;
    }

    @Override
    public boolean fails(Object record) {
      return fails;
    }
  }
}

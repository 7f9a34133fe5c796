package org.almenara.engine.measures;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * A sum of longs that no number of them overflows: 128 bits, two's complement.
 *
 * <p>The contract bounds an amount of money by 10^15 minor units, and some 9,000 of those already
 * pass a long.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits, unsigned
 */
record Sum(long high, long low) {

  static final Sum ZERO = new Sum(0, 0);

  static Sum of(long value) {
    return value == 0 ? ZERO : new Sum(value >> 63, value);
  }

  Sum plus(Sum other) {
    long sum = low + other.low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    return new Sum(high + other.high + carry, sum);
  }

  Sum minus(Sum other) {
    long borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
    return new Sum(high - other.high - borrow, low - other.low);
  }

  BigInteger exact() {
    return new BigInteger(ByteBuffer.allocate(16).putLong(high).putLong(low).array());
  }

  void write(DataOutput out) throws IOException {
    Packed.write(low, out);
    Packed.write(high - (low >> 63), out);
  }

  static Sum read(DataInput in) throws IOException {
    long low = Packed.read(in);
    return new Sum(Packed.read(in) + (low >> 63), low);
  }
}

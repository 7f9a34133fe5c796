package org.almenara.engine.measures;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;

/** Whole numbers in as few bytes as they need: 1 for -64..63, 10 for the farthest from 0. */
final class Packed {

  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;

  private Packed() {}

  static void write(long value, DataOutput out) throws IOException {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & -MORE) != 0) {
      out.writeByte((int) ((rest & (MORE - 1)) | MORE));
      rest >>>= BITS;
    }
    out.writeByte((int) rest);
  }

  static long read(DataInput in) throws IOException {
    long zigzag = 0;
    for (int shift = 0; shift < Long.SIZE; shift += BITS) {
      int next = in.readUnsignedByte();
      zigzag |= (long) (next & (MORE - 1)) << shift;
      if ((next & MORE) == 0) {
        return (zigzag >>> 1) ^ -(zigzag & 1);
      }
    }
    throw new StreamCorruptedException("a packed number of more than 10 bytes");
  }
}

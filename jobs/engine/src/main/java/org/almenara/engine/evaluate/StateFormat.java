package org.almenara.engine.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.io.UTFDataFormatException;
import org.almenara.engine.measures.Listed;

/**
 * The layout of a state, named by its first byte.
 *
 * @param of whose state, for refusals
 * @param number changes with the layout
 */
record StateFormat(String of, byte number) {

  void write(DataOutput out) throws IOException {
    out.writeByte(number);
  }

  /**
   * Reads a state of this layout and refuses any other: by its number, or where a state under
   * development kept the number, by what does not fit.
   */
  <S> S read(DataInput in, Listed.Reader<S> state) throws IOException {
    byte found = in.readByte();
    if (found != number) {
      throw new IOException(of + " state of format " + found + "; this version reads " + number);
    }
    try {
      return state.read(in);
    } catch (StreamCorruptedException e) {
      throw unreadable(String.valueOf(e.getMessage()));
    } catch (EOFException e) {
      throw unreadable("an end before its time");
    } catch (UTFDataFormatException | RuntimeException e) {
      // What they say repeats what they read, which may be a token.
      throw unreadable("a value that it cannot hold");
    }
  }

  private IOException unreadable(String what) {
    return new IOException(
        of
            + " state of format "
            + number
            + " with "
            + what
            + ": another layout; go on with the version that wrote it, or from no state");
  }
}

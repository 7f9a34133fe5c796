package org.almenara.engine.measures;

import java.io.DataInput;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists in a state that is read: how many there are, then each.
 *
 * <p>Nothing is made larger than what has come. So bytes of another layout, in which any number may
 * be taken for a length, end in a refusal and not without memory.
 */
public final class Listed {

  /** Room for most lists; a longer one grows as its members come. */
  private static final int USUAL = 16;

  private Listed() {}

  /** Reads one member. */
  public interface Reader<T> {
    T read(DataInput in) throws IOException;
  }

  /** Reads one member into where it is kept. */
  public interface Step {
    void read() throws IOException;
  }

  /** Reads a list, its members in order. */
  public static <T> List<T> read(DataInput in, String of, Reader<T> member) throws IOException {
    List<T> read = new ArrayList<>(USUAL);
    each(in, of, () -> read.add(member.read(in)));
    return read;
  }

  /**
   * Reads how many members there are, and each.
   *
   * @param of what they are, for the refusal
   * @throws StreamCorruptedException where there are fewer
   */
  public static void each(DataInput in, String of, Step member) throws IOException {
    int size = in.readInt();
    if (size < 0) {
      throw new StreamCorruptedException("a list of " + size + " " + of);
    }
    for (int read = 0; read < size; read++) {
      try {
        member.read();
      } catch (EOFException e) {
        throw new StreamCorruptedException(
            "a list of " + size + " " + of + ", of which there are " + read);
      }
    }
  }
}

package org.almenara.cli.validate;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a stream of bytes, of any length: of a long line only the beginning is kept.
 *
 * <p>A line ends with LF; a CR before it is part of the line, and white space to JSON.
 */
final class Lines {

  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private final byte[] line;
  private int from;
  private int to;

  /**
   * Lines of that stream.
   *
   * @param kept how many bytes of a line are kept
   */
  Lines(InputStream in, int kept) {
    this.in = in;
    this.line = new byte[kept];
  }

  /** The next line without its end, or its first bytes; absent at the end of the stream. */
  byte @Nullable [] next() throws IOException {
    int length = 0;
    boolean any = false;
    while (from < to || fill()) {
      any = true;
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      int copied = Math.min(end - from, line.length - length);
      System.arraycopy(buffer, from, line, length, copied);
      length += copied;
      from = Math.min(end + 1, to);
      if (end < to) {
        return Arrays.copyOf(line, length);
      }
    }
    return any ? Arrays.copyOf(line, length) : null;
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(buffer));
    return to > 0;
  }
}

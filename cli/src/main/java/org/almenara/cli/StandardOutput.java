package org.almenara.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Results of this process. It remembers that something could not be written, since a print stream
 * swallows that: a report that nobody got is no success.
 */
final class StandardOutput extends OutputStream {

  private final OutputStream out;
  private @Nullable IOException failure;

  StandardOutput(OutputStream out) {
    this.out = out;
  }

  static StandardOutput ofProcess() {
    return new StandardOutput(new FileOutputStream(FileDescriptor.out));
  }

  /**
   * Why something was not written; absent when all was, or when the reader had seen enough ({@code
   * | head}).
   */
  @Nullable String failure() {
    String message = failure == null ? null : failure.getMessage();
    return "Broken pipe".equals(message) ? null : message;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}

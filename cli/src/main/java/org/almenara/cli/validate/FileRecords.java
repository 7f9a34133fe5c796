package org.almenara.cli.validate;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.almenara.cli.Problem;
import org.almenara.schemas.RecordReader;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * One record a line (NDJSON), plain or gzip. Lines of white space alone are no records and are
 * skipped, as readers of NDJSON do.
 */
final class FileRecords implements Records {

  /**
   * One byte more than the longest record, a rule set, may have, so that longer ones are seen to
   * be.
   */
  private static final int KEPT = RecordReader.MAX_RULE_SET_BYTES + 1;

  /** How far into it a file is looked at to tell what it is. */
  private static final int LOOK = 4096;

  /** A size that nobody knows. */
  private static final long UNKNOWN = -1;

  private final String name;
  private final InputStream raw;
  private final long size;

  private final @Nullable Long arrival;
  private long passed;
  private long blank;

  private FileRecords(String name, InputStream raw, long size, @Nullable Long arrival) {
    this.name = name;
    this.raw = raw;
    this.size = size;
    this.arrival = arrival;
  }

  /**
   * Records of a file.
   *
   * @param arrival when all of them are taken to arrive; absent: nobody says
   */
  static FileRecords of(Path file, @Nullable Long arrival) throws IOException {
    // Not a channel's stream: a pipe, which a file can be, has no place to seek.
    InputStream in = new FileInputStream(file.toFile());
    long size = Files.isRegularFile(file) ? Files.size(file) : UNKNOWN;
    return new FileRecords(file.toString(), in, size, arrival);
  }

  /** Records of a stream whose end nobody knows. */
  static FileRecords of(String name, InputStream in, @Nullable Long arrival) {
    return new FileRecords(name, in, UNKNOWN, arrival);
  }

  @Override
  public void forEach(Reader reader) throws IOException {
    try (InputStream in = plain(new BufferedInputStream(new Counting(raw), 1 << 16))) {
      refuseWhatIsNoText(in);
      Lines lines = new Lines(in, KEPT);
      boolean first = true;
      long number = 0;
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        number++;
        if (isBlank(line)) {
          blank++;
          continue;
        }
        if (first) {
          refuseOneDocumentOverManyLines(line);
          first = false;
        }
        reader.read(line, Place.line(number), arrival);
      }
    }
  }

  /** How many lines held white space only. */
  long blank() {
    return blank;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double part() {
    return size <= 0 ? -1 : (double) passed / size;
  }

  /** By its first bytes, not by its name: standard input has none. */
  private static InputStream plain(BufferedInputStream in) throws IOException {
    byte[] head = head(in, 2);
    boolean zipped = head.length == 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
    return zipped
        ? new BufferedInputStream(
            GzipCompressorInputStream.builder()
                .setInputStream(in)
                .setDecompressConcatenated(true) // a gzip file may be several
                .get(),
            1 << 16)
        : in;
  }

  private void refuseWhatIsNoText(InputStream in) throws IOException {
    for (byte b : head(in, LOOK)) {
      if (b == 0) {
        throw new Problem(
            name + " is no text: it holds zero bytes",
            "give UTF-8 NDJSON, one record a line, plain or gzip; not UTF-16, Avro or Parquet");
      }
    }
  }

  private void refuseOneDocumentOverManyLines(byte[] line) {
    int end = line.length;
    while (end > 0 && isWhite(line[end - 1])) {
      end--;
    }
    if (end == 1 && (line[0] == '[' || line[0] == '{')) {
      throw new Problem(
          name + " is JSON written over many lines, not one record a line",
          "write each record on one line: jq -c '.[]' does it for a list, jq -c . for records");
    }
  }

  private static byte[] head(InputStream in, int length) throws IOException {
    in.mark(length);
    byte[] head = in.readNBytes(length);
    in.reset();
    return head;
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (!isWhite(b)) {
        return false;
      }
    }
    // A line that was cut is longer than what is kept of it.
    return line.length < KEPT;
  }

  private static boolean isWhite(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  /** Counts what was read of the file itself, zipped or not. */
  private final class Counting extends FilterInputStream {
    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      passed += Math.max(0, read);
      return read;
    }
  }
}

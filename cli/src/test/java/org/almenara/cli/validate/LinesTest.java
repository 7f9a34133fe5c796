package org.almenara.cli.validate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LinesTest {

  @Test
  void readsLinesAndTheLastOneWithoutAnEnd() throws IOException {
    assertThat(lines("a\n\nbc\r\nd", 10)).containsExactly("a", "", "bc\r", "d");
    assertThat(lines("a\n", 10)).containsExactly("a");
    assertThat(lines("", 10)).isEmpty();
  }

  @Test
  void keepsTheBeginningOfALongLineAndSkipsTheRest() throws IOException {
    String longer = "x".repeat(200_000);

    assertThat(lines("a\n" + longer + "\nb\n" + longer, 5))
        .containsExactly("a", "xxxxx", "b", "xxxxx");
  }

  @Test
  void readsLinesThatComeByteByByte() throws IOException {
    InputStream slow =
        new ByteArrayInputStream("ab\ncd\n".getBytes(UTF_8)) {
          @Override
          public synchronized int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(1, length));
          }
        };
    assertThat(all(new Lines(slow, 10))).containsExactly("ab", "cd");
  }

  private static List<String> lines(String text, int kept) throws IOException {
    return all(new Lines(new ByteArrayInputStream(text.getBytes(UTF_8)), kept));
  }

  private static List<String> all(Lines lines) throws IOException {
    List<String> all = new ArrayList<>();
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      all.add(new String(line, UTF_8));
    }
    return all;
  }
}

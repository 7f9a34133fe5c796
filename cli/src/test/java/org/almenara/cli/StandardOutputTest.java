package org.almenara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StandardOutputTest {

  @Test
  void remembersWhatAPrintStreamSwallows() {
    assertThat(after("No space left on device")).isEqualTo("No space left on device");
  }

  @Test
  void aReaderWhoHasSeenEnoughIsNoFailure() {
    assertThat(after("Broken pipe")).isNull();
  }

  @Test
  void saysNothingWhenAllIsWritten() {
    StandardOutput results = new StandardOutput(OutputStream.nullOutputStream());
    new PrintStream(results, true, StandardCharsets.UTF_8).println("a result");

    assertThat(results.failure()).isNull();
  }

  private static @Nullable String after(String failure) {
    StandardOutput results =
        new StandardOutput(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException(failure);
              }
            });
    new PrintStream(results, true, StandardCharsets.UTF_8).println("a result");
    return results.failure();
  }
}

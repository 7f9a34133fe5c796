package org.almenara.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The keys of a report as they were released. {@code -Dalmenara.golden=write} writes them anew:
 * read what it changed.
 */
final class GoldenShape {

  private static final Path FILE =
      Path.of("src/test/resources/org/almenara/evaluation/report-shape.txt");

  private GoldenShape() {}

  static void hold(String shape) throws IOException {
    if ("write".equals(System.getProperty("almenara.golden"))) {
      Files.writeString(FILE, shape);
    }
    assertThat(shape).isEqualTo(Files.readString(FILE));
  }
}

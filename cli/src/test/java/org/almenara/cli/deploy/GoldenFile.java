package org.almenara.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.almenara.cli.Installation;

/**
 * A file of the repository that is made from the code and checked in, so that a review sees what a
 * change does to it.
 *
 * @param path from the root of the repository
 */
record GoldenFile(String path) {

  /** System property: write the files anew instead of comparing them. */
  private static final String WRITE = "almenara.golden";

  /** What writes all of them anew. */
  static final String COMMAND =
      "mvn -pl cli -am test -Dtest=GoldenFilesTest -Dsurefire.failIfNoSpecifiedTests=false -D"
          + WRITE
          + "=write";

  /** Compares it with what the code makes, or writes it. */
  void holds(String made) throws IOException {
    Path file = Installation.current().root().resolve(path);
    if ("write".equals(System.getProperty(WRITE))) {
      Files.writeString(file, made);
    }
    assertThat(Files.readString(file))
        .as("%s drifted from the code. Write it anew: %s", path, COMMAND)
        .isEqualTo(made);
  }
}

package org.almenara.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The log file of this run. It comes into being with its first line, so quiet runs leave none. */
public final class RunLog {

  /** System property that log4j2.xml reads. */
  private static final String PROPERTY = "almenara.log";

  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private RunLog() {}

  /**
   * Names the file; call it before anything logs.
   *
   * @param run what runs, say {@code demo}
   */
  static void begin(Installation installation, String run) {
    String name =
        run
            + "-"
            + LocalDateTime.now(ZoneId.systemDefault()).format(STAMP)
            + "-"
            + ProcessHandle.current().pid();
    System.setProperty(PROPERTY, installation.logs().resolve(name + ".log").toString());
  }

  /** The file, whether it exists or not. */
  public static Path file(Installation installation) {
    @Nullable String file = System.getProperty(PROPERTY);
    return file == null ? installation.logs().resolve("almenara.log") : Path.of(file);
  }

  /** The file beside it for the output of a child process, say {@code broker}. */
  public static Path ofChild(Installation installation, String child) {
    Path own = file(installation);
    return own.resolveSibling((own.getFileName() + "").replace(".log", "-" + child + ".log"));
  }

  /** The file, when something was written to it. */
  static @Nullable Path written() {
    @Nullable String file = System.getProperty(PROPERTY);
    return file != null && Files.exists(Path.of(file)) ? Path.of(file) : null;
  }
}

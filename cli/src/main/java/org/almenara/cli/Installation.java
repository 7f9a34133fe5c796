package org.almenara.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * This checkout: the folder that holds the launcher.
 *
 * @param root absolute
 */
public record Installation(Path root) {

  /** System property that the launcher and the build set. */
  public static final String PROPERTY = "almenara.root";

  /** The checkout that this process was started from. */
  public static Installation current() {
    @Nullable String root = System.getProperty(PROPERTY);
    if (root == null || !Files.isRegularFile(Path.of(root, "almenara"))) {
      throw new Problem(
          "cannot tell where Almenara is installed", "start it by its launcher, ./almenara");
    }
    return new Installation(Path.of(root).toAbsolutePath().normalize());
  }

  /** One line: the class path of the local broker. The build writes it. */
  public Path brokerClassPath() {
    return root.resolve("deploy/local/target/broker.classpath");
  }

  /** How the local broker logs. */
  public Path brokerLogging() {
    return root.resolve("deploy/local/broker-log4j2.xml");
  }

  /** Folder of the log files, one a run. */
  public Path logs() {
    return root.resolve("target/logs");
  }

  /** Where a demo that was left running says how to reach it. */
  public Path runningDemo() {
    return root.resolve("target/running-demo.properties");
  }
}

package org.almenara.cli.kafka;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.almenara.cli.Installation;

/**
 * How to reach a demo that was left running.
 *
 * @param bootstrapServers of its broker
 * @param process id of its process
 */
public record RunningDemo(String bootstrapServers, long process) {

  /** The demo of this checkout, when one runs. */
  static Optional<RunningDemo> find(Installation installation) {
    Path file = installation.runningDemo();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    RunningDemo demo =
        new RunningDemo(
            properties.getProperty("bootstrap", ""),
            Long.parseLong(properties.getProperty("process", "-1")));
    return ProcessHandle.of(demo.process).map(process -> demo);
  }

  /** Says so to the other commands of this checkout, until this process ends. */
  public void announce(Installation installation) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap", bootstrapServers);
    properties.setProperty("process", String.valueOf(process));
    Path file = installation.runningDemo();
    try {
      Files.createDirectories(file.getParent());
      try (Writer writer = Files.newBufferedWriter(file)) {
        properties.store(writer, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    file.toFile().deleteOnExit();
  }
}

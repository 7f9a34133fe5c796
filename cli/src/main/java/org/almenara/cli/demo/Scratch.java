package org.almenara.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.almenara.cli.broker.LocalBroker;

/**
 * The temporary folder of a demo.
 *
 * @param folder the broker's data and the job's checkpoints go here
 */
record Scratch(Path folder) implements AutoCloseable {

  static Scratch create() throws IOException {
    return new Scratch(Files.createTempDirectory("almenara-demo-"));
  }

  @Override
  public void close() throws IOException {
    LocalBroker.delete(folder);
  }
}

package org.almenara.cli.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.almenara.cli.Problem;

/**
 * Settings of a Kafka client that a file holds, such as TLS and SASL.
 *
 * <p>They hold secrets: nothing here prints them, and neither does {@link #toString()}.
 */
public final class ClientProperties {

  private final Properties properties;

  private ClientProperties(Properties properties) {
    this.properties = properties;
  }

  /** None: for a broker that is open to this machine. */
  public static ClientProperties none() {
    return new ClientProperties(new Properties());
  }

  /** Reads a file in the form of {@link Properties}, as Kafka's own tools take it. */
  public static ClientProperties read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      // The cause stays out of the message and the log: it may quote a line of the file.
      throw new Problem(
          "cannot read the client properties in " + file,
          "name a file of lines `name=value`, as Kafka's own tools take it");
    }
    return new ClientProperties(properties);
  }

  /** Adds them to the settings of a client. */
  void addTo(Properties settings) {
    settings.putAll(properties);
  }

  @Override
  public String toString() {
    return properties.size() + " client properties";
  }
}

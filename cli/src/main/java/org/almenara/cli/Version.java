package org.almenara.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Versions that the build wrote down. */
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    Properties versions = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      versions.load(Objects.requireNonNull(in, "the build puts version.properties beside this"));
    }
    return new String[] {
      "almenara " + versions.getProperty("almenara"),
      "Flink " + versions.getProperty("flink"),
      "Kafka clients %s, local broker %s"
          .formatted(versions.getProperty("kafka.clients"), versions.getProperty("kafka.broker")),
      "Java " + Runtime.version()
    };
  }
}

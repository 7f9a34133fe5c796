package org.almenara.cli.kafka;

import java.nio.file.Path;
import org.almenara.cli.Installation;
import org.almenara.cli.Problem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which broker a command talks to: the option, else the environment, else a running demo; and as
 * whom.
 */
public final class BrokerOption {

  private static final String VARIABLE = "ALMENARA_BOOTSTRAP";

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description =
          "Kafka bootstrap servers; else " + VARIABLE + ", else those of a running `demo --keep`.")
  private @Nullable String option;

  @Option(
      names = "--client-properties",
      paramLabel = "FILE",
      description =
          "Settings of the Kafka client, TLS and SASL, one `name=value` a line. Secrets stand in"
              + " this file only.")
  private @Nullable Path clientProperties;

  /** Meets that broker. */
  public Connection connect() {
    return Connection.to(
        bootstrapServers(),
        clientProperties == null
            ? ClientProperties.none()
            : ClientProperties.read(clientProperties));
  }

  private String bootstrapServers() {
    if (option != null) {
      return option;
    }
    @Nullable String variable = System.getenv(VARIABLE);
    if (variable != null && !variable.isBlank()) {
      return variable;
    }
    return RunningDemo.find(Installation.current())
        .map(RunningDemo::bootstrapServers)
        .orElseThrow(
            () ->
                new Problem(
                    "no broker is named and no demo is running",
                    "start one with `almenara demo --keep`, or give --bootstrap HOST:PORT"));
  }
}

package org.almenara.pipeline.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.flink.util.ParameterTool;
import org.jspecify.annotations.Nullable;

/**
 * How the job meets Kafka.
 *
 * @param bootstrapServers {@code host:port}, comma-separated
 * @param groupId consumer group whose offsets show how far the job has read
 * @param transactionalIdPrefix start of the sinks' transactional ids; one a job, for ever
 * @param transactionTimeoutMillis how long an open transaction may last: well above checkpoint
 *     interval plus restart time, and at most the broker's {@code transaction.max.timeout.ms}
 * @param properties further client properties, such as TLS and SASL; they hold secrets, so they
 *     come from a file and are never logged
 */
public record KafkaSettings(
    String bootstrapServers,
    String groupId,
    String transactionalIdPrefix,
    long transactionTimeoutMillis,
    Map<String, String> properties) {

  /** 10 min: below a stock broker's maximum of 15 min, far above checkpoint plus restart. */
  public static final long TRANSACTION_TIMEOUT_MILLIS = 600_000;

  /** Settings for a broker without security, all else as by default. */
  public static KafkaSettings of(String bootstrapServers) {
    return new KafkaSettings(
        bootstrapServers, "almenara-flag-cases", "almenara", TRANSACTION_TIMEOUT_MILLIS, Map.of());
  }

  /**
   * Reads the job's arguments: {@code --bootstrap host:port} (or environment {@code
   * ALMENARA_BOOTSTRAP}), {@code --group}, {@code --transactional-id-prefix}, {@code
   * --transaction-timeout-ms}, and {@code --client-properties file} for TLS and SASL.
   *
   * @throws IllegalArgumentException when no broker is named
   */
  public static KafkaSettings of(String[] args) throws IOException {
    return of(args, "almenara-flag-cases", "almenara");
  }

  /**
   * The same for a job of its own.
   *
   * @param group unless {@code --group} names another
   * @param transactionalIdPrefix unless {@code --transactional-id-prefix} names another
   */
  public static KafkaSettings of(String[] args, String group, String transactionalIdPrefix)
      throws IOException {
    ParameterTool arguments = ParameterTool.fromArgs(args);
    String bootstrap = arguments.get("bootstrap", System.getenv("ALMENARA_BOOTSTRAP"));
    if (bootstrap == null) {
      throw new IllegalArgumentException(
          "no broker is named; give --bootstrap host:port or set ALMENARA_BOOTSTRAP");
    }
    KafkaSettings defaults = of(bootstrap);
    return new KafkaSettings(
        bootstrap,
        arguments.get("group", group),
        arguments.get("transactional-id-prefix", transactionalIdPrefix),
        arguments.getLong("transaction-timeout-ms", defaults.transactionTimeoutMillis),
        properties(arguments.get("client-properties")));
  }

  private static Map<String, String> properties(@Nullable String file) throws IOException {
    Map<String, String> properties = new TreeMap<>();
    if (file != null) {
      Properties read = new Properties();
      try (Reader reader = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
        read.load(reader);
      }
      read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
    }
    return properties;
  }

  Properties clientProperties() {
    Properties client = new Properties();
    client.putAll(properties);
    return client;
  }
}

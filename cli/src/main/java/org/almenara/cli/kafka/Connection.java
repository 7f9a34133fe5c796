package org.almenara.cli.kafka;

import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.almenara.cli.Problem;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A broker that answers.
 *
 * @param bootstrapServers where it is reached
 */
public record Connection(String bootstrapServers) {

  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** Asks the broker for its name, so that one that is not there is told at once. */
  public static Connection to(String bootstrapServers) {
    Connection connection = new Connection(bootstrapServers);
    try (Admin admin = connection.admin()) {
      connection.answer(admin.describeCluster().clusterId());
    }
    return connection;
  }

  /** A client that creates and describes; the caller closes it. */
  public Admin admin() {
    return Admin.create(common());
  }

  /** A client that reads only committed records and belongs to no group; the caller closes it. */
  public Consumer<byte[], byte[]> consumer() {
    Properties settings = common();
    settings.setProperty(
        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
        IsolationLevel.READ_COMMITTED.name().toLowerCase(Locale.ROOT));
    settings.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private Properties common() {
    Properties settings = new Properties();
    settings.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.setProperty(
        CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, String.valueOf(ANSWER.toMillis()));
    settings.setProperty(
        CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, String.valueOf(ANSWER.toMillis()));
    return settings;
  }

  /** Waits for the broker's answer; a refusal is a {@link Problem} with its cause. */
  public <T> T answer(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Problem failed(Throwable cause) {
    return cause instanceof TimeoutException
        ? new Problem(
            "no Kafka broker answers at " + bootstrapServers,
            "check the address, or start a broker with `almenara demo --keep`",
            cause)
        : new Problem(
            "the Kafka broker at " + bootstrapServers + " refused: " + cause.getMessage(),
            "check what this user may do there",
            cause);
  }
}

package org.almenara.cli.kafka;

import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.almenara.cli.Problem;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker that answers, and as whom it is met. */
public final class Connection {

  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** Bytes; beyond the largest record of any contract. */
  private static final int MAX_REQUEST = 4 * 1024 * 1024;

  private final String bootstrapServers;
  private final ClientProperties clientProperties;

  private Connection(String bootstrapServers, ClientProperties clientProperties) {
    this.bootstrapServers = bootstrapServers;
    this.clientProperties = clientProperties;
  }

  /** Meets a broker that is open to this machine. */
  public static Connection to(String bootstrapServers) {
    return to(bootstrapServers, ClientProperties.none());
  }

  /** Asks the broker for its name, so that one that is not there is told at once. */
  public static Connection to(String bootstrapServers, ClientProperties clientProperties) {
    Connection connection = unchecked(bootstrapServers, clientProperties);
    try (Admin admin = connection.admin()) {
      connection.answer(admin.describeCluster().clusterId());
    }
    return connection;
  }

  /** Asks nothing yet. */
  static Connection unchecked(String bootstrapServers, ClientProperties clientProperties) {
    return new Connection(bootstrapServers, clientProperties);
  }

  /** Where it is reached. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** A client that creates and describes; the caller closes it. */
  public Admin admin() {
    return client(() -> Admin.create(common()));
  }

  /** A client that reads only committed records and belongs to no group; the caller closes it. */
  public Consumer<byte[], byte[]> consumer() {
    Properties settings = common();
    settings.setProperty(
        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
        IsolationLevel.READ_COMMITTED.name().toLowerCase(Locale.ROOT));
    settings.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    return client(
        () ->
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  /** A client that writes and waits for the broker to have it; the caller closes it. */
  public Producer<byte[], byte[]> producer() {
    Properties settings = common();
    settings.setProperty(ProducerConfig.ACKS_CONFIG, "all");
    settings.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, String.valueOf(ANSWER.toMillis()));
    settings.setProperty(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, String.valueOf(2 * ANSWER.toMillis()));
    // What is too large is for the broker to say: a topic may take more, or less.
    settings.setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(MAX_REQUEST));
    return client(
        () -> new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  /**
   * Makes a client. What Kafka says of settings that it cannot use may quote them, and they may be
   * secrets: so the exception goes neither into the message nor into the log.
   */
  private static <T> T client(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (KafkaException e) {
      throw new Problem(
          "the Kafka client cannot be set up: " + UnusableSettings.reason(e),
          "check --bootstrap and the file of --client-properties");
    }
  }

  /** Names of the topics that this user may see. */
  public Set<String> topicNames() {
    try (Admin admin = admin()) {
      return answer(admin.listTopics().names());
    }
  }

  private Properties common() {
    Properties settings = new Properties();
    clientProperties.addTo(settings);
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
    if (cause instanceof TimeoutException) {
      return new Problem(
          "no Kafka broker answers at " + bootstrapServers,
          "check the address and, where the broker asks for TLS, --client-properties; or start a"
              + " broker with `almenara demo --keep`",
          cause);
    }
    if (cause instanceof AuthenticationException) {
      return new Problem(
          "the Kafka broker at " + bootstrapServers + " does not accept this client",
          "check user, password and certificates in the file of --client-properties",
          cause);
    }
    return new Problem(
        "the Kafka broker at " + bootstrapServers + " refused: " + cause.getMessage(),
        "check what this user may do there: docs/topics.md says which role may what",
        cause);
  }
}

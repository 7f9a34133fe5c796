package org.almenara.cli.demo;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.almenara.cli.Problem;
import org.almenara.cli.kafka.Connection;
import org.almenara.simulator.Sent;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends a world's records as they say: to which partition, and with which time of arrival. */
final class Feed implements AutoCloseable {

  private final Producer<String, byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private long sent;

  Feed(Connection connection) {
    Properties settings = new Properties();
    settings.setProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, connection.bootstrapServers());
    settings.setProperty(ProducerConfig.ACKS_CONFIG, "all");
    // A broker that died is told within a minute, not after two.
    settings.setProperty(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "60000");
    settings.setProperty(ProducerConfig.LINGER_MS_CONFIG, "50");
    settings.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, String.valueOf(1 << 18));
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /** Hands a record over; it is on the topic at the latest when {@link #finish} returns. */
  void send(Sent record) {
    var unused =
        producer.send(
            new ProducerRecord<>(
                record.topic().topicName(),
                record.partition(),
                record.arrival().toEpochMilli(),
                record.key(),
                record.value()),
            (metadata, exception) -> {
              if (exception != null) {
                failure.compareAndSet(null, exception);
              }
            });
    sent++;
    check();
  }

  /** Returns when everything is on its topic. */
  void finish() {
    producer.flush();
    check();
  }

  /** How many records were handed over. */
  long sent() {
    return sent;
  }

  private void check() {
    Exception exception = failure.get();
    if (exception != null) {
      throw new Problem(
          "the broker did not take a record: " + exception.getMessage(),
          "read the broker's log, whose name is above",
          exception);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}

package org.almenara.cli.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.almenara.schemas.Topic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Input in slices of three hours. In slice i, {@link #PERFORMERS} performers have a request to
 * leave reversed by the manager, which opens a case each; those of slice i − 1 attest that none of
 * their pay arrived, which revises their cases. Heartbeats end each slice.
 */
public final class Slices implements AutoCloseable {

  /** New performers, and so new cases, in a slice. */
  public static final int PERFORMERS = 20;

  /** When the first slice begins. */
  public static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  private static final long SLICE_SECONDS = 3 * 3600;

  private final Producer<byte[], byte[]> producer;

  /** Slices for that broker. */
  public Slices(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Revisions that the first {@code slices} slices give: one opening each, one revision less. */
  public static int revisions(int slices) {
    return PERFORMERS * slices + PERFORMERS * (slices - 1);
  }

  /** Sends a slice, all of it acknowledged when this returns. */
  public void send(int slice) {
    Instant begin = START.plusSeconds(slice * SLICE_SECONDS);
    for (int i = 0; i < PERFORMERS; i++) {
      Instant time = begin.plusSeconds(600 + i);
      send(
          slice * PERFORMERS + i,
          time,
          """
          {"id":"exit-%d-%d","type":"exit.reversed","time":"%s","platform":"plaza",%s,\
          "what":"detach","actor":"manager"}"""
              .formatted(slice, i, time, performer(slice, i)));
      if (slice > 0) {
        Instant later = begin.plusSeconds(1200 + i);
        send(
            (slice - 1) * PERFORMERS + i,
            later,
            """
            {"id":"pay-%d-%d-0","type":"pay.attested","time":"%s","platform":"plaza",%s,\
            "attested":"none","reported_by":"performer"}"""
                .formatted(slice, i, later, performer(slice - 1, i)));
      }
    }
    heartbeats(begin.plusSeconds(2 * 3600));
    producer.flush();
  }

  private void heartbeats(Instant time) {
    for (Topic topic : new Topic[] {Topic.PLATFORM_EVENTS, Topic.TIPS}) {
      for (int partition = 0; partition < topic.partitions(); partition++) {
        String platform = topic == Topic.TIPS ? "" : ",\"platform\":\"plaza\"";
        String json =
            "{\"id\":\"heartbeat-%d-%d\",\"type\":\"heartbeat\",\"time\":\"%s\"%s}"
                .formatted(time.getEpochSecond(), partition, time, platform);
        send(topic, partition, time, json);
      }
    }
  }

  private static String performer(int slice, int i) {
    String token = "prf1_" + String.format("%022d", slice * PERFORMERS + i);
    return "\"performer\":{\"token\":\"%s\",\"origin\":\"%s\"}".formatted(token, token);
  }

  private void send(int performer, Instant time, String json) {
    send(Topic.PLATFORM_EVENTS, performer % Topic.PLATFORM_EVENTS.partitions(), time, json);
  }

  private void send(Topic topic, int partition, Instant time, String json) {
    var unused =
        producer.send(
            new ProducerRecord<>(
                topic.topicName(),
                partition,
                time.toEpochMilli(),
                null,
                json.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    producer.close();
  }
}

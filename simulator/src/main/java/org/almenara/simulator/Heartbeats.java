package org.almenara.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.almenara.schemas.EventType;
import org.almenara.schemas.Json;
import org.almenara.schemas.Topic;
import org.jspecify.annotations.Nullable;

/** The writers' signs of life, which move time in every partition through quiet hours. */
final class Heartbeats {
  private static final List<Topic> TOPICS = List.of(Topic.PLATFORM_EVENTS, Topic.TIPS);

  private final Duration every;
  private final String platform;
  private final Draw ids;
  private Instant next;

  Heartbeats(World world) {
    this.every = world.heartbeatEvery();
    this.platform = world.platforms().get(0);
    this.ids = Draw.of(world.seed()).child("heartbeats");
    this.next = world.start();
  }

  /**
   * Sends what is due, in order.
   *
   * @param until exclusive
   */
  void send(Instant until, Consumer<Sent> out) {
    for (; next.isBefore(until); next = next.plus(every)) {
      for (Topic topic : TOPICS) {
        for (int partition = 0; partition < topic.partitions(); partition++) {
          byte[] value = Json.canonical(beat(topic));
          out.accept(new Sent(topic, partition, next, platform, value));
        }
      }
    }
  }

  private Beat beat(Topic topic) {
    @Nullable List<String> none = topic == Topic.TIPS ? List.of() : null;
    return new Beat(
        Tokens.opaque(ids), platform, next, EventType.HEARTBEAT.code(), none, none, none);
  }

  /**
   * What a {@link org.almenara.schemas.PlatformEvent} and a {@link org.almenara.schemas.Tip} have
   * when they are heartbeats; only tips have lists, which are empty.
   */
  private record Beat(
      String id,
      String platform,
      Instant time,
      String type,
      @Nullable List<String> acts,
      @Nullable List<String> methodsOfControl,
      @Nullable List<String> purposes) {}
}

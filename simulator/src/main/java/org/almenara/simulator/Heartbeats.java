package org.almenara.simulator;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.almenara.schemas.EventType;
import org.almenara.schemas.Json;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.Tip;
import org.almenara.schemas.Topic;

/** The writers' signs of life, which move time in every partition through quiet hours. */
final class Heartbeats {
  private static final List<Topic> TOPICS = List.of(Topic.PLATFORM_EVENTS, Topic.TIPS);

  private final World world;
  private final Draw ids;
  private Instant next;

  Heartbeats(World world) {
    this.world = world;
    this.ids = Draw.of(world.seed()).child("heartbeats");
    this.next = world.start();
  }

  /**
   * Sends what is due, in order.
   *
   * @param until exclusive
   */
  void send(Instant until, Consumer<Sent> out) {
    for (; next.isBefore(until); next = next.plus(world.heartbeatEvery())) {
      for (Topic topic : TOPICS) {
        for (int partition = 0; partition < topic.partitions(); partition++) {
          String platform = world.platforms().get(0);
          byte[] value = Json.canonical(heartbeat(topic, platform));
          out.accept(new Sent(topic, partition, next, platform, value));
        }
      }
    }
  }

  private SourceRecord heartbeat(Topic topic, String platform) {
    String id = Tokens.opaque(ids);
    return topic == Topic.TIPS
        ? new Tip(
            id,
            Tip.TipType.HEARTBEAT,
            next,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            platform,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of())
        : new PlatformEvent(
            id,
            EventType.HEARTBEAT,
            next,
            null,
            platform,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
  }
}

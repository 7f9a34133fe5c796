package org.almenara.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.almenara.schemas.Json;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.Tip;
import org.almenara.schemas.TokenRef;
import org.almenara.schemas.Topic;
import org.jspecify.annotations.Nullable;

/**
 * Carries facts to their topics, with the noise of the way. What happens to a record depends on the
 * world's seed and the record's id alone.
 */
final class Post {
  private final Noise noise;
  private final Draw draw;
  private final FeedFilter feed;

  /**
   * @param feed what lacks; absent: nothing
   */
  Post(World world, @Nullable Feed feed) {
    this.feed = new FeedFilter(feed);
    this.noise = world.noise();
    this.draw = Draw.of(world.seed()).child("post");
  }

  /** Sends a fact, if it is sent at all; its arrivals never lie before its time. */
  void send(SourceRecord happened, Consumer<Sent> out) {
    SourceRecord fact = feed.sent(happened);
    Draw own = draw.child(happened.id());
    Share missing = noise.missing();
    if (fact == null || (missing != null && own.child("missing").chance(missing))) {
      return;
    }
    Instant arrival = fact.time().plus(own.between(delay(own))).plus(behind(fact));
    byte[] value = Json.canonical(fact);
    if (own.chance(noise.future())) {
      value = aheadOf(arrival, fact, value, own);
    } else if (own.chance(noise.malformed())) {
      String json = text(value);
      value = bytes(Breakage.any(json, own).apply(json, fact));
    }
    Sent sent = address(fact, arrival, value);
    out.accept(sent);
    if (own.chance(noise.twice())) {
      Instant again = arrival.plus(own.between(noise.twiceAfter()));
      out.accept(new Sent(sent.topic(), sent.partition(), again, sent.key(), value));
    }
  }

  private Span delay(Draw own) {
    return switch (own.which(noise.late(), noise.tooLate())) {
      case 0 -> noise.lateBy();
      case 1 -> noise.tooLateBy();
      default -> noise.delay();
    };
  }

  /** A clock that is behind makes a record's way look longer. */
  private Duration behind(SourceRecord fact) {
    Span behind = noise.behind();
    return behind != null && fact instanceof PlatformEvent event
        ? draw.child("clock").child(event.platform()).between(behind)
        : Duration.ZERO;
  }

  private byte[] aheadOf(Instant arrival, SourceRecord fact, byte[] value, Draw own) {
    String time = "\"time\":\"" + fact.time() + "\"";
    String ahead = "\"time\":\"" + arrival.plus(own.between(noise.futureBy())) + "\"";
    return bytes(text(value).replace(time, ahead));
  }

  private static Sent address(SourceRecord fact, Instant arrival, byte[] value) {
    if (fact instanceof PlatformEvent event) {
      return address(Topic.PLATFORM_EVENTS, event.performer(), event.platform(), arrival, value);
    }
    Tip tip = (Tip) fact;
    String platform = tip.platform();
    return address(Topic.TIPS, tip.performer(), platform == null ? "" : platform, arrival, value);
  }

  private static Sent address(
      Topic topic, @Nullable TokenRef performer, String platform, Instant arrival, byte[] value) {
    String key = performer == null ? platform : performer.origin();
    return new Sent(topic, Math.floorMod(key.hashCode(), topic.partitions()), arrival, key, value);
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}

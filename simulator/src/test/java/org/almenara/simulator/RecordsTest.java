package org.almenara.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.almenara.schemas.Decoded;
import org.almenara.schemas.Json;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.Topic;
import org.junit.jupiter.api.Test;

/** What holds for the records of any world, whatever its seed. */
class RecordsTest {
  private static final long MANY = 999_999_999_999_999_999L;

  @Property(tries = 5)
  void arriveInOrderAndNeverAfterTheWorldHasClosed(@ForAll @LongRange(max = MANY) long seed) {
    World world = Worlds.tiny().withSeed(seed);
    Instant last = world.start();
    for (Sent sent : Worlds.records(world)) {
      if (sent.arrival().isBefore(last)) {
        fail("%s arrives after %s", sent, last);
      }
      last = sent.arrival();
    }
    assertThat(last).isEqualTo(world.end().plus(world.heartbeatsBeyond()));
  }

  @Property(tries = 5)
  void areCanonicalUnlessTheyAreBroken(@ForAll @LongRange(max = MANY) long seed) {
    int broken = 0;
    int dropped = 0;
    int all = 0;
    for (Sent sent : Worlds.records(Worlds.tiny().withSeed(seed))) {
      Decoded<? extends SourceRecord> decoded = Worlds.read(sent);
      SourceRecord record = decoded.value();
      if (record == null) {
        broken++;
      } else {
        if (!Arrays.equals(Json.canonical(record), sent.value())) {
          fail("%s is not canonical", new String(sent.value(), UTF_8));
        }
      }
      dropped += decoded.dropped().size();
      all += record != null && record.heartbeat() ? 0 : 1;
    }
    assertThat(dropped).isZero();
    assertThat((double) broken / all).isBetween(0.001, 0.03);
  }

  @Property(tries = 3)
  void ofOnePerformerStayInOnePartition(@ForAll @LongRange(max = MANY) long seed) {
    Map<String, Integer> partitions = new HashMap<>();
    for (Sent sent : Worlds.records(Worlds.tiny().withSeed(seed))) {
      if (sent.key().startsWith("prf")) {
        Integer before = partitions.put(sent.topic() + sent.key(), sent.partition());
        if (before != null && before != sent.partition()) {
          fail("%s moves from partition %d", sent, before);
        }
      }
    }
    assertThat(partitions.values()).containsOnly(0, 1, 2, 3, 4, 5);
  }

  @Property(tries = 3)
  void ofHeartbeatsLeaveNoPartitionWithout(@ForAll @LongRange(max = MANY) long seed) {
    World world = Worlds.tiny().withSeed(seed);
    Map<String, List<Instant>> beats = new HashMap<>();
    for (Sent sent : Worlds.records(world)) {
      SourceRecord record = Worlds.read(sent).value();
      if (record != null && record.heartbeat()) {
        assertThat(record.time()).isEqualTo(sent.arrival());
        beats
            .computeIfAbsent(sent.topic() + "-" + sent.partition(), none -> new ArrayList<>())
            .add(sent.arrival());
      }
    }
    assertThat(beats).hasSize(Topic.PLATFORM_EVENTS.partitions() + Topic.TIPS.partitions());
    assertThat(beats.values())
        .allSatisfy(
            times -> {
              assertThat(times).startsWith(world.start());
              assertThat(times).endsWith(world.end().plus(world.heartbeatsBeyond()));
              for (int i = 1; i < times.size(); i++) {
                assertThat(Duration.between(times.get(i - 1), times.get(i)))
                    .isEqualTo(world.heartbeatEvery());
              }
            });
  }

  @Property(tries = 3)
  void andTruthFollowFromTheSeed(@ForAll @LongRange(max = MANY) long seed) {
    World world = Worlds.tiny().withSeed(seed);
    World other = world.withSeed(seed == 0 ? 1 : seed - 1);

    assertThat(digest(world)).isEqualTo(digest(Worlds.tiny().withSeed(seed)));
    assertThat(digest(world)).isNotEqualTo(digest(other));
    assertThat(Simulation.of(world).truth())
        .isEqualTo(Simulation.of(world).truth())
        .isNotEqualTo(Simulation.of(other).truth());
  }

  @Test
  void canBeHeardAgain() {
    Simulation simulation = Simulation.of(Worlds.tiny());
    var first = simulation.records();
    first.next();
    simulation.truth();
    var second = simulation.records();
    second.next();
    while (first.hasNext()) {
      assertThat(second.next().value()).isEqualTo(first.next().value());
    }
    assertThatThrownBy(second::next).isInstanceOf(NoSuchElementException.class);
  }

  private static String digest(World world) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Sent sent : Worlds.records(world)) {
        String head = sent.topic() + " " + sent.partition() + " " + sent.arrival() + sent.key();
        digest.update(head.getBytes(UTF_8));
        digest.update(sent.value());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}

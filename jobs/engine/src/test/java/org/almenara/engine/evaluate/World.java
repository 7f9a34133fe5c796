package org.almenara.engine.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.almenara.engine.PlainRun.Arrived;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.testing.TestRecords;
import org.almenara.engine.time.EventTime;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.Topic;

/** A small random world of events, as partitions of a topic would hold them. */
final class World {

  static final int PARTITIONS = 3;
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final List<String> TYPES =
      List.of(
          "login",
          "login",
          "payout.made",
          "payout.made",
          "session.started",
          "session.alive",
          "session.paused",
          "session.resumed",
          "session.ended");

  private World() {}

  /** Records by partition in the order of their arrival: ties, late and early ones, copies. */
  static List<Arrived> random(Random random) {
    List<Arrived> arrived = new ArrayList<>();
    int records = 1 + random.nextInt(30);
    long span = random.nextInt(6) == 0 ? 70 * HOUR : 5 * HOUR;
    for (int i = 0; i < records; i++) {
      long time = TestRecords.START + (long) (random.nextDouble() * span);
      time -= random.nextBoolean() ? time % (10 * MINUTE) : 0;
      PlatformEvent event = event(random, i, time);
      do {
        arrived.add(arrived(event, i, arrival(random, time), random.nextInt(PARTITIONS), i));
      } while (random.nextInt(20) == 0);
    }
    arrived.sort(Comparator.comparingLong(Arrived::arrival));
    return withOffsets(arrived);
  }

  private static PlatformEvent event(Random random, int i, long time) {
    int epoch = 1 + i % 2;
    return TestRecords.event(
        "record-%03d".formatted(i),
        TYPES.get(random.nextInt(TYPES.size())),
        time,
        "\"performer\":" + TestRecords.ref("prf", epoch, random.nextInt(4)),
        "\"payout\":" + TestRecords.ref("pay", epoch, random.nextInt(2)),
        "\"session\":" + TestRecords.ref("ses", 0, random.nextInt(3)),
        "\"device\":" + device(random),
        "\"amount\":{\"minor\":100,\"currency\":\"USD\"}",
        "\"reported_by\":\"platform\"");
  }

  private static String device(Random random) {
    String ref = TestRecords.ref("dev", 0, random.nextInt(6));
    return ref.replace("}", ",\"relation\":\"own\"}");
  }

  private static long arrival(Random random, long time) {
    return switch (random.nextInt(4)) {
      case 0 -> time + random.nextInt((int) EventTime.ALLOWED_LATENESS_MILLIS + 1);
      case 1 -> time - random.nextInt((int) EventTime.FUTURE_TOLERANCE_MILLIS + 1);
      default -> time + random.nextInt((int) EventTime.OUT_OF_ORDERNESS_MILLIS + 1);
    };
  }

  static Arrived arrived(PlatformEvent event, long content, long arrival, int partition, long at) {
    long time = event.time().toEpochMilli();
    boolean late = EventTime.judge(time, arrival) == EventTime.Verdict.LATE_EVIDENCE;
    Entry entry = new Entry(time, event.id(), content, late, Topic.PLATFORM_EVENTS, partition, at);
    return new Arrived(event, entry, arrival);
  }

  private static List<Arrived> withOffsets(List<Arrived> byArrival) {
    Map<Integer, Long> next = new HashMap<>();
    List<Arrived> placed = new ArrayList<>();
    for (Arrived one : byArrival) {
      int partition = one.entry().partition();
      long offset = next.merge(partition, 1L, Long::sum);
      placed.add(
          arrived(
              (PlatformEvent) one.source(),
              one.entry().content(),
              one.arrival(),
              partition,
              offset));
    }
    return placed;
  }

  /** An instant after which nothing of these records can matter. */
  static long end(List<Arrived> records, long longest) {
    return records.stream().mapToLong(Arrived::arrival).max().orElse(0) + longest;
  }
}

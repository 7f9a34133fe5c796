package org.almenara.engine.evaluate;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.almenara.engine.PlainRun.Arrived;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.testing.TestRecords;
import org.almenara.engine.time.EventTime;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.TokenRef;
import org.almenara.schemas.Topic;

/** A small random world of events, as partitions of a topic would hold them. */
final class World {

  static final int PARTITIONS = 3;
  private static final List<String> TYPES =
      List.of(
          "login",
          "login",
          "payout.made",
          "payout.made",
          "account.locked",
          "session.started",
          "session.alive",
          "session.paused",
          "session.resumed",
          "session.ended");

  /** Reading a record through the contract takes longer than running it: so many, drawn once. */
  private static final List<PlatformEvent> BODIES =
      IntStream.range(0, 2_000).mapToObj(seed -> body(new Random(seed))).toList();

  /** Those of one performer, so that lists get full. */
  private static final List<PlatformEvent> OF_ONE =
      BODIES.stream()
          .filter(body -> body.performer() != null && body.performer().token().endsWith("0"))
          .toList();

  private static final RecordComponent[] FIELDS = PlatformEvent.class.getRecordComponents();
  private static final Constructor<PlatformEvent> NEW = constructor();

  private World() {}

  private static Constructor<PlatformEvent> constructor() {
    try {
      return PlatformEvent.class.getDeclaredConstructor(
          Arrays.stream(FIELDS).map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Records by partition in the order of their arrival: ties, late and early ones, copies.
   *
   * @param unit a minute, or more where days matter
   */
  static List<Arrived> random(Random random, long unit) {
    List<Arrived> arrived = new ArrayList<>();
    boolean crowded = random.nextInt(4) == 0;
    List<PlatformEvent> bodies = crowded ? OF_ONE : BODIES;
    int records = 1 + random.nextInt(crowded ? 40 : 25);
    long span = unit * 60 * (1 + random.nextInt(5));
    for (int i = 0; i < records; i++) {
      long time = TestRecords.START + (long) (random.nextDouble() * span);
      time -= random.nextBoolean() ? time % (10 * unit) : 0;
      int number = random.nextInt(12) == 0 ? random.nextInt(3) : i;
      PlatformEvent event = at(bodies.get(random.nextInt(bodies.size())), number, time);
      do {
        arrived.add(arrived(event, i, arrival(random, time), random.nextInt(PARTITIONS), i));
      } while (random.nextInt(20) == 0);
    }
    arrived.sort(Comparator.comparingLong(Arrived::arrival));
    return withOffsets(arrived);
  }

  private static PlatformEvent body(Random random) {
    int epoch = 1 + random.nextInt(2);
    String type = TYPES.get(random.nextInt(TYPES.size()));
    List<String> fields = new ArrayList<>();
    fields.add("\"performer\":" + TestRecords.ref("prf", epoch, random.nextInt(3)));
    fields.add("\"session\":" + TestRecords.ref("ses", 0, random.nextInt(3)));
    fields.add("\"reported_by\":\"platform\"");
    if (type.equals("payout.made") || random.nextInt(3) > 0) {
      fields.add("\"payout\":" + TestRecords.ref("pay", epoch, random.nextInt(2)));
    }
    if (type.equals("login") || random.nextInt(3) > 0) {
      String ref = TestRecords.ref("dev", 0, random.nextInt(random.nextInt(4) == 0 ? 20 : 3));
      fields.add("\"device\":" + ref.replace("}", ",\"relation\":\"own\"}"));
    }
    if (type.equals("payout.made") || random.nextBoolean()) {
      fields.add("\"amount\":" + money(random));
    }
    if (random.nextBoolean()) {
      fields.add("\"share\":" + money(random));
    }
    if (random.nextBoolean()) {
      fields.add("\"tenure_days\":" + random.nextInt(8));
    }
    if (random.nextInt(3) > 0) {
      fields.add("\"place\":\"" + List.of("COBOG", "COMDE", "ROBUH").get(random.nextInt(3)) + "\"");
    }
    if (type.equals("account.locked") || random.nextBoolean()) {
      fields.add("\"actor\":\"" + (random.nextBoolean() ? "manager" : "performer") + "\"");
    }
    return TestRecords.event("record-body", type, TestRecords.START, fields.toArray(String[]::new));
  }

  private static String money(Random random) {
    return "{\"minor\":%d,\"currency\":\"%s\"}"
        .formatted(random.nextInt(14) - 4, random.nextInt(5) == 0 ? "EUR" : "USD");
  }

  /** The same facts under another id and time. */
  private static PlatformEvent at(PlatformEvent body, int number, long time) {
    return with(
        body, Map.of("id", "record-%03d".formatted(number), "time", Instant.ofEpochMilli(time)));
  }

  /** The same records, each sent by one of some platforms. */
  static List<Arrived> spread(List<Arrived> records, List<String> platforms) {
    return records.stream()
        .map(
            one -> {
              int which = (int) (one.entry().content() % platforms.size());
              PlatformEvent event = (PlatformEvent) one.source();
              PlatformEvent sent = with(event, Map.of("platform", platforms.get(which)));
              return new Arrived(sent, one.entry(), one.arrival());
            })
        .toList();
  }

  private static PlatformEvent with(PlatformEvent body, Map<String, Object> others) {
    try {
      Object[] values = new Object[FIELDS.length];
      for (int i = 0; i < FIELDS.length; i++) {
        Object other = others.get(FIELDS[i].getName());
        values[i] = other == null ? FIELDS[i].getAccessor().invoke(body) : other;
      }
      return NEW.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
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

  /** A token of one of the records, erased while they matter. */
  static BruteForce.Erased erased(Random random, List<Arrived> records, Rules rules) {
    Arrived one = records.get(random.nextInt(records.size()));
    PlatformEvent event = (PlatformEvent) one.source();
    List<String> origins = new ArrayList<>();
    for (TokenRef token :
        Arrays.asList(
            event.performer(),
            event.session(),
            DrawnMeasure.token(event, "payout"),
            DrawnMeasure.token(event, "device"))) {
      if (token != null) {
        origins.add(token.origin());
      }
    }
    long from = one.arrival() + random.nextLong(rules.unit() * 120);
    return new BruteForce.Erased(
        origins.get(random.nextInt(origins.size())),
        EventTime.instantAtOrAfter(from, rules.ruleSet().baseSlide()));
  }

  /** An instant that long after the last record. */
  static long end(List<Arrived> records, long after) {
    return records.stream().mapToLong(Arrived::arrival).max().orElse(0) + after;
  }
}

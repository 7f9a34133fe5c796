package org.almenara.pipeline.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.almenara.schemas.Device;
import org.almenara.schemas.EventType;
import org.almenara.schemas.Json;
import org.almenara.schemas.Money;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.Studio;
import org.almenara.schemas.Tip;
import org.almenara.schemas.TokenRef;
import org.almenara.schemas.Topic;
import org.jspecify.annotations.Nullable;

/**
 * Random records over three weeks, dense in what the rules look for: 50 entities, 5 % duplicates,
 * 10 % late within allowed lateness, a few later than that, and ties in time.
 *
 * <p>Tenants of one scenario are the same records under other names: equal but for one tag in
 * tokens and ids, of equal length, so that every comparison falls out alike.
 */
public final class Scenario {

  /** First instant of the three weeks. */
  public static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  /** Last instant of a run: all findings have ceased, no case has expired. */
  public static final Instant END = START.plusSeconds(60L * 24 * 3600);

  private static final int PERFORMERS = 42;
  private static final int PAYOUTS = 8;
  private static final long SPAN_MILLIS = 21L * 24 * 3600 * 1000;

  private final SplittableRandom random;
  private final String tag;
  private final List<Raw> records = new ArrayList<>();
  private int ids;

  private Scenario(long seed, int tenant) {
    this.random = new SplittableRandom(seed);
    this.tag = tag(tenant);
  }

  /** The tag by which a tenant's tokens and ids differ from another's. */
  public static String tag(int tenant) {
    return String.format("T%04d", tenant);
  }

  /** At least {@code size} records of a tenant, by arrival. */
  public static List<Raw> records(long seed, int tenant, int size) {
    Scenario scenario = new Scenario(seed, tenant);
    while (scenario.records.size() < size) {
      scenario.happen();
    }
    List<Raw> byArrival = new ArrayList<>(scenario.records);
    byArrival.sort(Comparator.comparingLong(Raw::arrival).thenComparing(Raw::json));
    return byArrival;
  }

  private void happen() {
    int performer = random.nextInt(PERFORMERS);
    // On whole minutes, so that times tie.
    long time = START.toEpochMilli() + random.nextLong(SPAN_MILLIS) / 60_000 * 60_000;
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> session(performer, time);
      case 4, 5, 6 -> payout(performer, time);
      case 7 -> add(event(EventType.PAY_ATTESTED, time, performer, null, null));
      case 8 -> add(event(EventType.EXIT_REVERSED, time, performer, null, null));
      default -> tip(performer, time);
    }
  }

  private void session(int performer, long time) {
    TokenRef session = token("ses", random.nextInt(100_000));
    long length = (2 + random.nextLong(20)) * 3600_000;
    add(event(EventType.SESSION_STARTED, time, performer, session, null));
    add(event(EventType.SESSION_ALIVE, time + length / 3, performer, session, null));
    if (random.nextInt(3) == 0) {
      add(event(EventType.SESSION_PAUSED, time + length / 2, performer, session, null));
      add(event(EventType.SESSION_RESUMED, time + length / 2 + 900_000, performer, session, null));
    }
    if (random.nextInt(5) > 0) {
      add(event(EventType.SESSION_ENDED, time + length, performer, session, null));
    }
  }

  private void payout(int performer, long time) {
    add(event(EventType.PAYOUT_MADE, time, performer, null, token("pay", performer % PAYOUTS)));
  }

  private void tip(int performer, long time) {
    Tip tip =
        new Tip(
            id(),
            Tip.TipType.TIP,
            Instant.ofEpochMilli(time),
            null,
            Tip.Channel.HELPLINE,
            null,
            Tip.ReporterKind.PROFESSIONAL,
            null,
            new Tip.Grade(
                random.nextBoolean() ? Tip.Grade.Source.B : Tip.Grade.Source.D,
                1 + random.nextInt(3)),
            Tip.Resolution.RESOLVED,
            null,
            token("prf", performer),
            null,
            null,
            null,
            null,
            List.of(),
            List.of(Tip.MethodOfControl.THREATS),
            List.of(),
            null,
            null);
    add(Topic.TIPS, time, tip);
  }

  private PlatformEvent event(
      EventType type,
      long time,
      int performer,
      @Nullable TokenRef session,
      @Nullable TokenRef payout) {
    boolean money = type == EventType.PAYOUT_MADE || type == EventType.PAY_ATTESTED;
    TokenRef studio = token("stu", performer % 3);
    return new PlatformEvent(
        id(),
        type,
        Instant.ofEpochMilli(time),
        null,
        "plaza",
        token("prf", performer),
        new Studio(studio.token(), studio.origin(), performer % 3 == 0, null),
        (Device) null,
        null,
        payout,
        null,
        null,
        session,
        "CO",
        "COBOG",
        type == EventType.EXIT_REVERSED ? PlatformEvent.Actor.MANAGER : null,
        money ? PlatformEvent.ReportedBy.PERFORMER : null,
        type == EventType.EXIT_REVERSED ? PlatformEvent.What.DETACH : null,
        null,
        null,
        null,
        type == EventType.PAY_ATTESTED ? PlatformEvent.Attested.NONE : null,
        null,
        type == EventType.PAYOUT_MADE ? new Money(25_000, "USD") : null,
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

  private void add(PlatformEvent event) {
    add(Topic.PLATFORM_EVENTS, event.time().toEpochMilli(), event);
  }

  private void add(Topic topic, long time, Object value) {
    String json = new String(Json.canonical(value), StandardCharsets.UTF_8);
    long arrival = time + delay();
    records.add(new Raw(topic, 0, 0, arrival, json));
    if (random.nextInt(20) == 0) {
      records.add(new Raw(topic, 0, 0, arrival + random.nextLong(600_000), json));
    }
  }

  private long delay() {
    return switch (random.nextInt(100)) {
      case 0 -> 3_700_000 + random.nextLong(1_000_000);
      case 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 -> random.nextLong(3_600_000);
      default -> random.nextLong(20_000);
    };
  }

  private String id() {
    return tag + String.format("-%06d", ids++);
  }

  private TokenRef token(String prefix, int number) {
    String token = prefix + "1_" + tag + String.format("%020d", number);
    return new TokenRef(token, token);
  }
}

package org.almenara.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.almenara.schemas.Decoded;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.RecordReader;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.Tip;
import org.almenara.schemas.Topic;

/** Worlds to test in, and how to look at what they send. */
final class Worlds {
  private static final Share NEVER = new Share(0);
  private static final Span AT_ONCE = Span.parse("0s");

  private Worlds() {}

  /** 40 accounts, two weeks, every primitive. */
  static World tiny() {
    return World.parse("tiny.yaml", tinyText());
  }

  /** The tiny world, in which every fact arrives at once, whole and once. */
  static World quiet() {
    World tiny = tiny();
    return new World(
        tiny.seed(),
        tiny.start(),
        tiny.weeks(),
        tiny.accounts(),
        tiny.rest(),
        tiny.aliveEvery(),
        tiny.heartbeatEvery(),
        tiny.heartbeatsBeyond(),
        tiny.platforms(),
        tiny.cities(),
        tiny.rotation(),
        new Noise(
            AT_ONCE, NEVER, AT_ONCE, NEVER, AT_ONCE, NEVER, AT_ONCE, NEVER, NEVER, AT_ONCE, null,
            null),
        tiny.behaviours(),
        tiny.parts(),
        tiny.published(),
        tiny.markets(),
        tiny.calendar(),
        tiny.feeds(),
        tiny.outages(),
        tiny.auditGroups());
  }

  static String tinyText() {
    try (InputStream in = Worlds.class.getResourceAsStream("/worlds/tiny.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Iterable<Sent> records(World world) {
    Simulation simulation = Simulation.of(world);
    return simulation::records;
  }

  /** The world's platform events, heartbeats left out, in order of arrival. */
  static List<PlatformEvent> events(World world) {
    List<PlatformEvent> events = new ArrayList<>();
    for (Sent sent : records(world)) {
      if (read(sent).value() instanceof PlatformEvent event && !event.heartbeat()) {
        events.add(event);
      }
    }
    return events;
  }

  /** The world's tips, heartbeats left out, in order of arrival. */
  static List<Tip> tips(World world) {
    List<Tip> tips = new ArrayList<>();
    for (Sent sent : records(world)) {
      if (read(sent).value() instanceof Tip tip && !tip.heartbeat()) {
        tips.add(tip);
      }
    }
    return tips;
  }

  static Decoded<? extends SourceRecord> read(Sent sent) {
    return sent.topic() == Topic.TIPS
        ? RecordReader.TIPS.read(sent.value())
        : RecordReader.PLATFORM_EVENTS.read(sent.value());
  }
}

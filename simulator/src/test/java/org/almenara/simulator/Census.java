package org.almenara.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.almenara.schemas.Decoded;
import org.almenara.schemas.EventType;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.Refusal;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.Studio;
import org.almenara.schemas.Tip;
import org.jspecify.annotations.Nullable;

/** What is counted in one pass over the records of a world. */
final class Census {
  private static final Duration LATENESS = Duration.ofHours(1);
  private static final Duration AHEAD = Duration.ofMinutes(-5);

  /** Longer than anybody in the small world works by choice. */
  private static final Duration VERY_LONG = Duration.ofHours(15);

  final Map<EventType, Integer> types = new EnumMap<>(EventType.class);
  final Map<Refusal.Reason, Integer> broken = new EnumMap<>(Refusal.Reason.class);
  final Map<TruthClass, LongSummaryStatistics> delays = new EnumMap<>(TruthClass.class);
  final Map<String, Integer> veryLongSessions = new HashMap<>();
  final Set<Studio> studios = new HashSet<>();
  final Map<Tip.ReporterKind, Integer> tips = new EnumMap<>(Tip.ReporterKind.class);
  final Set<Integer> idLengths = new HashSet<>();
  int records;
  int heartbeats;
  int late;
  int tooLate;
  int twice;
  int ahead;

  private final World world;
  private final Map<String, TruthClass> classes;
  private final Set<String> ids = new HashSet<>();
  private final Map<String, Instant> starts = new HashMap<>();

  Census(World world) {
    this.world = world;
    this.classes =
        Simulation.of(world).truth().stream()
            .collect(Collectors.toMap(Truth::origin, Truth::truthClass));
    for (Sent sent : Worlds.records(world)) {
      add(sent);
    }
  }

  int broken() {
    return broken.values().stream().mapToInt(Integer::intValue).sum();
  }

  private void add(Sent sent) {
    records++;
    Decoded<? extends SourceRecord> decoded = Worlds.read(sent);
    SourceRecord record = decoded.value();
    if (record == null) {
      broken.merge(Objects.requireNonNull(decoded.refusal()).reason(), 1, Integer::sum);
      return;
    }
    idLengths.add(record.id().length());
    if (record.heartbeat()) {
      heartbeats++;
    } else if (!ids.add(record.id())) {
      twice++;
    } else {
      addDelay(Duration.between(record.time(), sent.arrival()), classes.get(sent.key()));
      if (record instanceof PlatformEvent event) {
        add(event);
      } else if (record instanceof Tip tip) {
        tips.merge(Objects.requireNonNull(tip.reporterKind()), 1, Integer::sum);
      }
    }
  }

  private void addDelay(Duration delay, @Nullable TruthClass of) {
    if (delay.compareTo(AHEAD) < 0) {
      ahead++;
    } else if (delay.compareTo(LATENESS) > 0) {
      tooLate++;
    } else if (delay.compareTo(world.noise().delay().high()) > 0) {
      late++;
    } else if (of != null) {
      delays.computeIfAbsent(of, none -> new LongSummaryStatistics()).accept(delay.toMillis());
    }
  }

  private void add(PlatformEvent event) {
    types.merge(event.type(), 1, Integer::sum);
    if (event.studio() != null) {
      studios.add(event.studio());
    }
    if (event.type() == EventType.SESSION_STARTED) {
      starts.put(Objects.requireNonNull(event.session()).origin(), event.time());
    } else if (event.type() == EventType.SESSION_ENDED) {
      Instant start = starts.get(Objects.requireNonNull(event.session()).origin());
      if (start != null && Duration.between(start, event.time()).compareTo(VERY_LONG) >= 0) {
        String performer = Objects.requireNonNull(event.performer()).origin();
        veryLongSessions.merge(performer, 1, Integer::sum);
      }
    }
  }
}

package org.almenara.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.almenara.schemas.EventType;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.Tip;
import org.jspecify.annotations.Nullable;

/**
 * What one person leaves in the records, in numbers that a simulation may give away by mistake
 * ({@code artefacts}) or that anybody would count first ({@code coarse}).
 */
final class Traces {
  private static final Duration ON_TIME = Duration.ofSeconds(30);

  private static final List<String> FIELDS =
      List.of("studio", "device", "network", "place", "hour", "share", "holder");

  private final World world;
  private final Person person;
  private final List<Sent> sent = new ArrayList<>();
  private final Map<String, Double> counts = new TreeMap<>();
  private final Map<String, Set<String>> distinct = new TreeMap<>();
  private final Map<String, Instant> starts = new HashMap<>();
  private @Nullable Instant first;
  private double records;
  private double millis;
  private double idBytes;
  private double delay;
  private double onTime;
  private double hours;
  private double longest;
  private double night;

  private Traces(World world, Person person) {
    this.world = world;
    this.person = person;
    Post post = new Post(world, null);
    Course course = new Course(world, person, fact -> add(fact, post));
    for (Instant day = world.start();
        day.isBefore(world.end());
        day = day.plus(1, ChronoUnit.DAYS)) {
      course.day(day);
    }
  }

  static List<Traces> of(World world) {
    return Population.of(world).stream().map(person -> new Traces(world, person)).toList();
  }

  TruthClass truth() {
    return person.ways().truth();
  }

  boolean isSilent() {
    return records == 0;
  }

  private void add(SourceRecord fact, Post post) {
    if (fact instanceof PlatformEvent event && event.performer() == null) {
      return; // Nobody can tell whose it is.
    }
    first = first == null || fact.time().isBefore(first) ? fact.time() : first;
    records++;
    millis += fact.time().toEpochMilli() % 1000;
    idBytes += fact.id().charAt(0);
    sent.clear();
    post.send(fact, sent::add);
    count("copies", sent.size());
    for (Sent copy : sent) {
      Duration way = Duration.between(fact.time(), copy.arrival());
      if (way.compareTo(ON_TIME) < 0) {
        onTime++;
        delay += way.toMillis();
      }
    }
    if (fact instanceof Tip) {
      count("tips", 1);
    } else {
      add((PlatformEvent) fact);
    }
  }

  private void add(PlatformEvent event) {
    count(event.type().code(), 1);
    if (event.type() == EventType.LOGIN) {
      lacks("studio", event.studio());
      lacks("device", event.device());
      lacks("network", event.network());
      lacks("place", event.place());
      lacks("hour", event.localHour());
    } else if (event.type() == EventType.PAYOUT_MADE) {
      lacks("share", event.share());
      lacks("holder", event.payoutHolder());
    }
    note("devices", event.device() == null ? null : event.device().origin());
    note("networks", event.network() == null ? null : event.network().origin());
    note("instruments", event.payout() == null ? null : event.payout().origin());
    note("places", event.place());
    if (event.session() != null && event.type() == EventType.SESSION_STARTED) {
      starts.put(event.session().origin(), event.time());
      Integer hour = event.localHour();
      night += hour != null && (hour < 6 || hour >= 22) ? 1 : 0;
    } else if (event.session() != null && event.type() == EventType.SESSION_ENDED) {
      Instant start = starts.remove(event.session().origin());
      double length = start == null ? 0 : Duration.between(start, event.time()).toMinutes() / 60.0;
      hours += length;
      longest = Math.max(longest, length);
    } else if (event.type() == EventType.PAYOUT_MADE && event.amount() != null) {
      count("paid", (double) event.amount().minor());
    }
  }

  private void lacks(String field, @Nullable Object value) {
    count("records with or without " + field, 1);
    count("lacks " + field, value == null ? 1 : 0);
  }

  private void count(String what, double number) {
    counts.merge(what, number, Double::sum);
  }

  private void note(String what, @Nullable String token) {
    if (token != null) {
      distinct.computeIfAbsent(what, none -> new HashSet<>()).add(token);
    }
  }

  private double counted(String what) {
    return counts.getOrDefault(what, 0.0);
  }

  /** Ids, record counts, age of the account, what is missing, and how time jitters. */
  Map<String, Double> artefacts() {
    Map<String, Double> all = new TreeMap<>();
    byte[] token = Base64.getUrlDecoder().decode(person.account().origin().substring(5));
    for (int i = 0; i < 6; i++) {
      all.put("token byte " + i, (double) token[i]);
    }
    all.put("id bytes", idBytes / records);
    all.put("records", Math.log(records));
    all.put("first record", age());
    for (String field : FIELDS) {
      double some = Math.max(1, counted("records with or without " + field));
      all.put("lacks " + field, counted("lacks " + field) / some);
    }
    all.put("copies", counted("copies") / records);
    all.put("milliseconds", millis / records);
    all.put("delay", onTime == 0 ? 0 : delay / onTime);
    return all;
  }

  /** What anybody would count first. */
  Map<String, Double> coarse() {
    Map<String, Double> all = new TreeMap<>(artefacts());
    double sessions = counted(EventType.SESSION_ENDED.code());
    all.put("sessions", sessions);
    all.put("hours live", hours);
    all.put("longest session", longest);
    all.put("mean session", sessions == 0 ? 0 : hours / sessions);
    all.put("nights", sessions == 0 ? 0 : night / sessions);
    all.put("paid", counted("paid"));
    all.put("tips", counted("tips"));
    for (EventType type : EventType.values()) {
      all.put(type.code(), counted(type.code()));
    }
    for (String what : List.of("devices", "networks", "instruments", "places")) {
      all.put(what, (double) distinct.getOrDefault(what, Set.of()).size());
    }
    all.put("seat", (double) person.seat());
    return all;
  }

  private double age() {
    return first == null ? 0 : Duration.between(world.start(), first).toHours();
  }
}

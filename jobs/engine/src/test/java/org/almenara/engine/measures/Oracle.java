package org.almenara.engine.measures;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The measures by their definitions, over the plain list of all records: slow and plain. */
public final class Oracle {

  private final List<Sent> byVisible;
  private int lastSize = -1;
  private List<Sent> lastVisible = List.of();
  private List<List<Sent>> lastSessions = List.of();

  public Oracle(List<Sent> all) {
    this.byVisible = new ArrayList<>(all);
    this.byVisible.sort(Comparator.comparingLong(Sent::visible));
  }

  /** Each record that is visible before an instant, once, newest first. */
  public List<Sent> visible(long instant) {
    int size = Math.max(0, lastSize);
    while (size < byVisible.size() && byVisible.get(size).visible() < instant) {
      size++;
    }
    while (size > 0 && byVisible.get(size - 1).visible() >= instant) {
      size--;
    }
    if (size != lastSize) {
      lastSize = size;
      lastVisible = once(byVisible.subList(0, size));
      lastSessions = List.of();
    }
    return lastVisible;
  }

  private static List<Sent> once(List<Sent> visible) {
    Map<List<Object>, List<Sent>> copies = new HashMap<>();
    for (Sent sent : visible) {
      Entry entry = sent.entry();
      copies
          .computeIfAbsent(
              List.of(entry.time(), entry.id(), entry.content()), key -> new ArrayList<>())
          .add(sent);
    }
    List<Sent> once = new ArrayList<>();
    for (List<Sent> of : copies.values()) {
      Sent first =
          of.stream()
              .min(
                  Comparator.<Sent>comparingInt(sent -> sent.entry().partition())
                      .thenComparingLong(sent -> sent.entry().offset()))
              .orElseThrow();
      boolean late = of.stream().allMatch(sent -> sent.entry().late());
      Entry e = first.entry();
      Entry entry =
          new Entry(e.time(), e.id(), e.content(), late, e.topic(), e.partition(), e.offset());
      once.add(new Sent(entry, first.visible(), first.reading()));
    }
    once.sort(Comparator.comparing(Sent::entry, Oracle::newestFirst));
    return once;
  }

  static int newestFirst(Entry a, Entry b) {
    if (a.time() != b.time()) {
      return Long.compare(b.time(), a.time());
    }
    return a.id().equals(b.id())
        ? Long.compare(b.content(), a.content())
        : b.id().compareTo(a.id());
  }

  /** The records in the window [instant − window, instant), newest first. */
  public List<Entry> records(long instant, long window) {
    return visible(instant).stream()
        .map(Sent::entry)
        .filter(entry -> entry.time() >= instant - window && entry.time() < instant)
        .toList();
  }

  /** The tokens seen in the window, each with its last sighting, the last seen first. */
  public List<RecentTokens.Seen> tokens(long instant, long window) {
    Map<String, RecentTokens.Seen> tokens = new LinkedHashMap<>();
    for (Sent sent : visible(instant)) {
      if (sent.entry().time() >= instant - window) {
        String origin = String.valueOf(sent.reading().origin());
        String token = String.valueOf(sent.reading().token());
        tokens.putIfAbsent(origin, new RecentTokens.Seen(origin, token, sent.entry()));
      }
    }
    return List.copyOf(tokens.values());
  }

  /** Milliseconds of the window that some session covers, counted one boundary after the other. */
  public long covered(long instant, long window) {
    TreeMap<Long, Integer> changes = new TreeMap<>();
    for (List<Sent> session : sessions(instant)) {
      for (long[] interval : intervals(session)) {
        long from = Math.max(interval[0], instant - window);
        long to = Math.min(interval[1], instant);
        if (from < to) {
          changes.merge(from, 1, Integer::sum);
          changes.merge(to, -1, Integer::sum);
        }
      }
    }
    long covered = 0;
    int depth = 0;
    long since = 0;
    for (Map.Entry<Long, Integer> change : changes.entrySet()) {
      covered += depth > 0 ? change.getKey() - since : 0;
      depth += change.getValue();
      since = change.getKey();
    }
    return covered;
  }

  /** First and newest record of each session that reaches into the window, newest first. */
  public List<Entry> sessionEvidence(long instant, long window) {
    List<Entry> cited = new ArrayList<>();
    for (List<Sent> session : sessions(instant)) {
      if (until(session) > instant - window) {
        cited.add(session.get(0).entry());
        cited.add(session.get(session.size() - 1).entry());
      }
    }
    return cited.stream().distinct().sorted(Oracle::newestFirst).toList();
  }

  /** Marks by session, oldest first; a silence of more than 24 hours ends one. */
  List<List<Sent>> sessions(long instant) {
    visible(instant);
    if (lastSessions.isEmpty()) {
      lastSessions = computeSessions(instant);
    }
    return lastSessions;
  }

  private List<List<Sent>> computeSessions(long instant) {
    Map<String, List<List<Sent>>> byId = new TreeMap<>();
    List<Sent> oldestFirst = new ArrayList<>(visible(instant));
    Collections.reverse(oldestFirst);
    for (Sent mark : oldestFirst) {
      List<List<Sent>> known =
          byId.computeIfAbsent(String.valueOf(mark.reading().origin()), id -> new ArrayList<>());
      List<Sent> last = known.isEmpty() ? List.of() : known.get(known.size() - 1);
      if (last.isEmpty()
          || mark.entry().time() - last.get(last.size() - 1).entry().time()
              > 24 * 60 * Sent.MINUTE) {
        known.add(new ArrayList<>());
      }
      known.get(known.size() - 1).add(mark);
    }
    return byId.values().stream().flatMap(List::stream).toList();
  }

  static long until(List<Sent> session) {
    long lastSign = Long.MIN_VALUE;
    long end = Long.MIN_VALUE;
    for (Sent mark : session) {
      if (mark.reading().mark() == Reading.Mark.ENDED) {
        end = mark.entry().time();
      } else {
        lastSign = mark.entry().time();
      }
    }
    return end >= lastSign ? end : lastSign + 5 * Sent.MINUTE;
  }

  /** Live from the first mark; a pause stops it and a resumption starts it again. */
  static List<long[]> intervals(List<Sent> session) {
    List<Sent> switches = new ArrayList<>(session);
    switches.removeIf(
        mark ->
            mark.reading().mark() != Reading.Mark.PAUSED
                && mark.reading().mark() != Reading.Mark.RESUMED);
    switches.sort(
        Comparator.<Sent>comparingLong(mark -> mark.entry().time())
            .thenComparing(mark -> mark.reading().mark() == Reading.Mark.PAUSED));
    List<long[]> intervals = new ArrayList<>();
    boolean live = true;
    long since = session.get(0).entry().time();
    for (Sent mark : switches) {
      boolean pause = mark.reading().mark() == Reading.Mark.PAUSED;
      if (live && pause) {
        intervals.add(new long[] {since, mark.entry().time()});
      } else if (!live && !pause) {
        since = mark.entry().time();
      }
      live = !pause;
    }
    if (live) {
      intervals.add(new long[] {since, until(session)});
    }
    return intervals;
  }
}

package org.almenara.engine.measures;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Patterns of records by their definitions, over the plain list of all records. */
final class PatternOracle {

  private final Oracle oracle;

  PatternOracle(List<Sent> all) {
    this.oracle = new Oracle(all);
  }

  /** A value, and the records that make it, newest first. */
  record Answer(long value, List<Entry> evidence) {

    static Answer of(long value, List<Entry> evidence) {
      return new Answer(value, evidence.stream().distinct().sorted(Oracle::newestFirst).toList());
    }
  }

  /** A, then B within T, no C between, over the k newest of each. */
  Answer sequences(long instant, long window, long within, int k) {
    List<Sent> starts = playing(Reading.A, instant, k);
    List<Sent> breaks = playing(Reading.C, instant, k);
    List<Entry> cited = new ArrayList<>();
    long value = 0;
    for (Sent b : playing(Reading.B, instant, k)) {
      Sent a = starts.stream().filter(s -> before(s, b) && paired(s, b)).findFirst().orElse(null);
      if (a != null
          && time(b) >= instant - window
          && time(b) - time(a) <= within
          && breaks.stream().noneMatch(c -> before(a, c) && before(c, b) && paired(c, b))) {
        value++;
        cited.add(a.entry());
        cited.add(b.entry());
      }
    }
    return Answer.of(value, cited);
  }

  /** Whether more than the k newest would have to be known. */
  boolean sequencesOverflow(long instant, long window, long within, int k) {
    return beyond(Reading.B, instant, k, instant - window)
        || beyond(Reading.A, instant, k, instant - window - within)
        || beyond(Reading.C, instant, k, instant - window - within);
  }

  /** A, and no B within T, over the k newest of each. */
  Answer absences(long instant, long window, long within, int k) {
    List<Sent> answers = playing(Reading.B, instant, k);
    List<Entry> cited = new ArrayList<>();
    for (Sent a : playing(Reading.A, instant, k)) {
      long deadline = time(a) + within;
      if (deadline >= instant - window
          && deadline < instant
          && answers.stream()
              .noneMatch(b -> paired(a, b) && time(b) > time(a) && time(b) <= deadline)) {
        cited.add(a.entry());
      }
    }
    return Answer.of(cited.size(), cited);
  }

  boolean absencesOverflow(long instant, long window, long within, int k) {
    return beyond(Reading.A, instant, k, instant - window - within)
        || beyond(Reading.B, instant, k, instant - window - within + 1);
  }

  /** Records that came between {@code gap} and {@code memory} after the one before. */
  Answer returns(long instant, long window, long gap, long memory) {
    List<Sent> visible = oracle.visible(instant);
    List<Entry> cited = new ArrayList<>();
    long value = 0;
    for (int i = 0; i + 1 < visible.size(); i++) {
      long silence = time(visible.get(i)) - time(visible.get(i + 1));
      if (time(visible.get(i)) >= instant - window && silence >= gap && silence <= memory) {
        value++;
        cited.add(visible.get(i).entry());
        cited.add(visible.get(i + 1).entry());
      }
    }
    return Answer.of(value, cited);
  }

  /** Sightings of a token that was not seen within memory before, others having been. */
  Answer firstSightings(long instant, long window, long memory, long notUntil) {
    List<Sent> visible = oracle.visible(instant);
    List<Entry> cited = new ArrayList<>();
    for (Sent f : visible) {
      Set<@Nullable String> before = new HashSet<>();
      for (Sent other : visible) {
        if (before(other, f) && time(other) >= time(f) - memory) {
          before.add(other.reading().origin());
        }
      }
      if (time(f) >= instant - window
          && time(f) > notUntil
          && !before.contains(f.reading().origin())
          && !before.isEmpty()) {
        cited.add(f.entry());
      }
    }
    return Answer.of(cited.size(), cited);
  }

  /** Up to when a token that is none of the k last ones may have been seen, and memory more. */
  long doubtUntil(long instant, long memory, int k) {
    Map<@Nullable String, Long> last = new HashMap<>();
    for (Sent sent : oracle.visible(instant)) {
      last.merge(sent.reading().origin(), time(sent), Math::max);
    }
    List<Long> times = new ArrayList<>(last.values());
    Collections.sort(times);
    Collections.reverse(times);
    return times.size() <= k ? Long.MIN_VALUE : times.get(k) + memory;
  }

  /** Records with another token than the one before, over the k newest. */
  Answer changes(long instant, long window, long memory, int k) {
    List<Sent> newest = oracle.visible(instant).stream().limit(k).toList();
    List<Entry> cited = new ArrayList<>();
    long value = 0;
    for (int i = 0; i + 1 < newest.size(); i++) {
      Sent record = newest.get(i);
      Sent before = newest.get(i + 1);
      if (time(record) >= instant - window
          && time(record) - time(before) <= memory
          && !Objects.equals(record.reading().origin(), before.reading().origin())) {
        value++;
        cited.add(record.entry());
        cited.add(before.entry());
      }
    }
    return Answer.of(value, cited);
  }

  boolean changesOverflow(long instant, long window, long memory, int k) {
    List<Sent> visible = oracle.visible(instant);
    return visible.size() > k
        && time(visible.get(k - 1)) >= instant - window
        && time(visible.get(k)) >= instant - window - memory;
  }

  private List<Sent> playing(int role, long instant, int k) {
    return oracle.visible(instant).stream()
        .filter(sent -> (sent.reading().roles() & role) != 0)
        .limit(k)
        .toList();
  }

  private boolean beyond(int role, long instant, int k, long since) {
    List<Sent> all = playing(role, instant, Integer.MAX_VALUE);
    return all.size() > k && time(all.get(k)) >= since;
  }

  private static boolean before(Sent a, Sent b) {
    return Oracle.newestFirst(a.entry(), b.entry()) > 0;
  }

  private static boolean paired(Sent a, Sent b) {
    return Objects.equals(a.reading().origin(), b.reading().origin());
  }

  private static long time(Sent sent) {
    return sent.entry().time();
  }
}

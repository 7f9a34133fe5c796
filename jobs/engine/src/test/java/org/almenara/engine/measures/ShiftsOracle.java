package org.almenara.engine.measures;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is asked about sessions, by its definition: the window is cut wherever some session starts
 * or stops, and each piece is looked at alone.
 */
final class ShiftsOracle {

  private static final long PAUSE = 10 * Sent.MINUTE;
  private static final long TAIL = 5 * Sent.MINUTE;

  private final Oracle oracle;
  private final Map<String, ZoneId> zones;
  private List<Sent> lastVisible = List.of();
  private List<Shift> lastShifts = List.of();

  ShiftsOracle(List<Sent> all, Map<String, ZoneId> zones) {
    this.oracle = new Oracle(all);
    this.zones = zones;
  }

  /** A session and what it covers. */
  record Shift(List<Sent> marks, List<long[]> intervals) {

    boolean covers(long[] piece) {
      return intervals.stream()
          .anyMatch(interval -> interval[0] <= piece[0] && piece[1] <= interval[1]);
    }
  }

  /** Everything that can be asked at one instant over one window. */
  final class Asked {

    private final long from;
    private final long to;
    private final List<Shift> shifts;
    private final List<long[]> pieces = new ArrayList<>();
    private final ZoneId zone;
    private final Set<long[]> covered = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<long[]> overlapped = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<long[]> rests = new ArrayList<>();
    private final List<Set<LocalDate>> runs = new ArrayList<>();

    Asked(long instant, long window) {
      from = instant - window;
      to = instant;
      shifts = shifts(instant);
      TreeSet<Long> cuts = new TreeSet<>(List.of(from, to));
      for (Shift shift : shifts) {
        for (long[] interval : shift.intervals) {
          cuts.add(interval[0]);
          cuts.add(interval[1]);
        }
      }
      List<Long> inside = new ArrayList<>(cuts.subSet(from, true, to, true));
      for (int i = 0; i + 1 < inside.size(); i++) {
        pieces.add(new long[] {inside.get(i), inside.get(i + 1)});
      }
      zone =
          oracle.visible(instant).stream()
              .filter(mark -> mark.reading().market() != null)
              .filter(mark -> mark.entry().time() >= from - TAIL)
              .findFirst()
              .map(mark -> zones.get(mark.reading().market()))
              .orElse(ZoneOffset.UTC);
      look();
    }

    /** Looks at each piece. */
    private void look() {
      for (long[] piece : pieces) {
        if (shifts.stream().anyMatch(shift -> shift.covers(piece))) {
          covered.add(piece);
        }
        if (tokens(piece) >= 2) {
          overlapped.add(piece);
        }
      }
      findRests();
      findRuns();
    }

    private long tokens(long[] piece) {
      return shifts.stream()
          .filter(shift -> shift.covers(piece))
          .map(shift -> shift.marks.get(0).reading().of())
          .filter(Objects::nonNull)
          .distinct()
          .count();
    }

    private static long sum(Set<long[]> pieces) {
      return pieces.stream().mapToLong(piece -> piece[1] - piece[0]).sum();
    }

    long coveredTime() {
      return sum(covered);
    }

    private void findRests() {
      for (long[] piece : pieces) {
        if (covered.contains(piece)) {
          continue;
        }
        long[] last = rests.isEmpty() ? new long[] {0, 0} : rests.get(rests.size() - 1);
        if (last[1] == piece[0]) {
          last[1] = piece[1];
        } else {
          rests.add(piece.clone());
        }
      }
    }

    long longestRest() {
      if (covered.isEmpty()) {
        return Summary.ABSENT;
      }
      return rests.stream().mapToLong(rest -> rest[1] - rest[0]).max().orElse(0);
    }

    private LocalDate date(long time) {
      return Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
    }

    long shortRests(long limit) {
      long days = 0;
      for (LocalDate day = date(from - 1).plusDays(1); day.isBefore(date(to)); ) {
        boolean isShort = true;
        for (long[] rest : rests) {
          if (!date(rest[0]).isAfter(day) && !date(rest[1] - 1).isBefore(day)) {
            isShort &= rest[0] != from && rest[1] != to && rest[1] - rest[0] < limit;
          }
        }
        days += isShort ? 1 : 0;
        day = day.plusDays(1);
      }
      return days;
    }

    private void findRuns() {
      TreeSet<LocalDate> dates = new TreeSet<>();
      for (long[] piece : pieces) {
        if (covered.contains(piece)) {
          date(piece[0]).datesUntil(date(piece[1] - 1).plusDays(1)).forEach(dates::add);
        }
      }
      for (LocalDate date : dates) {
        if (!dates.contains(date.minusDays(1))) {
          runs.add(new TreeSet<>());
        }
        runs.get(runs.size() - 1).add(date);
      }
    }

    long dayRun() {
      return runs.stream().mapToInt(Set::size).max().orElse(0);
    }

    private boolean unbroken(Shift shift, long limit) {
      List<long[]> intervals = shift.intervals;
      for (int i = 0; i < intervals.size(); i++) {
        for (int j = i; j < intervals.size(); j++) {
          boolean through = true;
          for (int p = i; p < j; p++) {
            through &= intervals.get(p + 1)[0] - intervals.get(p)[1] < PAUSE;
          }
          long length = Math.min(intervals.get(j)[1], to) - Math.max(intervals.get(i)[0], from);
          if (through && length > limit) {
            return true;
          }
        }
      }
      return false;
    }

    long unbroken(long limit) {
      return shifts.stream().filter(shift -> unbroken(shift, limit)).count();
    }

    long overlap() {
      return sum(overlapped);
    }

    /** First and newest record of each session that makes the answer, newest first. */
    List<Entry> evidence(Function function, long limit) {
      List<Entry> cited = new ArrayList<>();
      for (Shift shift : shifts) {
        boolean makesIt =
            switch (function) {
              case UNBROKEN -> unbroken(shift, limit);
              case OVERLAP ->
                  shift.marks.get(0).reading().of() != null
                      && pieces.stream()
                          .anyMatch(piece -> shift.covers(piece) && overlapped.contains(piece));
              case DAY_RUN -> isOfLongestRun(shift);
              default -> true;
            };
        if (makesIt && Oracle.until(shift.marks) > from) {
          cited.add(shift.marks.get(0).entry());
          cited.add(shift.marks.get(shift.marks.size() - 1).entry());
        }
      }
      return cited.stream().distinct().sorted(Oracle::newestFirst).toList();
    }

    private boolean isOfLongestRun(Shift shift) {
      Set<LocalDate> longest = new TreeSet<>();
      runs.stream().filter(run -> run.size() == dayRun()).forEach(longest::addAll);
      return pieces.stream()
          .filter(shift::covers)
          .flatMap(piece -> date(piece[0]).datesUntil(date(piece[1] - 1).plusDays(1)))
          .anyMatch(longest::contains);
    }
  }

  /** Marks by session and token, oldest first; a silence of more than 24 hours ends one. */
  List<Shift> shifts(long instant) {
    List<Sent> visible = oracle.visible(instant);
    if (visible != lastVisible) {
      lastVisible = visible;
      lastShifts = shifts(visible);
    }
    return lastShifts;
  }

  private static List<Shift> shifts(List<Sent> newestFirst) {
    List<Sent> oldestFirst = new ArrayList<>(newestFirst);
    Collections.reverse(oldestFirst);
    Map<String, List<List<Sent>>> byId = new TreeMap<>();
    for (Sent mark : oldestFirst) {
      List<List<Sent>> known =
          byId.computeIfAbsent(
              mark.reading().origin() + " of " + mark.reading().of(), id -> new ArrayList<>());
      List<Sent> last = known.isEmpty() ? List.of() : known.get(known.size() - 1);
      if (last.isEmpty()
          || mark.entry().time() - last.get(last.size() - 1).entry().time()
              > 24 * 60 * Sent.MINUTE) {
        known.add(new ArrayList<>());
      }
      known.get(known.size() - 1).add(mark);
    }
    return byId.values().stream()
        .flatMap(List::stream)
        .map(marks -> new Shift(marks, nonEmpty(Oracle.intervals(marks))))
        .toList();
  }

  private static List<long[]> nonEmpty(List<long[]> intervals) {
    return intervals.stream().filter(interval -> interval[0] < interval[1]).toList();
  }
}

package org.almenara.engine.measures;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A stretch of time {@code [from, to)}, epoch milliseconds; never empty in the lists here, which
 * are in order and do not touch.
 */
record Span(long from, long to) {

  long length() {
    return to - from;
  }

  /** Whether it has any time in common with {@code [start, end)}. */
  boolean meets(long start, long end) {
    return from < end && to > start;
  }

  /** Adds {@code [from, to)} to a list unless it is empty. */
  static void add(long from, long to, List<Span> spans) {
    if (from < to) {
      spans.add(new Span(from, to));
    }
  }

  /** What of it lies in {@code [start, end)} is added to a list. */
  void addClipped(long start, long end, List<Span> spans) {
    add(Math.max(from, start), Math.min(to, end), spans);
  }

  static long length(List<Span> spans) {
    return spans.stream().mapToLong(Span::length).sum();
  }

  /** What any of the spans covers, in whatever order they come; what touches is one. */
  static List<Span> union(List<Span> spans) {
    List<Span> sorted = new ArrayList<>(spans);
    sorted.sort(Comparator.comparingLong(Span::from));
    List<Span> union = new ArrayList<>();
    for (Span span : sorted) {
      Span last = union.isEmpty() ? span : union.get(union.size() - 1);
      if (!union.isEmpty() && span.from <= last.to) {
        union.set(union.size() - 1, new Span(last.from, Math.max(last.to, span.to)));
      } else {
        union.add(span);
      }
    }
    return union;
  }

  /** What at least two of the lists cover. */
  static List<Span> atLeastTwo(Iterable<List<Span>> lists) {
    TreeMap<Long, Integer> depths = new TreeMap<>();
    for (List<Span> list : lists) {
      for (Span span : list) {
        depths.merge(span.from, 1, Integer::sum);
        depths.merge(span.to, -1, Integer::sum);
      }
    }
    List<Span> twice = new ArrayList<>();
    int depth = 0;
    long since = 0;
    for (Map.Entry<Long, Integer> change : depths.entrySet()) {
      int now = depth + change.getValue();
      if (depth < 2 && now >= 2) {
        since = change.getKey();
      } else if (depth >= 2 && now < 2) {
        twice.add(new Span(since, change.getKey()));
      }
      depth = now;
    }
    return twice;
  }

  /** What of {@code [from, to)} the spans inside it leave free. */
  static List<Span> gaps(List<Span> spans, long from, long to) {
    List<Span> gaps = new ArrayList<>();
    long reached = from;
    for (Span span : spans) {
      if (span.from > reached) {
        gaps.add(new Span(reached, span.from));
      }
      reached = span.to;
    }
    if (reached < to) {
      gaps.add(new Span(reached, to));
    }
    return gaps;
  }

  /**
   * The calendar days of a zone that have any time in {@code [from, to)}: each ends where the next
   * begins, and those on which the clocks change have 23 or 25 hours.
   */
  static List<Span> days(long from, long to, ZoneId zone) {
    List<Span> days = new ArrayList<>();
    LocalDate date = Instant.ofEpochMilli(from).atZone(zone).toLocalDate();
    long start = start(date, zone);
    while (start < to) {
      date = date.plusDays(1);
      long end = start(date, zone);
      // A date that a zone left out when it changed sides has no time.
      if (end > start) {
        days.add(new Span(start, end));
      }
      start = end;
    }
    return days;
  }

  private static long start(LocalDate date, ZoneId zone) {
    return date.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}

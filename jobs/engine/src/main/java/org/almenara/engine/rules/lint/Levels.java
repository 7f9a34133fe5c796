package org.almenara.engine.rules.lint;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.almenara.engine.measures.Function;
import org.almenara.engine.measures.Question;
import org.almenara.engine.measures.Summary;
import org.almenara.engine.rules.Gauge;
import org.almenara.engine.rules.Rule;

/**
 * All that the gauges of some rules can say, as far as their conditions can tell it apart: one
 * value for each level of each gauge, in every combination.
 *
 * <p>Gauges are taken to be independent, so a combination may be none that records can make: that
 * nothing holds in any combination is certain, that something holds in one is not.
 */
final class Levels {

  /** Combinations looked at; of more nothing is said. */
  private static final long MOST = 50_000;

  private static final long DAY = 86_400_000;

  /** A day on which clocks go forward. */
  private static final long SHORTEST_DAY = 23 * 3_600_000L;

  /** By the gauge's print: place in a combination. */
  private final Map<Long, Integer> places = new TreeMap<>();

  /** By place: a value for each level that can be, absence first. */
  private final List<long[]> values = new ArrayList<>();

  /** Whether all that the rules read are gauges: a rule about a group has none. */
  private final boolean ofGauges;

  Levels(Rule... rules) {
    ofGauges = Arrays.stream(rules).noneMatch(rule -> rule.inputs().isEmpty());
    Map<Long, TreeSet<Long>> thresholds = new TreeMap<>();
    Map<Long, Gauge> gauges = new TreeMap<>();
    for (Rule rule : rules) {
      for (Rule.Input input : rule.inputs()) {
        long print = input.gauge().print();
        gauges.put(print, input.gauge());
        thresholds.computeIfAbsent(print, key -> new TreeSet<>()).addAll(input.thresholds());
      }
    }
    gauges.forEach(
        (print, gauge) -> {
          places.put(print, values.size());
          SortedSet<Long> of = Objects.requireNonNull(thresholds.get(print));
          values.add(valuesOf(gauge.question(), of));
        });
  }

  private static long[] valuesOf(Question question, SortedSet<Long> thresholds) {
    long least = least(question.function());
    long most = most(question);
    List<Long> of = new ArrayList<>();
    if (question.function().ofNothing() == Summary.ABSENT) {
      of.add(Summary.ABSENT);
    }
    long from = least;
    for (long threshold : thresholds) {
      if (threshold > from && from <= most) {
        of.add(from);
      }
      from = Math.max(from, threshold);
    }
    if (from <= most) {
      of.add(from);
    }
    return of.stream().mapToLong(Long::longValue).toArray();
  }

  private static long least(Function function) {
    return switch (function) {
      case SUM, MEAN, MIN, MAX, RATIO -> Summary.ABSENT + 1;
      default -> 0;
    };
  }

  /** The greatest value that there can be in the window. */
  static long most(Question question) {
    return switch (question.function()) {
      case COVERED, OVERLAP, LONGEST_REST -> question.window();
      case SHORT_RESTS -> question.window() / SHORTEST_DAY;
      case DAY_RUN -> question.window() / SHORTEST_DAY + 2;
      case SHARE -> 1_000_000;
      default -> Long.MAX_VALUE;
    };
  }

  /** Whether there are combinations, and few enough to look at all. */
  boolean few() {
    if (!ofGauges) {
      return false;
    }
    long combinations = 1;
    for (long[] of : values) {
      combinations *= of.length;
      if (combinations > MOST) {
        return false;
      }
    }
    return true;
  }

  /** Whether some combination is such; only where there are {@link #few}. */
  boolean any(Predicate<long[]> such) {
    int[] at = new int[values.size()];
    long[] combination = new long[at.length];
    while (true) {
      for (int i = 0; i < at.length; i++) {
        combination[i] = values.get(i)[at[i]];
      }
      if (such.test(combination)) {
        return true;
      }
      int i = 0;
      while (i < at.length && ++at[i] == values.get(i).length) {
        at[i++] = 0;
      }
      if (i == at.length) {
        return false;
      }
    }
  }

  boolean all(Predicate<long[]> such) {
    return !any(such.negate());
  }

  /** Whether a rule holds in a combination. */
  boolean holds(Rule rule, long[] combination) {
    List<Rule.Input> inputs = rule.inputs();
    long[] own = new long[inputs.size()];
    for (int i = 0; i < own.length; i++) {
      own[i] = combination[place(inputs.get(i))];
    }
    return rule.condition().holds(own);
  }

  static boolean allPresent(long[] combination) {
    return Arrays.stream(combination).noneMatch(value -> value == Summary.ABSENT);
  }

  private int place(Rule.Input input) {
    Integer place = places.get(input.gauge().print());
    if (place == null) {
      throw new IllegalArgumentException("none of the rules reads " + input.name());
    }
    return place;
  }

  /** Whether a rule can ever tell apart the values below and from a threshold on. */
  boolean matters(Rule rule, Rule.Input input, long threshold) {
    int place = place(input);
    long[] of = values.get(place);
    int above = 0;
    while (above < of.length && of[above] < threshold) {
      above++;
    }
    if (above == 0 || above == of.length || of[above - 1] == Summary.ABSENT) {
      return false;
    }
    long low = of[above - 1];
    long high = of[above];
    return any(
        combination -> {
          if (combination[place] != high) {
            return false;
          }
          long[] below = combination.clone();
          below[place] = low;
          return holds(rule, combination) != holds(rule, below);
        });
  }

  /** A number as a condition writes it. */
  static String written(Rule.Input input, long value) {
    return switch (input.unit()) {
      case "ms" -> value % DAY == 0 && value > DAY ? value / DAY + " days" : hours(value);
      case "millionths", "minor_millionths" ->
          BigDecimal.valueOf(value, 6).stripTrailingZeros().toPlainString();
      default -> Long.toString(value);
    };
  }

  private static String hours(long millis) {
    long minutes = millis / 60_000;
    return minutes % 60 == 0 ? minutes / 60 + "h" : minutes + "m";
  }
}

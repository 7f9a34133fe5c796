package org.almenara.engine.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.almenara.engine.measures.Function;
import org.almenara.engine.measures.Question;
import org.almenara.engine.measures.Summary;

/**
 * What a rule needs of the feeds of the platforms on which an entity is seen.
 *
 * @param facts what it requires, in the order of the file
 * @param whole whether it needs all of it: what a feed leaves out could make the rule hold. False
 *     where records alone can make it hold, and more of them never undo that
 * @param horizon how far back a record can lie that matters to it, milliseconds
 * @param tolerated how much of that may be lost before the rule is not evaluable, milliseconds
 */
public record Needs(List<Fact> facts, boolean whole, long horizon, long tolerated) {

  /** It needs nothing. */
  public static final Needs NOTHING = new Needs(List.of(), false, 0, 0);

  /** Lost is tolerated up to one part in so many of the shortest time that a rule looks over. */
  private static final long TOLERATED_PART = 20;

  /** Combinations of levels that are looked at; of more, all is needed. */
  private static final long MOST_COMBINATIONS = 10_000;

  /**
   * A fact that a feed must give.
   *
   * @param type of the record
   * @param path field of it, dotted; empty: that there is such a record
   */
  public record Fact(String type, String path) {

    static List<Fact> of(List<String> requires) {
      List<Fact> facts = new ArrayList<>();
      for (String text : requires) {
        RecordFields.codes("type").stream()
            .filter(type -> RuleChecks.isFactOf(type, text))
            .findFirst()
            .ifPresent(
                type ->
                    facts.add(
                        new Fact(
                            type, text.equals(type) ? "" : text.substring(type.length() + 1))));
      }
      return List.copyOf(facts);
    }
  }

  /** Of a rule that reads measures; one about a group reads none, and needs what its members do. */
  static Needs of(RuleFile file, List<Rule.Input> inputs, Rule.Condition condition) {
    List<Fact> facts = Fact.of(Objects.requireNonNullElse(file.requires(), List.of()));
    if (facts.isEmpty() || inputs.isEmpty()) {
      return NOTHING;
    }
    return new Needs(
        facts,
        !restsOnRecords(inputs, condition),
        inputs.stream().mapToLong(Needs::horizon).max().orElse(0),
        inputs.stream().mapToLong(Needs::looksOver).min().orElse(0) / TOLERATED_PART);
  }

  private static long horizon(Rule.Input input) {
    Question question = input.gauge().question();
    Measure shared = input.gauge().measure();
    long window = Math.max(question.window(), question.baseline());
    return shared.withBounds(shared.k(), window).lifetime();
  }

  /** The time in which something must have happened, or not, for the measure to say so. */
  private static long looksOver(Rule.Input input) {
    Measure measure = input.gauge().measure();
    return switch (measure.kind()) {
      case SEQUENCES, ABSENCES, RETURNS, FIRST_SIGHTINGS -> measure.times().get(0);
      case RECORDS, TOKENS, ROUGH_TOKENS, SESSIONS, TILES, LEAST, GREATEST, CHANGES ->
          input.gauge().question().window();
    };
  }

  private static boolean restsOnRecords(List<Rule.Input> inputs, Rule.Condition condition) {
    List<long[]> levels = new ArrayList<>();
    long combinations = 1;
    for (Rule.Input input : inputs) {
      Growth growth = growth(input.gauge());
      if (growth == Growth.NEITHER) {
        return false;
      }
      long[] of = levels(input, growth);
      levels.add(of);
      combinations *= of.length;
    }
    return combinations <= MOST_COMBINATIONS && neverUndone(levels, condition, new long[0]);
  }

  /** Whether more records of any measure never make it cease to hold, whatever the others say. */
  private static boolean neverUndone(List<long[]> levels, Rule.Condition condition, long[] chosen) {
    int next = chosen.length;
    if (next == levels.size()) {
      return !condition.holds(chosen) || holdsWithMore(levels, condition, chosen);
    }
    for (long level : levels.get(next)) {
      long[] more = Arrays.copyOf(chosen, next + 1);
      more[next] = level;
      if (!neverUndone(levels, condition, more)) {
        return false;
      }
    }
    return true;
  }

  private static boolean holdsWithMore(
      List<long[]> levels, Rule.Condition condition, long[] chosen) {
    for (int i = 0; i < chosen.length; i++) {
      boolean above = false;
      for (long level : levels.get(i)) {
        long[] more = chosen.clone();
        more[i] = level;
        if (above && !condition.holds(more)) {
          return false;
        }
        above |= level == chosen[i];
      }
    }
    return true;
  }

  /** What more records do to the value of a measure. */
  private enum Growth {
    UP,
    DOWN,
    NEITHER
  }

  private static Growth growth(Gauge gauge) {
    Intake intake = gauge.measure().intake();
    if (intake.where().isMetByAbsence()
        || intake.roles().stream().anyMatch(Filter::isMetByAbsence)) {
      return Growth.NEITHER;
    }
    return switch (gauge.question().function()) {
      case COUNT, TALLY, DISTINCT, MEMBERS, CHANGES, MAX -> Growth.UP;
      case MIN -> Growth.DOWN;
      // With a third part, one that must not lie between, a lost record makes a sequence.
      case SEQUENCE -> intake.roles().size() > 2 ? Growth.NEITHER : Growth.UP;
      // A sum can have negative parts, and a session goes on where its pause or end was lost.
      case SUM,
          COVERED,
          LONGEST_REST,
          SHORT_RESTS,
          DAY_RUN,
          UNBROKEN,
          OVERLAP,
          MEAN,
          SHARE,
          RATIO,
          GROWTH,
          ABSENCE,
          RETURNS,
          FIRST_SEEN ->
          Growth.NEITHER;
    };
  }

  /** A value of each level, in the order in which records reach them. */
  private static long[] levels(Rule.Input input, Growth growth) {
    List<Long> levels = new ArrayList<>();
    levels.add(input.thresholds().get(0) - 1);
    levels.addAll(input.thresholds());
    if (growth == Growth.DOWN) {
      Collections.reverse(levels);
    }
    Function function = input.gauge().question().function();
    if (function.ofNothing() == Summary.ABSENT) {
      levels.add(0, Summary.ABSENT);
    }
    return levels.stream().mapToLong(Long::longValue).toArray();
  }
}

package org.almenara.engine.measures;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The answer to any question by its definition, over the plain list of all records. */
public final class ByDefinition {

  private static final int MOST_CITED_OF_MANY = 16;

  private final Question question;
  private final List<Long> times;
  private final int k;
  private final Oracle oracle;
  private final NumbersOracle numbers;
  private final PatternOracle patterns;
  private final ShiftsOracle shifts;
  private ShiftsOracle.@Nullable Asked asked;
  private long askedAt = Long.MIN_VALUE;

  /**
   * An answer to one question.
   *
   * @param times what shapes the measure: the longest time between two records of a pattern;
   *     silence and memory of returns; memory of first sightings and changes
   * @param k how many records a list remembers; 0 where there is no list
   * @param all the records that the measure takes
   */
  public ByDefinition(Question question, List<Long> times, int k, List<Sent> all) {
    this.question = question;
    this.times = times;
    this.k = k;
    this.oracle = new Oracle(all);
    this.numbers = new NumbersOracle(all);
    this.patterns = new PatternOracle(all);
    this.shifts = new ShiftsOracle(all, question.zones());
  }

  private ShiftsOracle.Asked asked(long instant) {
    ShiftsOracle.Asked known = asked;
    if (known == null || instant != askedAt) {
      known = shifts.new Asked(instant, question.window());
      asked = known;
      askedAt = instant;
    }
    return known;
  }

  /** The value at an instant; {@link Summary#ABSENT} where there is none. */
  public long value(long instant) {
    long window = question.window();
    return switch (question.function()) {
      case COUNT -> oracle.records(instant, window).size();
      // Of few tokens the estimate, rounded, is their number.
      case DISTINCT, MEMBERS -> oracle.tokens(instant, window).size();
      case COVERED -> oracle.covered(instant, window);
      case LONGEST_REST -> asked(instant).longestRest();
      case SHORT_RESTS -> asked(instant).shortRests(question.limit());
      case DAY_RUN -> asked(instant).dayRun();
      case UNBROKEN -> asked(instant).unbroken(question.limit());
      case OVERLAP -> asked(instant).overlap();
      case TALLY, SUM, MEAN, MIN, MAX, SHARE, RATIO, GROWTH -> numbers.value(question, instant);
      case SEQUENCE, ABSENCE, RETURNS, FIRST_SEEN, CHANGES -> pattern(instant).value();
    };
  }

  private PatternOracle.Answer pattern(long instant) {
    long window = question.window();
    long first = times.get(0);
    return switch (question.function()) {
      case SEQUENCE -> patterns.sequences(instant, window, first, k);
      case ABSENCE -> patterns.absences(instant, window, first, k);
      case RETURNS -> patterns.returns(instant, window, first, times.get(1));
      case FIRST_SEEN ->
          patterns.firstSightings(instant, window, first, patterns.doubtUntil(instant, first, k));
      case CHANGES -> patterns.changes(instant, window, first, k);
      default -> throw new IllegalArgumentException(question.toString());
    };
  }

  /** The records that show it, newest first. */
  public List<Entry> evidence(long instant, int most) {
    long window = question.window();
    List<Entry> all =
        switch (question.function()) {
          case COUNT -> oracle.records(instant, window);
          case DISTINCT, MEMBERS -> seen(instant, most);
          case COVERED -> oracle.sessionEvidence(instant, window);
          case LONGEST_REST, SHORT_RESTS, DAY_RUN, UNBROKEN, OVERLAP ->
              asked(instant).evidence(question.function(), question.limit());
          case TALLY, SUM, MEAN, SHARE, RATIO, GROWTH -> numbers.evidence(question, instant, most);
          case MIN, MAX -> numbers.extreme(question, instant);
          case SEQUENCE, ABSENCE, RETURNS, FIRST_SEEN, CHANGES -> pattern(instant).evidence();
        };
    return all.stream().limit(most).toList();
  }

  private List<Entry> seen(long instant, int most) {
    Stream<Entry> seen =
        k == 0
            ? oracle.records(instant, question.window()).stream().limit(MOST_CITED_OF_MANY)
            : tokens(instant).stream().limit(most).map(RecentTokens.Seen::last);
    return seen.distinct().toList();
  }

  /** The tokens in the window, the last seen first. */
  public List<RecentTokens.Seen> tokens(long instant) {
    return oracle.tokens(instant, question.window());
  }

  /** Whether lists are too short for the answer to be sure. */
  public boolean overflowed(long instant) {
    long window = question.window();
    return switch (question.function()) {
      case SEQUENCE -> patterns.sequencesOverflow(instant, window, times.get(0), k);
      case ABSENCE -> patterns.absencesOverflow(instant, window, times.get(0), k);
      case CHANGES -> patterns.changesOverflow(instant, window, times.get(0), k);
      case FIRST_SEEN -> patterns.doubtUntil(instant, times.get(0), k) >= instant - window;
      default -> false;
    };
  }

  /** Whether a list has let a record go that lies in the window. */
  public boolean evicted(long instant) {
    return k > 0 && oracle.records(instant, question.window()).size() > k;
  }
}

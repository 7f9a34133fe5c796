package org.almenara.engine.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Rests, days, unbroken sessions and overlaps against their definitions, in several markets and
 * over changes of the clocks.
 */
class ShiftsAgainstBruteForceTest {

  private static final long HOUR = PatternStreams.HOUR;
  private static final long DAY = PatternStreams.DAY;
  private static final long LONGEST = 4 * DAY;
  private static final List<Long> WINDOWS = List.of(12 * HOUR, 2 * DAY, LONGEST);
  private static final long SLIDE = 2 * HOUR;
  private static final List<Function> FUNCTIONS =
      List.of(
          Function.COVERED,
          Function.LONGEST_REST,
          Function.SHORT_RESTS,
          Function.DAY_RUN,
          Function.UNBROKEN,
          Function.OVERLAP);

  @Property(tries = 4_000, seed = "36")
  void asksSessions(@ForAll Random random) {
    List<Sent> stream = PatternStreams.shifts(random);
    ShiftsOracle oracle = new ShiftsOracle(stream, PatternStreams.ZONES);
    Kept kept = new Kept(random, SLIDE, LiveSessions::new);
    stream.forEach(kept::add);
    Set<String> paths = new HashSet<>();
    for (long instant : Kept.instants(stream, SLIDE, LONGEST)) {
      if (random.nextInt(12) > 0) {
        continue;
      }
      Summary summary = kept.at(instant);
      for (long window : WINDOWS) {
        if (random.nextInt(3) == 0) {
          continue;
        }
        ShiftsOracle.Asked asked = oracle.new Asked(instant, window);
        long limit = random.nextInt(4) == 0 ? 6 * HOUR : (1 + random.nextInt(20)) * HOUR / 2;
        for (Function function : FUNCTIONS) {
          Question question =
              Question.of(function, window).withLimit(limit).inZones(PatternStreams.ZONES);
          long value = value(asked, function, limit);
          assertThat(summary.value(question, instant))
              .as("%s at %s", question, instant)
              .isEqualTo(value);
          List<Entry> cited = asked.evidence(function, limit);
          assertThat(summary.evidence(question, instant, 1_000))
              .as("%s cites at %s", question, instant)
              .isEqualTo(cited);
          assertThat(summary.evidence(question, instant, 1))
              .isEqualTo(cited.stream().limit(1).toList());
          assertThat(summary.overflowed(question, instant)).isFalse();
          PatternsAgainstBruteForceTest.note(
              paths, function.name(), function == Function.DAY_RUN ? value > 1 : value > 0);
          PatternsAgainstBruteForceTest.note(paths, "absent", value == Summary.ABSENT);
        }
        Question inUtc = Question.of(Function.DAY_RUN, window);
        PatternsAgainstBruteForceTest.note(
            paths, "another day elsewhere", summary.value(inUtc, instant) != asked.dayRun());
      }
      summary.forget(instant, LONGEST);
    }
    for (Function function : FUNCTIONS) {
      PatternsAgainstBruteForceTest.reached(paths, function.name(), 20);
    }
    PatternsAgainstBruteForceTest.reached(paths, "absent", 60);
    PatternsAgainstBruteForceTest.reached(paths, "another day elsewhere", 30);
    PatternsAgainstBruteForceTest.report(stream, kept, 50);
  }

  private static long value(ShiftsOracle.Asked asked, Function function, long limit) {
    return switch (function) {
      case COVERED -> asked.coveredTime();
      case LONGEST_REST -> asked.longestRest();
      case SHORT_RESTS -> asked.shortRests(limit);
      case DAY_RUN -> asked.dayRun();
      case UNBROKEN -> asked.unbroken(limit);
      case OVERLAP -> asked.overlap();
      default -> throw new IllegalArgumentException(function.name());
    };
  }
}

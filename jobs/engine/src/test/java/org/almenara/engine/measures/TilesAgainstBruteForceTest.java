package org.almenara.engine.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.almenara.engine.time.EventTime;
import org.junit.jupiter.api.Test;

/**
 * What tiles answer against its definition, at every instant of random streams: with pending parts,
 * ties, late records, copies in other parts, forgetting, settling, restarts and copies.
 */
class TilesAgainstBruteForceTest {

  private static final long HOUR = 60 * Sent.MINUTE;
  private static final long SLIDE = HOUR / 2;
  private static final long LONGEST = 6 * HOUR;
  private static final List<Long> TILES = List.of(HOUR / 12, HOUR / 4, HOUR / 2);
  private static final List<Long> WINDOWS = List.of(HOUR / 2, 90 * Sent.MINUTE, 4 * HOUR);
  private static final List<Long> BASELINES = List.of(2 * HOUR, 5 * HOUR, LONGEST);
  private static final Sent.Kind KIND = new Sent.Kind(40, 7 * HOUR, 4);
  private static final Set<Function> FUNCTIONS =
      EnumSet.of(
          Function.TALLY,
          Function.SUM,
          Function.MEAN,
          Function.SHARE,
          Function.RATIO,
          Function.GROWTH);

  @Property(tries = 8_000, seed = "14")
  void countsSumsAndDivides(@ForAll Random random) {
    List<Sent> stream = Numbered.stream(random, KIND);
    Agreed agreed = agreed(random, stream, Guards.ON);
    MeasuresAgainstBruteForceTest.report(stream, agreed.kept);
    Reached.inAtLeast(90, "absent", agreed.absent);
    Reached.inAtLeast(20, "grew", agreed.grew);
    Reached.inAtLeast(
        10,
        "sums that no long holds",
        stream.stream().anyMatch(sent -> Math.abs((double) sent.reading().number()) > 9e18));
  }

  private record Agreed(Kept kept, boolean absent, boolean grew) {}

  /** Feeds a stream and compares every answer. */
  private static Agreed agreed(Random random, List<Sent> stream, Guards guards) {
    long tile = TILES.get(random.nextInt(TILES.size()));
    int atLeast = random.nextInt(4);
    NumbersOracle oracle = new NumbersOracle(stream);
    Kept kept = new Kept(random, SLIDE, () -> new Tiles(tile, guards));
    if (guards.pending()) {
      stream.forEach(kept::add);
    } else {
      Summary counted = kept.at(Long.MIN_VALUE);
      stream.forEach(sent -> counted.add(sent.entry(), sent.reading()));
    }
    boolean absent = false;
    boolean grew = false;
    for (long instant : Kept.instants(stream, SLIDE, LONGEST)) {
      Summary summary = kept.at(instant);
      for (Question question : questions(random, atLeast)) {
        long value = summary.value(question, instant);
        assertThat(value)
            .as("%s at %s", question, instant)
            .isEqualTo(oracle.value(question, instant));
        int most = 1 + random.nextInt(20);
        assertThat(summary.evidence(question, instant, most))
            .as("%s cites at %s", question, instant)
            .isEqualTo(oracle.evidence(question, instant, most));
        absent |= value == Summary.ABSENT;
        grew |= question.function() == Function.GROWTH && value > 1_000_000;
      }
      summary.forget(instant, LONGEST);
    }
    assertThat(kept.at(Long.MAX_VALUE).isEmpty()).as("forgot all").isTrue();
    return new Agreed(kept, absent, grew);
  }

  /** Some of them at each instant, so that totals move by several slides at once too. */
  private static List<Question> questions(Random random, int atLeast) {
    List<Question> questions = new ArrayList<>();
    for (Function function : FUNCTIONS) {
      for (int i = 0; i < WINDOWS.size(); i++) {
        if (random.nextInt(3) > 0) {
          questions.add(new Question(function, WINDOWS.get(i), BASELINES.get(i), atLeast));
        }
      }
    }
    return questions;
  }

  @Test
  void withoutIdempotenceCopiesShow() {
    assertThatThrownBy(() -> agreedOnMany(new Guards(true, false)))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void withoutThePendingPartTheOrderShows() {
    assertThatThrownBy(() -> agreedOnMany(new Guards(false, true)))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void withBothGuardsNeitherShows() {
    agreedOnMany(Guards.ON);
  }

  private static void agreedOnMany(Guards guards) {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      agreed(random, Numbered.stream(random, KIND), guards);
    }
  }

  @Property(tries = 8_000, seed = "15")
  void findsTheLeastAndTheGreatest(@ForAll Random random) {
    long tile = TILES.get(random.nextInt(TILES.size()));
    Function function = random.nextBoolean() ? Function.MIN : Function.MAX;
    List<Sent> stream = Numbered.stream(random, KIND);
    NumbersOracle oracle = new NumbersOracle(stream);
    Kept kept = new Kept(random, SLIDE, () -> new Extremes(function, tile));
    stream.forEach(kept::add);
    boolean tied = false;
    for (long instant : Kept.instants(stream, SLIDE, LONGEST)) {
      Summary summary = kept.at(instant);
      for (long window : WINDOWS) {
        Question question = Question.of(function, window);
        long value = oracle.value(question, instant);
        assertThat(summary.value(question, instant)).isEqualTo(value);
        assertThat(summary.evidence(question, instant, 1))
            .isEqualTo(oracle.extreme(question, instant));
        assertThat(summary.evidence(question, instant, 0)).isEmpty();
        tied |=
            oracle.between(instant - window, instant, instant).stream()
                    .filter(sent -> sent.reading().number() == value)
                    .count()
                > 1;
      }
      summary.forget(instant, LONGEST);
    }
    assertThat(kept.at(Long.MAX_VALUE).isEmpty()).as("forgot all").isTrue();
    MeasuresAgainstBruteForceTest.report(stream, kept);
    Reached.inAtLeast(40, "several have the extreme", tied);
  }

  /**
   * Before the time that it names no threshold is reached or lost, unless records come; and the
   * value itself stays, but that of a tally or a sum.
   */
  @Property(tries = 2_000, seed = "16")
  void nothingMattersBeforeTheNextChange(@ForAll Random random) {
    long tile = TILES.get(random.nextInt(TILES.size()));
    List<Sent> stream = Numbered.stream(random, KIND);
    for (Question question : questions(random, random.nextInt(3))) {
      checkNextChange(new Tiles(tile, Guards.ON), question, stream, random);
    }
    for (Function function : List.of(Function.MIN, Function.MAX)) {
      Question question = Question.of(function, WINDOWS.get(random.nextInt(WINDOWS.size())));
      checkNextChange(new Extremes(function, tile), question, stream, random);
    }
  }

  private static void checkNextChange(
      Summary summary, Question question, List<Sent> stream, Random random) {
    stream.forEach(sent -> summary.add(sent.entry(), sent.reading()));
    long last = stream.stream().mapToLong(Sent::visible).max().orElseThrow();
    long instant = EventTime.instantAfter(last, SLIDE);
    List<Long> values = new ArrayList<>();
    for (long t = instant; t <= instant + LONGEST + SLIDE; t += SLIDE) {
      values.add(summary.value(question, t));
    }
    List<Long> thresholds = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      thresholds.add(values.get(random.nextInt(values.size())) + random.nextInt(2));
    }
    Collections.sort(thresholds);
    boolean stays = question.function() != Function.TALLY && question.function() != Function.SUM;
    int before = 0;
    int changes = 0;
    long change = summary.nextChange(question, instant, thresholds);
    for (int i = 0; i < values.size(); i++) {
      long t = instant + i * SLIDE;
      boolean differs =
          stays
              ? !values.get(i).equals(values.get(before))
              : reached(values.get(i), thresholds) != reached(values.get(before), thresholds);
      if (t >= change) {
        changes += differs ? 1 : 0;
        before = i;
        change = summary.nextChange(question, t, thresholds);
        assertThat(change).isGreaterThan(t);
      } else {
        assertThat(differs).as("%s of %s at %s", question, thresholds, t).isFalse();
      }
    }
    assertThat(change).as("when all has gone").isEqualTo(Summary.NEVER);
    Reached.inAtLeast(stays ? 70 : 45, stays ? "changed" : "mattered", changes > 0);
  }

  private static long reached(long value, List<Long> thresholds) {
    return thresholds.stream().filter(threshold -> value >= threshold).count();
  }
}

package org.almenara.engine.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What {@link SummaryLawsTest} asks of every summary, of those of patterns and shifts. */
class PatternLawsTest {

  private static final long HOUR = PatternStreams.HOUR;
  private static final long DAY = PatternStreams.DAY;
  private static final long WINDOW = 3 * HOUR;
  private static final long SHIFTS_WINDOW = 3 * DAY;

  /**
   * A kind and what to ask it.
   *
   * @param exact whether its next change is one, not only a time before which there is none
   */
  record Case(
      Supplier<Summary> empty,
      java.util.function.Function<Random, List<Sent>> streams,
      Question question,
      List<Long> thresholds,
      boolean exact) {

    List<Sent> stream(Random random) {
      return streams.apply(random);
    }

    Summary of(List<Sent> stream) {
      Summary summary = empty.get();
      stream.forEach(sent -> summary.add(sent.entry(), sent.reading()));
      return summary;
    }

    boolean isOfShifts() {
      return empty.get() instanceof LiveSessions;
    }

    @Override
    public String toString() {
      return question.function().name();
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    List<Long> counts = List.of(1L, 2L, 4L);
    return Arbitraries.of(
        new Case(
            () -> new Sequences(4, HOUR / 2),
            PatternStreams::roles,
            Question.of(Function.SEQUENCE, WINDOW),
            counts,
            true),
        new Case(
            () -> new Absences(4, HOUR / 2),
            PatternStreams::roles,
            Question.of(Function.ABSENCE, WINDOW),
            counts,
            true),
        new Case(
            () -> new Returns(HOUR, WINDOW),
            random -> PatternStreams.silences(random, HOUR, WINDOW),
            Question.of(Function.RETURNS, WINDOW),
            counts,
            true),
        new Case(
            () -> new FirstSightings(4, 2 * HOUR),
            random -> PatternStreams.tokens(random, 6, 2 * HOUR),
            Question.of(Function.FIRST_SEEN, WINDOW),
            counts,
            true),
        new Case(
            () -> new Changes(10, 2 * HOUR),
            random -> PatternStreams.tokens(random, 3, 2 * HOUR),
            Question.of(Function.CHANGES, WINDOW),
            counts,
            true),
        shifts(Function.COVERED, List.of(HOUR, 8 * HOUR, 20 * HOUR), true),
        shifts(Function.OVERLAP, List.of(HOUR / 2, HOUR, 4 * HOUR), true),
        shifts(Function.LONGEST_REST, List.of(4 * HOUR, 8 * HOUR, 30 * HOUR), false),
        shifts(Function.SHORT_RESTS, counts, false),
        shifts(Function.DAY_RUN, counts, false),
        shifts(Function.UNBROKEN, counts, true));
  }

  private static Case shifts(Function function, List<Long> thresholds, boolean exact) {
    Question question =
        Question.of(function, SHIFTS_WINDOW).withLimit(8 * HOUR).inZones(PatternStreams.ZONES);
    return new Case(LiveSessions::new, PatternStreams::shifts, question, thresholds, exact);
  }

  @Property(tries = 4_000, seed = "41")
  void anyOrderAndAnyPartsGiveTheSameBytes(@ForAll("cases") Case kind, @ForAll Random random) {
    List<Sent> stream = kind.stream(random);
    Summary whole = kind.of(stream);
    List<Sent> other = new ArrayList<>(stream);
    Collections.shuffle(other, random);
    List<Summary> parts = new ArrayList<>();
    for (int from = 0; from < other.size(); ) {
      int to = Math.min(other.size(), from + 1 + random.nextInt(8));
      parts.add(kind.of(other.subList(from, to)));
      from = to;
    }
    Set<String> paths = new HashSet<>();
    PatternsAgainstBruteForceTest.note(paths, "several parts", parts.size() > 1);
    while (parts.size() > 1) {
      Summary into = parts.remove(random.nextInt(parts.size()));
      into.merge(parts.remove(random.nextInt(parts.size())));
      parts.add(into);
    }
    assertThat(Kept.bytes(parts.get(0))).isEqualTo(Kept.bytes(whole));
    PatternsAgainstBruteForceTest.note(
        paths,
        "duplicate",
        stream.stream().map(sent -> sent.entry().content()).distinct().count() < stream.size());
    PatternsAgainstBruteForceTest.note(
        paths, "overflowed", whole.overflowed(kind.question, Sent.START));
    PatternsAgainstBruteForceTest.reached(paths, "several parts", 50);
    PatternsAgainstBruteForceTest.reached(paths, "duplicate", 30);
    PatternsAgainstBruteForceTest.reached(paths, "overflowed", 15);
  }

  @Property(tries = 3_000, seed = "42")
  void aRecordAddedTwiceChangesNothing(@ForAll("cases") Case kind, @ForAll Random random) {
    List<Sent> stream = kind.stream(random);
    Summary once = kind.of(stream);
    byte[] before = Kept.bytes(once);
    Sent again = stream.get(random.nextInt(stream.size()));
    once.add(again.entry(), again.reading());
    assertThat(Kept.bytes(once)).isEqualTo(before);
  }

  @Property(tries = 3_000, seed = "43")
  void writingAndReadingGivesTheSameBytes(@ForAll("cases") Case kind, @ForAll Random random) {
    Summary summary = kind.of(kind.stream(random));
    assertThat(Kept.bytes(Kept.restarted(summary))).isEqualTo(Kept.bytes(summary));
  }

  @Property(tries = 3_000, seed = "44")
  void aCopySharesNothing(@ForAll("cases") Case kind, @ForAll Random random) {
    List<Sent> stream = kind.stream(random);
    int half = stream.size() / 2;
    Summary original = kind.of(stream.subList(0, half));
    byte[] before = Kept.bytes(original);
    Summary copy = original.copy();
    assertThat(Kept.bytes(copy)).isEqualTo(before);
    copy.merge(kind.of(stream.subList(half, stream.size())));
    assertThat(Kept.bytes(original)).isEqualTo(before);
    assertThat(Kept.bytes(copy)).isEqualTo(Kept.bytes(kind.of(stream)));
    copy.forget(Long.MAX_VALUE / 2, WINDOW);
    assertThat(copy.isEmpty()).isTrue();
    assertThat(Kept.bytes(copy))
        .as("nothing is left of what it held")
        .isEqualTo(Kept.bytes(bounded(copy, kind)));
    assertThat(Kept.bytes(original)).isEqualTo(before);
  }

  private static Summary bounded(Summary empty, Case kind) {
    assertThat(empty.value(kind.question, Sent.START))
        .isEqualTo(kind.question.function() == Function.LONGEST_REST ? Summary.ABSENT : 0);
    return kind.empty.get();
  }

  /** Before the time that it names, no threshold is reached or lost, nor is the answer absent. */
  @Property(tries = 4_000, seed = "45")
  void nothingChangesBeforeTheNextChange(@ForAll("cases") Case kind, @ForAll Random random) {
    List<Sent> stream = kind.stream(random);
    Summary summary = kind.of(stream);
    long latest = Collections.max(stream.stream().map(Sent::visible).toList()) + 1;
    long instant = latest;
    Set<String> paths = new HashSet<>();
    int asked = 0;
    int live = 0;
    while (true) {
      List<Boolean> answers = answers(kind, summary, instant);
      long change = summary.nextChange(kind.question, instant, kind.thresholds);
      assertThat(change).isGreaterThan(instant);
      long end = change == Summary.NEVER ? latest + 2 * kind.question.window() + 8 * HOUR : change;
      for (int i = 0; i < 8; i++) {
        long between = instant + (long) (random.nextDouble() * (end - instant));
        assertThat(answers(kind, summary, between)).as("between at %s", between).isEqualTo(answers);
      }
      assertThat(answers(kind, summary, end - 1)).as("just before %s", end).isEqualTo(answers);
      if (change == Summary.NEVER) {
        break;
      }
      boolean differs = !answers.equals(answers(kind, summary, change));
      if (change == instant + 1 && kind.isOfShifts()) {
        // It is live, and not only records but each moment can change the answer.
        live++;
        instant += 1 + random.nextInt((int) HOUR / 4);
        assertThat(live).isLessThan(100);
        continue;
      }
      if (kind.exact) {
        assertThat(differs).as("changes at %s", change).isTrue();
      }
      PatternsAgainstBruteForceTest.note(paths, "changed", differs);
      PatternsAgainstBruteForceTest.note(paths, "changed " + kind, differs);
      instant = change;
      asked++;
    }
    assertThat(asked).as("how often it is asked").isLessThan(12);
    PatternsAgainstBruteForceTest.reached(paths, "changed", 60);
    for (Function function : asked()) {
      PatternsAgainstBruteForceTest.reached(paths, "changed " + function, 1);
    }
  }

  private static List<Function> asked() {
    return List.of(
        Function.SEQUENCE,
        Function.ABSENCE,
        Function.RETURNS,
        Function.FIRST_SEEN,
        Function.CHANGES,
        Function.COVERED,
        Function.OVERLAP,
        Function.LONGEST_REST,
        Function.SHORT_RESTS,
        Function.DAY_RUN,
        Function.UNBROKEN);
  }

  private static List<Boolean> answers(Case kind, Summary summary, long instant) {
    long value = summary.value(kind.question, instant);
    List<Boolean> answers = new ArrayList<>();
    answers.add(value == Summary.ABSENT);
    kind.thresholds.forEach(threshold -> answers.add(value >= threshold));
    return answers;
  }
}

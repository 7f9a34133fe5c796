package org.almenara.engine.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.almenara.engine.measures.PatternOracle.Answer;

/**
 * Each pattern against its definition at every instant of random streams: with pending parts, full
 * lists, ties, late records, duplicates, forgetting, restarts and copies.
 */
class PatternsAgainstBruteForceTest {

  private static final long HOUR = PatternStreams.HOUR;
  private static final long LONGEST = 4 * HOUR;
  private static final List<Long> WINDOWS = List.of(HOUR, 90 * Sent.MINUTE, LONGEST);
  private static final long SLIDE = HOUR / 2;
  private static final int ALL = Integer.MAX_VALUE;

  /** How much more a list remembers than who asks needs: others share it. */
  private static int more(Random random) {
    return random.nextInt(2) * random.nextInt(20);
  }

  @Property(tries = 4_000, seed = "31")
  void findsSequences(@ForAll Random random) {
    int k = random.nextBoolean() ? 1 + random.nextInt(6) : 32;
    long within = 10 * Sent.MINUTE * (1 + random.nextInt(6));
    List<Sent> stream = PatternStreams.roles(random);
    PatternOracle oracle = new PatternOracle(stream);
    int more = more(random);
    Kept kept = fed(random, stream, () -> new Sequences(k + more, within));
    Set<String> paths = new HashSet<>();
    for (long instant : Kept.instants(stream, SLIDE, LONGEST)) {
      if (random.nextBoolean()) {
        continue;
      }
      Summary summary = kept.at(instant);
      for (long window : WINDOWS) {
        Question question = Question.of(Function.SEQUENCE, window).ofNewest(k);
        Answer answer = oracle.sequences(instant, window, within, k);
        check(summary, question, instant, answer);
        Answer whole = oracle.sequences(instant, window, within, ALL);
        boolean overflow = oracle.sequencesOverflow(instant, window, within, k);
        checkOverflow(summary, question, instant, overflow, answer, whole, paths);
        note(paths, "sequence", answer.value() > 0);
        note(paths, "several", answer.value() > 1);
      }
      summary.forget(instant, LONGEST);
    }
    reached(paths, "sequence", 60);
    reached(paths, "several", 30);
    reached(paths, "overflowed", 25);
    reached(paths, "overflow changed the answer", 15);
    report(stream, kept, 55);
  }

  @Property(tries = 4_000, seed = "32")
  void findsAbsences(@ForAll Random random) {
    int k = random.nextBoolean() ? 1 + random.nextInt(6) : 32;
    long within = 10 * Sent.MINUTE * (1 + random.nextInt(6));
    List<Sent> stream = PatternStreams.roles(random);
    PatternOracle oracle = new PatternOracle(stream);
    int more = more(random);
    Kept kept = fed(random, stream, () -> new Absences(k + more, within));
    Set<String> paths = new HashSet<>();
    List<Entry> before = List.of();
    for (long instant : Kept.instants(stream, SLIDE, LONGEST + within)) {
      if (random.nextBoolean()) {
        continue;
      }
      Summary summary = kept.at(instant);
      for (long window : WINDOWS) {
        Question question = Question.of(Function.ABSENCE, window).ofNewest(k);
        Answer answer = oracle.absences(instant, window, within, k);
        check(summary, question, instant, answer);
        Answer whole = oracle.absences(instant, window, within, ALL);
        boolean overflow = oracle.absencesOverflow(instant, window, within, k);
        checkOverflow(summary, question, instant, overflow, answer, whole, paths);
        note(paths, "absence", answer.value() > 0);
        if (window == LONGEST) {
          long since = instant - LONGEST - within;
          note(
              paths,
              "taken back",
              !overflow
                  && before.stream()
                      .anyMatch(a -> a.time() >= since && !answer.evidence().contains(a)));
          before = answer.evidence();
        }
      }
      summary.forget(instant, LONGEST);
    }
    reached(paths, "absence", 80);
    reached(paths, "taken back", 3);
    reached(paths, "overflowed", 20);
    reached(paths, "overflow changed the answer", 15);
    report(stream, kept, 55);
  }

  @Property(tries = 4_000, seed = "33")
  void findsReturns(@ForAll Random random) {
    long gap = HOUR;
    long memory = 3 * HOUR;
    List<Sent> stream = PatternStreams.silences(random, gap, memory);
    PatternOracle oracle = new PatternOracle(stream);
    Kept kept = fed(random, stream, () -> new Returns(gap, memory));
    Set<String> paths = new HashSet<>();
    List<Entry> before = List.of();
    for (long instant : Kept.instants(stream, SLIDE, LONGEST)) {
      if (random.nextBoolean()) {
        continue;
      }
      Summary summary = kept.at(instant);
      for (long window : WINDOWS) {
        Answer answer = oracle.returns(instant, window, gap, memory);
        check(summary, Question.of(Function.RETURNS, window), instant, answer);
        note(paths, "return", answer.value() > 0);
        Answer ever = oracle.returns(instant, window, gap, Long.MAX_VALUE);
        note(paths, "silent for longer than is remembered", ever.value() > answer.value());
        if (window == LONGEST) {
          Entry newest = before.isEmpty() ? null : before.get(0);
          note(
              paths,
              "split by a late record",
              newest != null
                  && newest.time() >= instant - window
                  && !answer.evidence().contains(newest));
          before = answer.evidence();
        }
      }
      summary.forget(instant, LONGEST);
    }
    reached(paths, "return", 70);
    reached(paths, "silent for longer than is remembered", 20);
    reached(paths, "split by a late record", 3);
    report(stream, kept, 55);
  }

  @Property(tries = 4_000, seed = "34")
  void findsFirstSightings(@ForAll Random random) {
    long memory = 2 * HOUR;
    int k = random.nextBoolean() ? 1 + random.nextInt(3) : 8;
    List<Sent> stream = PatternStreams.tokens(random, 2 + random.nextInt(5), memory);
    PatternOracle oracle = new PatternOracle(stream);
    int more = more(random);
    Kept kept = fed(random, stream, () -> new FirstSightings(k + more, memory));
    Set<String> paths = new HashSet<>();
    for (long instant : Kept.instants(stream, SLIDE, LONGEST)) {
      if (random.nextBoolean()) {
        continue;
      }
      Summary summary = kept.at(instant);
      long doubt = oracle.doubtUntil(instant, memory, k);
      for (long window : WINDOWS) {
        Question question = Question.of(Function.FIRST_SEEN, window).ofNewest(k);
        Answer answer = oracle.firstSightings(instant, window, memory, doubt);
        check(summary, question, instant, answer);
        Answer whole = oracle.firstSightings(instant, window, memory, Long.MIN_VALUE);
        checkOverflow(summary, question, instant, doubt >= instant - window, answer, whole, paths);
        assertThat(answer.value()).isLessThanOrEqualTo(whole.value());
        note(paths, "first sighting", answer.value() > 0);
        note(
            paths,
            "new again after its silence",
            answer.value()
                > answer.evidence().stream().map(e -> tokenOf(stream, e)).distinct().count());
      }
      summary.forget(instant, LONGEST);
    }
    reached(paths, "first sighting", 60);
    reached(paths, "new again after its silence", 5);
    reached(paths, "overflowed", 25);
    reached(paths, "overflow changed the answer", 15);
    report(stream, kept, 55);
  }

  private static String tokenOf(List<Sent> stream, Entry entry) {
    return stream.stream()
        .filter(sent -> Entry.BY_IDENTITY.compare(sent.entry(), entry) == 0)
        .map(sent -> Objects.requireNonNull(sent.reading().origin()))
        .findFirst()
        .orElseThrow();
  }

  @Property(tries = 4_000, seed = "35")
  void findsChanges(@ForAll Random random) {
    long memory = 2 * HOUR;
    int k = random.nextBoolean() ? 1 + random.nextInt(6) : 40;
    List<Sent> stream = PatternStreams.tokens(random, 2 + random.nextInt(3), memory);
    PatternOracle oracle = new PatternOracle(stream);
    int more = more(random);
    Kept kept = fed(random, stream, () -> new Changes(k + more, memory));
    Set<String> paths = new HashSet<>();
    for (long instant : Kept.instants(stream, SLIDE, LONGEST)) {
      if (random.nextBoolean()) {
        continue;
      }
      Summary summary = kept.at(instant);
      for (long window : WINDOWS) {
        Question question = Question.of(Function.CHANGES, window).ofNewest(k);
        Answer answer = oracle.changes(instant, window, memory, k);
        check(summary, question, instant, answer);
        Answer whole = oracle.changes(instant, window, memory, ALL);
        boolean overflow = oracle.changesOverflow(instant, window, memory, k);
        checkOverflow(summary, question, instant, overflow, answer, whole, paths);
        note(paths, "change", answer.value() > 0);
        note(
            paths,
            "from a record before the window",
            answer.evidence().stream().anyMatch(e -> e.time() < instant - window));
        note(
            paths,
            "too long ago",
            oracle.changes(instant, window, Long.MAX_VALUE, ALL).value() > whole.value());
      }
      summary.forget(instant, LONGEST);
    }
    reached(paths, "change", 70);
    reached(paths, "from a record before the window", 40);
    reached(paths, "too long ago", 10);
    reached(paths, "overflowed", 25);
    reached(paths, "overflow changed the answer", 15);
    report(stream, kept, 55);
  }

  private static void check(Summary summary, Question question, long instant, Answer answer) {
    assertThat(summary.value(question, instant))
        .as("%s at %s", question, instant)
        .isEqualTo(answer.value());
    assertThat(summary.evidence(question, instant, 1_000)).isEqualTo(answer.evidence());
    assertThat(summary.evidence(question, instant, 1))
        .isEqualTo(answer.evidence().stream().limit(1).toList());
  }

  /** Where it says that it is exact it is, and it says so wherever the full lists reach. */
  private static void checkOverflow(
      Summary summary,
      Question question,
      long instant,
      boolean overflow,
      Answer answer,
      Answer whole,
      Set<String> paths) {
    assertThat(summary.overflowed(question, instant)).isEqualTo(overflow);
    if (!overflow) {
      assertThat(answer).isEqualTo(whole);
    }
    note(paths, "overflowed", overflow);
    note(paths, "overflow changed the answer", !answer.equals(whole));
  }

  private static Kept fed(Random random, List<Sent> stream, Supplier<Summary> empty) {
    Kept kept = new Kept(random, SLIDE, empty);
    stream.forEach(kept::add);
    return kept;
  }

  static void note(Set<String> paths, String path, boolean reached) {
    if (reached) {
      paths.add(path);
    }
  }

  /** At least so many percent of the tries took a path. */
  static void reached(Set<String> paths, String path, double percent) {
    Reached.inAtLeast(percent, path, paths.contains(path));
  }

  static void report(List<Sent> stream, Kept kept, double restarted) {
    Set<String> paths = new HashSet<>();
    note(paths, "late", stream.stream().anyMatch(sent -> sent.entry().late()));
    note(
        paths,
        "tied",
        stream.stream().map(sent -> sent.entry().time()).distinct().count()
            < stream.stream().map(sent -> sent.entry().content()).distinct().count());
    note(
        paths,
        "duplicate",
        stream.stream().map(sent -> sent.entry().content()).distinct().count() < stream.size());
    note(paths, "pending", kept.mergedParts() > 1);
    note(paths, "restarted", kept.restarts() > 0);
    reached(paths, "late", 70);
    reached(paths, "tied", 30);
    reached(paths, "duplicate", 30);
    reached(paths, "pending", 80);
    reached(paths, "restarted", restarted);
  }
}

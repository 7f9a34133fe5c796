package org.almenara.engine.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What every summary keeps to, whatever it measures. */
class SummaryLawsTest {

  private static final long HOUR = 60 * Sent.MINUTE;
  private static final long WINDOW = 3 * HOUR;

  @Provide
  Arbitrary<Supplier<Summary>> kinds() {
    return Arbitraries.of(
        () -> new RecentRecords(4, Guards.ON),
        () -> new RecentTokens(3),
        LiveSessions::new,
        () -> new Tiles(5 * Sent.MINUTE, Guards.ON),
        () -> new Extremes(Function.MAX, 5 * Sent.MINUTE),
        () -> new Extremes(Function.MIN, 5 * Sent.MINUTE),
        () -> new RoughTokens(5 * Sent.MINUTE));
  }

  @Property(tries = 3_000, seed = "21")
  void anyOrderAndAnyPartsGiveTheSameBytes(
      @ForAll("kinds") Supplier<Summary> kind, @ForAll Random random) {
    List<Sent> stream = Numbered.stream(random, new Sent.Kind(30, 90 * HOUR, 6));
    Summary whole = of(kind, stream);
    List<Sent> other = new ArrayList<>(stream);
    Collections.shuffle(other, random);
    List<Summary> parts = new ArrayList<>();
    for (int from = 0; from < other.size(); ) {
      int to = Math.min(other.size(), from + 1 + random.nextInt(8));
      parts.add(of(kind, other.subList(from, to)));
      from = to;
    }
    while (parts.size() > 1) {
      Summary into = parts.remove(random.nextInt(parts.size()));
      into.merge(parts.remove(random.nextInt(parts.size())));
      parts.add(into);
    }
    assertThat(Kept.bytes(parts.get(0))).isEqualTo(Kept.bytes(whole));
    Reached.inAtLeast(
        35,
        "duplicate",
        stream.stream().map(sent -> sent.entry().content()).distinct().count() < stream.size());
  }

  @Property(tries = 1_000, seed = "22")
  void aRecordAddedTwiceChangesNothing(
      @ForAll("kinds") Supplier<Summary> kind, @ForAll Random random) {
    List<Sent> stream = Numbered.stream(random, new Sent.Kind(30, 6 * HOUR, 6));
    Summary once = of(kind, stream);
    byte[] before = Kept.bytes(once);
    Sent again = stream.get(random.nextInt(stream.size()));
    once.add(again.entry(), again.reading());
    assertThat(Kept.bytes(once)).isEqualTo(before);
  }

  @Property(tries = 1_000, seed = "23")
  void writingAndReadingGivesTheSameBytes(
      @ForAll("kinds") Supplier<Summary> kind, @ForAll Random random) {
    Summary summary = of(kind, Numbered.stream(random, new Sent.Kind(30, 6 * HOUR, 6)));
    assertThat(Kept.bytes(Kept.restarted(summary))).isEqualTo(Kept.bytes(summary));
  }

  /** Before the time that it names, no threshold is reached or lost unless records come. */
  @Property(tries = 3_000, seed = "24")
  void nothingChangesBeforeTheNextChange(
      @ForAll("kinds") Supplier<Summary> kind, @ForAll Random random) {
    List<Sent> stream = Numbered.stream(random, new Sent.Kind(20, 4 * HOUR, 6));
    Summary summary = of(kind, stream);
    long instant = Collections.max(stream.stream().map(Sent::visible).toList()) + 1;
    long step = 7 * Sent.MINUTE;
    List<Long> thresholds =
        summary instanceof LiveSessions
            ? List.of(20 * Sent.MINUTE, HOUR, 2 * HOUR)
            : List.of(1L, 3L);
    int changes = 0;
    long change = summary.nextChange(of(summary, WINDOW), instant, thresholds);
    List<Boolean> answers = answers(summary, instant, thresholds);
    for (long t = instant; t < instant + WINDOW + HOUR; t += step) {
      if (t >= change) {
        change = summary.nextChange(of(summary, WINDOW), t, thresholds);
        assertThat(change).isGreaterThan(t);
        changes += answers.equals(answers(summary, t, thresholds)) ? 0 : 1;
        answers = answers(summary, t, thresholds);
      }
      assertThat(answers(summary, t, thresholds)).as("at %s", t).isEqualTo(answers);
    }
    assertThat(change).as("when all has gone").isEqualTo(Summary.NEVER);
    Reached.inAtLeast(50, "changes", changes > 0);
  }

  private static List<Boolean> answers(Summary summary, long instant, List<Long> thresholds) {
    long value = summary.value(of(summary, WINDOW), instant);
    return thresholds.stream().map(threshold -> value >= threshold).toList();
  }

  @Test
  void countsWithoutTheIdempotenceGuardCountACopyTwice() {
    Sent sent = Sent.at(Sent.START, Sent.START, "r", 1, 0, Reading.ofRecord(1));
    Summary guarded = new RecentRecords(8, Guards.ON);
    Summary open = new RecentRecords(8, new Guards(true, false));
    for (int i = 0; i < 2; i++) {
      guarded.add(sent.entry(), sent.reading());
      open.add(sent.entry(), sent.reading());
    }
    assertThat(guarded.value(of(guarded, HOUR), Sent.START + 1)).isEqualTo(1);
    assertThat(open.value(of(open, HOUR), Sent.START + 1)).isEqualTo(2);
  }

  @Test
  void aCopyThatCameInTimeTakesTheLatenessFromARecord() {
    Reading reading = Reading.ofRecord(1);
    Sent inTime = Sent.at(Sent.START, Sent.START, "r", 1, 1, reading);
    Sent late = Sent.at(Sent.START, Sent.START + HOUR, "r", 1, 0, reading);
    Summary summary = new RecentRecords(8, Guards.ON);
    summary.add(inTime.entry(), reading);
    summary.add(late.entry(), reading);
    assertThat(summary.evidence(of(summary, HOUR), Sent.START + 1, 8))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.late()).isFalse();
              assertThat(entry.partition()).isZero();
            });
  }

  @Test
  void sessionsAreBounded() {
    Summary summary = new LiveSessions();
    for (int i = 0; i <= LiveSessions.MOST_SESSIONS; i++) {
      long time = Sent.START + i * HOUR;
      Reading reading = Reading.ofToken(1, "s" + i, "s" + i, Reading.Mark.ALIVE);
      summary.add(Sent.at(time, time, "r" + i, i, 0, reading).entry(), reading);
    }
    long end = Sent.START + 1_000 * HOUR;
    assertThat(summary.value(of(summary, 1_000 * HOUR), end))
        .isEqualTo(LiveSessions.MOST_SESSIONS * LiveSessions.TAIL_MILLIS);
    assertThat(summary.evidence(of(summary, 1_000 * HOUR), end, 1_000))
        .hasSize(LiveSessions.MOST_SESSIONS)
        .noneMatch(entry -> entry.id().equals("r0"));
  }

  @Test
  void pausesOfASessionAreBounded() {
    Summary summary = new LiveSessions();
    for (int i = 0; i < 2 * Session.MOST_PAUSES; i++) {
      long time = Sent.START + i * Sent.MINUTE;
      Reading.Mark mark = i % 2 == 0 ? Reading.Mark.PAUSED : Reading.Mark.RESUMED;
      Reading reading = Reading.ofToken(1, "s", "s", mark);
      summary.add(Sent.at(time, time, "r" + i, i, 0, reading).entry(), reading);
    }
    // The oldest 64 pauses are forgotten: live from the first mark on, then every other minute.
    assertThat(summary.value(of(summary, 10 * HOUR), Sent.START + 10 * HOUR))
        .isEqualTo((128 + 63 + 5) * Sent.MINUTE);
  }

  private static Question of(Summary summary, long window) {
    if (summary instanceof RecentRecords) {
      return Question.of(Function.COUNT, window);
    }
    if (summary instanceof Tiles) {
      return Question.of(Function.TALLY, window);
    }
    if (summary instanceof Extremes) {
      return Question.of(Function.MAX, window);
    }
    return Question.of(
        summary instanceof LiveSessions ? Function.COVERED : Function.DISTINCT, window);
  }

  private static Summary of(Supplier<Summary> kind, List<Sent> stream) {
    Summary summary = kind.get();
    stream.forEach(sent -> summary.add(sent.entry(), sent.reading()));
    return summary;
  }
}

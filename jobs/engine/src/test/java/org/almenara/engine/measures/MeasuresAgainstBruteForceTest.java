package org.almenara.engine.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/**
 * Each measure against its definition at every instant, over 20,000 random streams: with pending
 * parts, evictions, ties, late records, duplicates, forgetting, restarts and copies.
 */
class MeasuresAgainstBruteForceTest {

  private static final long HOUR = 60 * Sent.MINUTE;
  private static final long LONGEST = 4 * HOUR;
  private static final List<Long> WINDOWS = List.of(HOUR, 90 * Sent.MINUTE, LONGEST);
  private static final long SLIDE = HOUR / 2;

  @Property(tries = 8_000, seed = "11")
  void countsRecords(@ForAll Random random) {
    int k = 1 + random.nextInt(8);
    List<Sent> stream = Sent.stream(random, new Sent.Kind(25, 6 * HOUR, 4));
    Oracle oracle = new Oracle(stream);
    Kept kept = fed(random, stream, SLIDE, () -> new RecentRecords(k, Guards.ON));
    boolean evicted = false;
    for (long instant : Kept.instants(stream, SLIDE, LONGEST)) {
      Summary summary = kept.at(instant);
      for (long window : WINDOWS) {
        List<Entry> records = oracle.records(instant, window);
        List<Entry> newest = records.subList(0, Math.min(k, records.size()));
        assertThat(summary.value(Question.of(Function.COUNT, window), instant))
            .isEqualTo(newest.size());
        assertThat(summary.evidence(Question.of(Function.COUNT, window), instant, k))
            .isEqualTo(newest);
        assertThat(summary.evidence(Question.of(Function.COUNT, window), instant, 1))
            .isEqualTo(newest.subList(0, Math.min(1, newest.size())));
        evicted |= records.size() > k;
      }
      summary.forget(instant, LONGEST);
    }
    report(stream, kept);
    Statistics.label("evicted").collect(evicted);
  }

  @Property(tries = 8_000, seed = "12")
  void countsTokensAndKnowsTheMembers(@ForAll Random random) {
    int k = 1 + random.nextInt(6);
    List<Sent> stream = Sent.stream(random, new Sent.Kind(25, 6 * HOUR, 12));
    Oracle oracle = new Oracle(stream);
    Kept kept = fed(random, stream, SLIDE, () -> new RecentTokens(k));
    boolean evicted = false;
    boolean tied = false;
    for (long instant : Kept.instants(stream, SLIDE, LONGEST)) {
      RecentTokens summary = (RecentTokens) kept.at(instant);
      for (long window : WINDOWS) {
        List<RecentTokens.Seen> tokens = oracle.tokens(instant, window);
        List<RecentTokens.Seen> last = tokens.subList(0, Math.min(k, tokens.size()));
        assertThat(summary.value(Question.of(Function.DISTINCT, window), instant))
            .isEqualTo(last.size());
        assertThat(summary.members(instant, window)).isEqualTo(last);
        assertThat(summary.evidence(Question.of(Function.DISTINCT, window), instant, k))
            .isEqualTo(last.stream().map(RecentTokens.Seen::last).toList());
        evicted |= tokens.size() > k;
        tied |= tokens.stream().map(seen -> seen.last().time()).distinct().count() < tokens.size();
      }
      summary.forget(instant, LONGEST);
    }
    report(stream, kept);
    Statistics.label("evicted").collect(evicted);
    Statistics.label("tokens last seen at one time").collect(tied);
  }

  @Property(tries = 4_000, seed = "13")
  void measuresCoveredTime(@ForAll Random random) {
    boolean days = random.nextInt(3) == 0;
    long slide = days ? 4 * HOUR : SLIDE;
    List<Sent> stream = Sent.stream(random, new Sent.Kind(25, days ? 100 * HOUR : 4 * HOUR, 3));
    Oracle oracle = new Oracle(stream);
    Kept kept = fed(random, stream, slide, LiveSessions::new);
    boolean silenced = false;
    for (long instant : Kept.instants(stream, slide, LONGEST)) {
      Summary summary = kept.at(instant);
      silenced |= silenced(oracle.sessions(instant));
      for (long window : WINDOWS) {
        assertThat(summary.value(Question.of(Function.COVERED, window), instant))
            .isEqualTo(oracle.covered(instant, window));
        List<Entry> cited = oracle.sessionEvidence(instant, window);
        assertThat(summary.evidence(Question.of(Function.COVERED, window), instant, 100))
            .isEqualTo(cited);
        assertThat(summary.evidence(Question.of(Function.COVERED, window), instant, 2))
            .isEqualTo(cited.subList(0, Math.min(2, cited.size())));
      }
      summary.forget(instant, LONGEST);
    }
    report(stream, kept);
    Statistics.label("one id, two sessions").collect(silenced);
    Statistics.label("pause marks")
        .collect(
            Math.min(
                4, stream.stream().filter(s -> s.reading().mark() == Reading.Mark.PAUSED).count()));
  }

  private static boolean silenced(List<List<Sent>> sessions) {
    return sessions.stream().map(session -> session.get(0).reading().origin()).distinct().count()
        < sessions.size();
  }

  private static Kept fed(Random random, List<Sent> stream, long slide, Supplier<Summary> empty) {
    Kept kept = new Kept(random, slide, empty);
    stream.forEach(kept::add);
    return kept;
  }

  private static void report(List<Sent> stream, Kept kept) {
    Statistics.label("late").collect(stream.stream().anyMatch(sent -> sent.entry().late()));
    Statistics.label("tied")
        .collect(
            stream.stream().map(sent -> sent.entry().time()).distinct().count() < stream.size());
    Statistics.label("duplicate")
        .collect(
            stream.stream()
                    .map(sent -> sent.entry().id() + sent.entry().content())
                    .distinct()
                    .count()
                < stream.size());
    Statistics.label("pending").collect(kept.mergedParts() > 1);
    Statistics.label("restarted").collect(kept.restarts() > 0);
  }
}

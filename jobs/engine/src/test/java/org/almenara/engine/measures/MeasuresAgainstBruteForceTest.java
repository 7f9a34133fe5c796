package org.almenara.engine.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

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
    Reached.inAtLeast(40, "evicted", evicted);
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
    Reached.inAtLeast(40, "evicted", evicted);
    Reached.inAtLeast(10, "tokens last seen at one time", tied);
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
    Reached.inAtLeast(5, "one id, two sessions", silenced);
    Reached.inAtLeast(
        30,
        "four pauses",
        stream.stream().filter(s -> s.reading().mark() == Reading.Mark.PAUSED).count() >= 4);
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

  static void report(List<Sent> stream, Kept kept) {
    Reached.inAtLeast(80, "late", stream.stream().anyMatch(sent -> sent.entry().late()));
    Reached.inAtLeast(
        50,
        "tied",
        stream.stream().map(sent -> sent.entry().time()).distinct().count() < stream.size());
    Reached.inAtLeast(
        35,
        "duplicate",
        stream.stream().map(sent -> sent.entry().content()).distinct().count() < stream.size());
    Reached.inAtLeast(70, "pending", kept.mergedParts() > 1);
    Reached.inAtLeast(70, "restarted", kept.restarts() > 0);
  }
}

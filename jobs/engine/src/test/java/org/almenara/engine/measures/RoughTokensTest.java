package org.almenara.engine.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.datasketches.hll.HllSketch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoughTokensTest {

  private static final long HOUR = 60 * Sent.MINUTE;
  private static final long SLIDE = HOUR / 2;
  private static final long LONGEST = 6 * HOUR;
  private static final long TILE = HOUR / 12;

  /** 2 sigma: 2 × 1.04 / √2048. */
  private static final double BOUND = 0.046;

  /** Many tokens over many tiles: within the stated error of the truth, in any order and parts. */
  @Property(tries = 1_000, seed = "17")
  void countsWithinItsError(@ForAll Random random) {
    int distinct = 1_000 + random.nextInt(random.nextInt(30) == 0 ? 20_000 : 2_000);
    long salt = random.nextLong();
    List<Sent> stream = new ArrayList<>();
    for (int i = 0; i < distinct; i++) {
      stream.add(sighting(random, salt + i));
      if (random.nextInt(4) == 0) {
        stream.add(sighting(random, salt + i));
      }
    }
    RoughTokens inOrder = new RoughTokens(TILE);
    stream.forEach(sent -> inOrder.add(sent.entry(), sent.reading()));
    Collections.shuffle(stream, random);
    List<RoughTokens> parts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      parts.add(new RoughTokens(TILE));
    }
    stream.forEach(
        sent -> parts.get(random.nextInt(parts.size())).add(sent.entry(), sent.reading()));
    parts.get(1).merge(parts.get(2));
    parts.get(1).merge(parts.get(0));
    assertThat(Kept.bytes(parts.get(1))).isEqualTo(Kept.bytes(inOrder));

    long instant = Sent.START + LONGEST;
    double worst = 0;
    for (long window : List.of(3 * HOUR, LONGEST)) {
      Question question = Question.of(Function.DISTINCT, window);
      Set<Object> exact = new HashSet<>();
      RoughTokens alone = new RoughTokens(TILE);
      for (Sent sent : stream) {
        if (sent.entry().time() >= instant - window) {
          exact.add(String.valueOf(sent.reading().origin()));
          alone.add(sent.entry(), sent.reading());
        }
      }
      long value = inOrder.value(question, instant);
      assertThat(value).as("as its records alone").isEqualTo(alone.value(question, instant));
      worst = Math.max(worst, Math.abs(value - exact.size()) / (double) exact.size());
    }
    assertThat(worst).isLessThan(2.5 * BOUND);
    Reached.inAtLeast(90, "within 2 sigma in both windows", worst < BOUND);
    Reached.inAtLeast(1, "many more tokens than registers", distinct > 4 * RoughTokens.REGISTERS);
  }

  private static Sent sighting(Random random, long token) {
    long time = Sent.START + (long) (random.nextDouble() * LONGEST);
    String origin = "origin-" + token;
    Reading reading = Reading.ofToken(1, origin, origin, null);
    return Sent.at(time, time, "r" + random.nextLong(), random.nextLong(), 0, reading);
  }

  /** With pending parts, forgetting, restarts and copies: the tokens of the window, no others. */
  @Property(tries = 1_000, seed = "18")
  void countsTheTokensOfTheWindow(@ForAll Random random) {
    List<Sent> stream = Sent.stream(random, new Sent.Kind(40, 7 * HOUR, 12));
    Oracle oracle = new Oracle(stream);
    Kept kept = new Kept(random, SLIDE, () -> new RoughTokens(TILE));
    stream.forEach(kept::add);
    boolean fewer = false;
    for (long instant : Kept.instants(stream, SLIDE, LONGEST)) {
      Summary summary = kept.at(instant);
      for (long window : List.of(HOUR / 2, 4 * HOUR)) {
        Question question = Question.of(Function.DISTINCT, window);
        List<RecentTokens.Seen> tokens = oracle.tokens(instant, window);
        // So few that the estimate, rounded, is their number.
        assertThat(summary.value(question, instant)).isEqualTo(tokens.size());
        List<Entry> records = oracle.records(instant, window);
        assertThat(summary.evidence(question, instant, 20))
            .isEqualTo(records.subList(0, Math.min(Tiles.MOST_CITED, records.size())));
        fewer |= tokens.size() < records.size();
      }
      summary.forget(instant, LONGEST);
    }
    assertThat(kept.at(Long.MAX_VALUE).isEmpty()).as("forgot all").isTrue();
    MeasuresAgainstBruteForceTest.report(stream, kept);
    Reached.inAtLeast(80, "seen again", fewer);
  }

  @Test
  void itsBytesAreThoseOfASketchAndNotOfItsTiles() {
    Random random = new Random(1);
    RoughTokens summary = new RoughTokens(Sent.MINUTE);
    for (int i = 0; i < 200_000; i++) {
      Sent sent = sighting(random, i);
      summary.add(sent.entry(), sent.reading());
    }
    assertThat(Kept.bytes(summary).length).isBetween(10_000, 40_000);
  }

  /** The estimate of fixed tokens never changes: what a case said is said again by a replay. */
  @Test
  void theEstimateIsPinned() {
    RoughTokens summary = new RoughTokens(TILE);
    for (int i = 0; i < 5_000; i++) {
      Reading reading = Reading.ofToken(1, "t" + i, "t" + i, null);
      summary.add(Sent.at(Sent.START, Sent.START, "r" + i, i, 0, reading).entry(), reading);
    }
    assertThat(summary.value(Question.of(Function.DISTINCT, HOUR), Sent.START + TILE))
        .isEqualTo(4_921);
  }

  @Test
  void whatNamesNoTokenIsNotCounted() {
    RoughTokens summary = new RoughTokens(TILE);
    summary.add(
        Sent.at(Sent.START, Sent.START, "r", 1, 0, Reading.ofRecord(1)).entry(),
        Reading.ofRecord(1));
    assertThat(summary.isEmpty()).isTrue();
    assertThat(summary.value(Question.of(Function.DISTINCT, HOUR), Sent.START + 1)).isZero();
  }

  @Test
  void theNextChangeIsWhenATileLeaves() {
    RoughTokens summary = new RoughTokens(TILE);
    Question question = Question.of(Function.DISTINCT, HOUR);
    assertThat(summary.nextChange(question, Sent.START, List.of())).isEqualTo(Summary.NEVER);
    Reading reading = Reading.ofToken(1, "a", "a", null);
    summary.add(Sent.at(Sent.START + 1, Sent.START + 1, "r", 1, 0, reading).entry(), reading);
    Reading other = Reading.ofToken(1, "b", "b", null);
    long later = Sent.START + TILE;
    summary.add(Sent.at(later, later, "s", 2, 0, other).entry(), other);
    assertThat(summary.nextChange(question, later + TILE, List.of()))
        .isEqualTo(Sent.START + HOUR + 1);
    assertThat(summary.nextChange(question, Sent.START + HOUR + TILE, List.of()))
        .isEqualTo(later + HOUR + 1);
    assertThat(summary.nextChange(question, Sent.START + HOUR + 2 * TILE, List.of()))
        .isEqualTo(Summary.NEVER);
  }

  /** All registers full, or all empty: the ends of the estimate. */
  @Test
  void theEstimateHoldsAtItsEnds() {
    int[] empty = new int[RoughTokens.HIGHEST + 1];
    empty[0] = RoughTokens.REGISTERS;
    assertThat(RoughTokens.estimate(empty)).isZero();
    int[] full = new int[RoughTokens.HIGHEST + 1];
    full[RoughTokens.HIGHEST] = RoughTokens.REGISTERS;
    assertThat(RoughTokens.estimate(full)).isInfinite();
  }

  /** A library's sketch of the same size, fed with the same tokens, comes to about the same. */
  @ParameterizedTest
  @ValueSource(ints = {1_500, 5_000, 20_000, 100_000})
  void comesToWhatAnotherSketchComesTo(int distinct) {
    RoughTokens rough = new RoughTokens(TILE);
    HllSketch peer = new HllSketch(11);
    for (int i = 0; i < distinct; i++) {
      String token = "prf1_" + i;
      Reading reading = Reading.ofToken(1, token, token, null);
      long time = Sent.START + i % (int) LONGEST;
      rough.add(Sent.at(time, time, "record-" + i, i, 0, reading).entry(), reading);
      peer.update(token);
    }
    long value = rough.value(Question.of(Function.DISTINCT, LONGEST), Sent.START + LONGEST);
    assertThat((double) value)
        .isCloseTo(peer.getCompositeEstimate(), withPercentage(100 * 2 * BOUND));
    assertThat((double) value).isCloseTo(distinct, withPercentage(100 * 2 * BOUND));
  }
}

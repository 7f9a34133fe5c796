package org.almenara.engine.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Tiles at their edges, and the numbers that they are made of. */
class TilesTest {

  private static final long HOUR = 60 * Sent.MINUTE;
  private static final long TILE = 5 * Sent.MINUTE;
  private static final long START = Sent.START - Math.floorMod(Sent.START, HOUR);
  private static final long DAY = 24 * HOUR;

  @Test
  void theSmallestTileThatFits() {
    assertThat(Tiles.sizeFor(List.of(HOUR, 16 * HOUR))).hasValue(Sent.MINUTE);
    assertThat(Tiles.sizeFor(List.of(1_000 * Sent.MINUTE))).hasValue(Sent.MINUTE);
    assertThat(Tiles.sizeFor(List.of(5 * Sent.MINUTE, 1_005 * Sent.MINUTE))).hasValue(TILE);
    assertThat(Tiles.sizeFor(List.of(HOUR, DAY, 7 * DAY))).hasValue(HOUR);
    assertThat(Tiles.sizeFor(List.of(6 * HOUR, 90 * DAY))).hasValue(6 * HOUR);
    assertThat(Tiles.sizeFor(List.of(HOUR, 90 * DAY))).as("slide under the tile").isEmpty();
    assertThat(Tiles.sizeFor(List.of(90_000L))).as("no whole minutes").isEmpty();
    assertThat(Tiles.sizeFor(List.of(6 * HOUR, 1_001 * 6 * HOUR))).as("too long").isEmpty();
  }

  @Test
  void aTileIsInTheWindowToItsLastInstant() {
    Tiles tiles = new Tiles(TILE, Guards.ON);
    Question question = Question.of(Function.TALLY, HOUR);
    add(tiles, START + TILE - 1, 0, 0, 0);
    assertThat(tiles.value(question, START + HOUR)).isEqualTo(1);
    assertThat(tiles.nextChange(question, START + HOUR, List.of(1L))).isEqualTo(START + HOUR + 1);
    assertThat(tiles.value(question, START + HOUR + TILE)).isZero();
    assertThat(tiles.nextChange(question, START + HOUR + TILE, List.of(1L)))
        .isEqualTo(Summary.NEVER);
  }

  @Test
  void aTallyIsLookedAtWhenSoMuchHasLeftThatItMatters() {
    Tiles tiles = new Tiles(TILE, Guards.ON);
    Question question = Question.of(Function.TALLY, HOUR);
    for (int i = 0; i < 5; i++) {
      add(tiles, START + i * TILE, 0, 0, i);
    }
    long instant = START + 5 * TILE;
    assertThat(tiles.nextChange(question, instant, List.of(6L))).isEqualTo(Summary.NEVER);
    assertThat(tiles.nextChange(question, instant, List.of(5L, 6L))).isEqualTo(START + HOUR + 1);
    assertThat(tiles.nextChange(question, instant, List.of(1L, 3L, 6L)))
        .isEqualTo(START + 2 * TILE + HOUR + 1);
    assertThat(tiles.nextChange(question, instant, List.of(0L))).isEqualTo(Summary.NEVER);
  }

  @Test
  void aSumIsLookedAtWhenItFallsAndWhenItRises() {
    Tiles tiles = new Tiles(TILE, Guards.ON);
    Question question = Question.of(Function.SUM, HOUR);
    add(tiles, START, 1, 0, 0);
    add(tiles, START + TILE, -5, 0, 1);
    add(tiles, START + 2 * TILE, 4, 0, 2);
    long instant = START + 3 * TILE;
    assertThat(tiles.value(question, instant)).isZero();
    assertThat(tiles.nextChange(question, instant, List.of(0L))).isEqualTo(START + HOUR + 1);
    assertThat(tiles.nextChange(question, instant, List.of(4L))).isEqualTo(START + TILE + HOUR + 1);
    assertThat(tiles.nextChange(question, instant, List.of(5L))).isEqualTo(Summary.NEVER);
  }

  /** A read must not cost a walk over the window. */
  @Test
  void looksNoFurtherAheadThanAFewTiles() {
    Tiles tiles = new Tiles(TILE, Guards.ON);
    for (int i = 0; i < 12; i++) {
      add(tiles, START + i * TILE, 1, 0, i);
    }
    long instant = START + 12 * TILE;
    for (Function function : List.of(Function.TALLY, Function.SUM)) {
      Question question = Question.of(function, HOUR);
      assertThat(tiles.nextChange(question, instant, List.of(1L)))
          .isEqualTo(START + 7 * TILE + HOUR + 1);
      assertThat(tiles.nextChange(question, instant + 8 * TILE, List.of(1L)))
          .isEqualTo(START + 11 * TILE + HOUR + 1);
    }
  }

  @Test
  void aBaselineChangesWhenATileLeavesEitherEnd() {
    Tiles tiles = new Tiles(TILE, Guards.ON);
    Question question = new Question(Function.GROWTH, HOUR, 3 * HOUR, 1);
    add(tiles, START, 0, 0, 0);
    add(tiles, START + 2 * HOUR, 0, 0, 0);
    long instant = START + 2 * HOUR + TILE;
    // One in an hour, after one in two hours.
    assertThat(tiles.value(question, instant)).isEqualTo(2_000_000);
    assertThat(tiles.nextChange(question, instant, List.of())).isEqualTo(START + 3 * HOUR + 1);
    assertThat(tiles.value(question, START + 3 * HOUR)).isEqualTo(2_000_000);
    assertThat(tiles.value(question, START + 3 * HOUR + TILE)).isEqualTo(Summary.ABSENT);
    assertThat(tiles.nextChange(question, START + 3 * HOUR + TILE, List.of()))
        .isEqualTo(START + 5 * HOUR + 1);
  }

  @Test
  void aCopyIsNoticedUntilAllowedLatenessHasPassed() {
    Tiles tiles = new Tiles(TILE, Guards.ON);
    Question question = Question.of(Function.TALLY, 4 * HOUR);
    add(tiles, START, 0, 0, 0);
    tiles.forget(START + TILE + HOUR - 1, 4 * HOUR);
    add(tiles, START, 0, 0, 0);
    assertThat(tiles.value(question, START + 2 * HOUR)).isEqualTo(1);
    int withHash = Kept.bytes(tiles).length;
    tiles.forget(START + TILE + HOUR, 4 * HOUR);
    assertThat(Kept.bytes(tiles).length).as("the hash is gone").isLessThan(withHash);
    assertThat(tiles.value(question, START + 2 * HOUR)).isEqualTo(1);
  }

  @Test
  void aTileIsForgottenWhenItHasLeft() {
    Tiles tiles = new Tiles(TILE, Guards.ON);
    add(tiles, START, 0, 0, 0);
    tiles.forget(START + HOUR, HOUR);
    assertThat(tiles.isEmpty()).isFalse();
    tiles.forget(START + HOUR + 1, HOUR);
    assertThat(tiles.isEmpty()).isTrue();
  }

  /** What an instant before asked for must not stay in a later total. */
  @Test
  void totalsFollowWhatIsForgottenAndWhatComesLate() {
    Tiles tiles = new Tiles(TILE, Guards.ON);
    add(tiles, START, 1, 0, 0);
    add(tiles, START + 2 * HOUR, 2, 0, 0);
    Question question = Question.of(Function.SUM, 2 * HOUR);
    assertThat(tiles.value(question, START + 2 * HOUR)).isEqualTo(3);
    tiles.forget(START + 3 * HOUR, 2 * HOUR);
    add(tiles, START + 2 * HOUR, 3, 0, 1);
    assertThat(tiles.value(question, START + 3 * HOUR)).isEqualTo(5);
    add(tiles, START + HOUR - TILE, 7, 0, 2);
    assertThat(tiles.value(question, START + 3 * HOUR)).as("before the window").isEqualTo(5);
    assertThat(tiles.value(question, START + 2 * HOUR)).as("asked backwards").isEqualTo(12);
  }

  /** A rule set that changes asks for other windows; the old totals do not pile up or go wrong. */
  @Test
  void manyWindowsAreAnswered() {
    Tiles tiles = new Tiles(TILE, Guards.ON);
    for (int i = 0; i < 40; i++) {
      add(tiles, START + i * TILE, 1, 0, i);
    }
    for (int round = 0; round < 2; round++) {
      for (int i = 1; i <= 40; i++) {
        Question question = Question.of(Function.SUM, i * TILE);
        assertThat(tiles.value(question, START + 40 * TILE)).isEqualTo(i);
      }
    }
  }

  @Test
  void sumsThatNoLongHoldsAreTheNearest() {
    Tiles tiles = new Tiles(TILE, Guards.ON);
    for (int i = 0; i < 3; i++) {
      add(tiles, START, Long.MAX_VALUE, 1, i);
    }
    assertThat(tiles.value(Question.of(Function.SUM, HOUR), START + TILE))
        .isEqualTo(Long.MAX_VALUE);
    assertThat(tiles.value(Question.of(Function.RATIO, HOUR), START + TILE))
        .isEqualTo(Long.MAX_VALUE);
    for (int i = 3; i < 9; i++) {
      add(tiles, START, Long.MIN_VALUE, 0, i);
    }
    assertThat(tiles.value(Question.of(Function.SUM, HOUR), START + TILE))
        .isEqualTo(-Long.MAX_VALUE);
  }

  @Test
  void roundsDownOnBothSidesOfZero() {
    Tiles tiles = new Tiles(TILE, Guards.ON);
    add(tiles, START, 2, 3, 0);
    assertThat(tiles.value(Question.of(Function.RATIO, HOUR), START + TILE)).isEqualTo(666_666);
    add(tiles, START, -4, 0, 1);
    assertThat(tiles.value(Question.of(Function.RATIO, HOUR), START + TILE)).isEqualTo(-666_667);
    add(tiles, START, 0, -6, 2);
    assertThat(tiles.value(Question.of(Function.RATIO, HOUR), START + TILE)).isEqualTo(666_666);
    add(tiles, START, 0, 3, 3);
    assertThat(tiles.value(Question.of(Function.RATIO, HOUR), START + TILE))
        .isEqualTo(Summary.ABSENT);
  }

  /** What design budgets a tile with: 24 bytes, here with sums of money. */
  @Test
  void aSettledTileIsSmall() {
    Tiles tiles = new Tiles(TILE, Guards.ON);
    for (int i = 0; i < Tiles.MOST_TILES; i++) {
      add(tiles, START + i * TILE, 1_000_000, 25_000, i);
    }
    tiles.forget(START + Tiles.MOST_TILES * TILE + 2 * HOUR, 1_000 * HOUR);
    assertThat(Kept.bytes(tiles).length / Tiles.MOST_TILES).isBetween(8, 24);
  }

  @Test
  void aShareCitesWhatPlaysTheRole() {
    Tiles tiles = new Tiles(TILE, Guards.ON);
    Reading plain = Reading.ofNumbers(1, 0, 0, ~Tiles.MARKED);
    Reading marked = Reading.ofNumbers(1, 0, 0, Tiles.MARKED);
    Entry first = Sent.at(START, START, "a", 1, 0, marked).entry();
    Entry second = Sent.at(START + 1, START + 1, "b", 2, 0, plain).entry();
    Question share = Question.of(Function.SHARE, HOUR);
    tiles.add(second, plain);
    assertThat(tiles.value(share, START + TILE)).isZero();
    assertThat(tiles.evidence(share, START + TILE, 8)).containsExactly(second);
    tiles.add(first, marked);
    assertThat(tiles.value(share, START + TILE)).isEqualTo(500_000);
    assertThat(tiles.evidence(share, START + TILE, 8)).containsExactly(first);
    assertThat(tiles.evidence(Question.of(Function.TALLY, HOUR), START + TILE, 8))
        .containsExactly(second, first);
  }

  @Test
  void tooFewRecordsGiveNoAnswer() {
    Tiles tiles = new Tiles(TILE, Guards.ON);
    add(tiles, START, 4, 2, 0);
    add(tiles, START + HOUR, 4, 2, 1);
    long instant = START + HOUR + TILE;
    for (Function function : List.of(Function.MEAN, Function.RATIO, Function.SHARE)) {
      assertThat(tiles.value(new Question(function, HOUR, 0, 1), instant))
          .isNotEqualTo(Summary.ABSENT);
      assertThat(tiles.value(new Question(function, HOUR, 0, 2), instant))
          .isEqualTo(Summary.ABSENT);
    }
    assertThat(tiles.value(new Question(Function.GROWTH, HOUR, 2 * HOUR, 1), instant))
        .isEqualTo(1_000_000);
    assertThat(tiles.value(new Question(Function.GROWTH, HOUR, 2 * HOUR, 2), instant))
        .isEqualTo(Summary.ABSENT);
    assertThat(tiles.value(new Question(Function.GROWTH, HOUR, HOUR, 0), instant))
        .as("no baseline")
        .isEqualTo(Summary.ABSENT);
  }

  @Test
  void whatIsNotAskedOfTilesIsRefused() {
    assertThatThrownBy(
            () -> new Tiles(TILE, Guards.ON).value(Question.of(Function.COVERED, HOUR), START))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("COVERED asked of tiles");
  }

  /** Of two readings under one identity the same one is kept in any order. */
  @Test
  void oneIdentityWithTwoReadingsCountsOnce() {
    for (boolean turned : List.of(false, true)) {
      Tiles tiles = new Tiles(TILE, Guards.ON);
      Question question = Question.of(Function.SUM, HOUR);
      assertThat(tiles.value(question, START + TILE)).isZero();
      add(tiles, START, turned ? 9 : 5, 0, 0);
      add(tiles, START, turned ? 5 : 9, 0, 0);
      assertThat(tiles.value(question, START + TILE)).isEqualTo(9);
    }
  }

  @Property(tries = 2_000, seed = "19")
  void sumsAreExact(@ForAll List<Long> added, @ForAll List<Long> taken) throws IOException {
    Sum sum = Sum.ZERO;
    BigInteger exact = BigInteger.ZERO;
    for (long value : added) {
      sum = sum.plus(Sum.of(value));
      exact = exact.add(BigInteger.valueOf(value));
    }
    for (long value : taken) {
      sum = sum.minus(Sum.of(value));
      exact = exact.subtract(BigInteger.valueOf(value));
    }
    assertThat(sum.exact()).isEqualTo(exact);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    sum.write(new DataOutputStream(out));
    assertThat(Sum.read(in(out))).isEqualTo(sum);
  }

  @Property(tries = 2_000, seed = "20")
  void packedNumbersComeBack(@ForAll long value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Packed.write(value, new DataOutputStream(out));
    assertThat(Packed.read(in(out))).isEqualTo(value);
  }

  @Test
  void smallNumbersAreSmallPacked() throws IOException {
    assertThat(packedSize(0)).isEqualTo(1);
    assertThat(packedSize(63)).isEqualTo(1);
    assertThat(packedSize(-64)).isEqualTo(1);
    assertThat(packedSize(64)).isEqualTo(2);
    assertThat(packedSize(-65)).isEqualTo(2);
    assertThat(packedSize(Long.MIN_VALUE)).isEqualTo(10);
  }

  @Test
  void aPackedNumberThatDoesNotEndIsRefused() {
    byte[] endless = new byte[11];
    Arrays.fill(endless, (byte) 0x80);
    assertThatThrownBy(() -> Packed.read(new DataInputStream(new ByteArrayInputStream(endless))))
        .isInstanceOf(IOException.class)
        .hasMessage("a packed number of more than 10 bytes");
  }

  private static int packedSize(long value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Packed.write(value, new DataOutputStream(out));
    return out.size();
  }

  private static DataInputStream in(ByteArrayOutputStream out) {
    return new DataInputStream(new ByteArrayInputStream(out.toByteArray()));
  }

  private static void add(Tiles tiles, long time, long number, long second, long content) {
    Reading reading = Reading.ofNumbers(1, number, second, 0);
    tiles.add(Sent.at(time, time, "r", content, 0, reading).entry(), reading);
  }
}

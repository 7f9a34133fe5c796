package org.almenara.engine.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A record is remembered to the last instant that can see it, and then nothing is left of it. */
class ForgettingTest {

  private static final long START = Sent.START;
  private static final long HOUR = 60 * Sent.MINUTE;
  private static final long TILE = 5 * Sent.MINUTE;
  private static final Reading READING =
      new Reading(1, "shown", "token", null, 7, 0, Tiles.MARKED, null, null);

  static Stream<Summary> kinds() {
    return Stream.of(
        new RecentRecords(8, Guards.ON),
        new RecentTokens(8),
        new Tiles(TILE, Guards.ON),
        new Extremes(Function.MIN, TILE),
        new Extremes(Function.MAX, TILE));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void nothingIsLeftOfARecordThatHasLeft(Summary summary) {
    byte[] empty = Kept.bytes(summary);
    assertThat(summary.isEmpty()).isTrue();
    add(summary, START, 1);
    byte[] full = Kept.bytes(summary);

    summary.forget(START + HOUR, HOUR);
    assertThat(summary.isEmpty()).isFalse();
    assertThat(Kept.bytes(summary)).isEqualTo(full);

    summary.forget(START + HOUR + 1, HOUR);
    assertThat(summary.isEmpty()).isTrue();
    assertThat(Kept.bytes(summary)).isEqualTo(empty);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void onlyWhatHasLeftIsForgotten(Summary summary) {
    add(summary, START + HOUR, 2);
    byte[] without = Kept.bytes(summary);
    add(summary, START, 1);
    summary.forget(START + HOUR + 1, HOUR);
    assertThat(Kept.bytes(summary)).isEqualTo(without);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatStaysExactNeverOverflows(Summary summary) {
    for (int i = 0; i < 20; i++) {
      add(summary, START + i, i);
    }
    assertThat(summary.overflowed(Question.of(Function.COUNT, HOUR), START + HOUR)).isFalse();
  }

  @Test
  void otherKindsKnowWhetherTheyHoldAnything() {
    RoughTokens tokens = new RoughTokens(TILE);
    assertThat(tokens.isEmpty()).isTrue();
    add(tokens, START, 1);
    assertThat(tokens.isEmpty()).isFalse();

    LiveSessions sessions = new LiveSessions();
    assertThat(sessions.isEmpty()).isTrue();
    sessions.add(entry(START, 1), Reading.ofSession(1, "s", "s", Reading.Mark.STARTED, null, null));
    assertThat(sessions.isEmpty()).isFalse();
  }

  /** A part that waited brings what it cites. */
  @Test
  void tilesThatAreMergedCiteTheRecordsOfBoth() {
    Tiles tiles = new Tiles(TILE, Guards.ON);
    add(tiles, START, 1);
    Tiles more = new Tiles(TILE, Guards.ON);
    add(more, START + 1, 2);
    more.add(entry(START + 2, 3), Reading.ofRecord(1));
    tiles.merge(more);
    assertThat(tiles.evidence(Question.of(Function.SHARE, HOUR), START + TILE, 8))
        .isEqualTo(List.of(entry(START + 1, 2), entry(START, 1)));
    assertThat(tiles.evidence(Question.of(Function.TALLY, HOUR), START + TILE, 8))
        .isEqualTo(List.of(entry(START + 2, 3), entry(START + 1, 2), entry(START, 1)));
  }

  /** A token seen again is cited by its newest record, a record that shows two by itself once. */
  @Test
  void tokensAreCitedByTheRecordThatShowedThemLast() {
    RecentTokens tokens = new RecentTokens(2);
    tokens.add(entry(START, 1), Reading.ofToken(1, "a", "a", null));
    tokens.add(entry(START, 1), Reading.ofToken(1, "b", "b", null));
    Question question = Question.of(Function.DISTINCT, HOUR);
    assertThat(tokens.evidence(question, START + 1, 8)).containsExactly(entry(START, 1));
    tokens.add(entry(START + 1, 2), Reading.ofToken(1, "a", "a", null));
    assertThat(tokens.evidence(question, START + 2, 8))
        .containsExactly(entry(START + 1, 2), entry(START, 1));
    assertThat(tokens.evidence(question, START + 2, 1)).containsExactly(entry(START + 1, 2));
    tokens.add(entry(START + 2, 3), Reading.ofToken(1, "c", "c", null));
    assertThat(tokens.members(START + 3, HOUR))
        .extracting(RecentTokens.Seen::origin)
        .containsExactly("c", "a");
  }

  private static void add(Summary summary, long time, long content) {
    summary.add(entry(time, content), READING);
  }

  private static Entry entry(long time, long content) {
    return Sent.at(time, time, "r" + content, content, 0, READING).entry();
  }
}

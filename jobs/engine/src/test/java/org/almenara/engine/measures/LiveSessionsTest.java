package org.almenara.engine.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.almenara.engine.measures.Reading.Mark;
import org.junit.jupiter.api.Test;

class LiveSessionsTest {

  private static final long MINUTE = Sent.MINUTE;
  private static final long HOUR = PatternStreams.HOUR;
  private static final long DAY = PatternStreams.DAY;

  /** Midnight in UTC. */
  private static final long START = Instant.parse("2026-03-10T00:00:00Z").toEpochMilli();

  private final Told told = new Told(new LiveSessions());

  private static long hour(double hour) {
    return START + Math.round(hour * HOUR);
  }

  private Told live(double from, double to) {
    return told.session("s" + from, null, hour(from), hour(to));
  }

  private static Question asked(Function function, double windowHours) {
    return Question.of(function, Math.round(windowHours * HOUR));
  }

  // Longest rest

  @Test
  void whoNeverWorkedHasNoRest() {
    Question asked = asked(Function.LONGEST_REST, 24);
    assertThat(told.value(asked, hour(24))).isEqualTo(Summary.ABSENT);
    assertThat(told.nextChange(asked, hour(24), 1L)).isEqualTo(Summary.NEVER);
    live(2, 4);
    assertThat(told.value(asked, hour(28) - 1)).isEqualTo(24 * HOUR - 1);
    assertThat(told.value(asked, hour(28))).isEqualTo(Summary.ABSENT);
  }

  @Test
  void theLongestRestMayBeTheFirstOneBetweenOrTheLast() {
    live(5, 6);
    live(10, 20);
    Question asked = asked(Function.LONGEST_REST, 24);
    assertThat(told.value(asked, hour(20))).isEqualTo(9 * HOUR);
    assertThat(told.value(asked, hour(25))).isEqualTo(5 * HOUR);
    assertThat(told.value(asked, hour(26))).isEqualTo(6 * HOUR);
    assertThat(told.evidence(asked, hour(26)))
        .containsExactly("s10.0-to", "s10.0-from", "s5.0-to", "s5.0-from");
  }

  @Test
  void noRestAtAllIsZero() {
    live(0, 10);
    assertThat(told.value(asked(Function.LONGEST_REST, 5), hour(9))).isZero();
  }

  @Test
  void aRestGrowsToAThresholdShrinksBelowItAndEnds() {
    live(5, 6);
    live(10, 20);
    Question asked = asked(Function.LONGEST_REST, 24);
    // Grows to 7 hours after 20, before anything else.
    assertThat(told.nextChange(asked, hour(25), 5 * HOUR, 7 * HOUR)).isEqualTo(hour(27));
    // At 25 the first rest has 4 hours, the one between 4, the last 5: it does not shrink.
    assertThat(told.nextChange(asked, hour(25), 5 * HOUR)).isEqualTo(hour(44));
    // At 20 the first rest is the longest: under 8 hours once the window starts after -3.
    assertThat(told.nextChange(asked, hour(20), 8 * HOUR)).isEqualTo(hour(21) + 1);
    assertThat(told.nextChange(asked, hour(44), 1L)).isEqualTo(Summary.NEVER);
  }

  // Short rests

  /** Live from 4 to 22 each day, so that each night has a rest of 6 hours. */
  private void nights(int days) {
    for (int day = 0; day < days; day++) {
      live(24 * day + 4, 24 * day + 22);
    }
  }

  private static Question shortRests(double windowHours, long limit) {
    return asked(Function.SHORT_RESTS, windowHours).withLimit(limit);
  }

  @Test
  void aNightCountsWholeOnBothItsDays() {
    nights(5);
    // The first night reaches the edge, and after the last one nobody knows how long it will be.
    assertThat(told.value(shortRests(120, 6 * HOUR + 1), hour(120))).isEqualTo(3);
    assertThat(told.value(shortRests(120, 6 * HOUR), hour(120))).isZero();
  }

  @Test
  void onlyWholeDaysCount() {
    nights(5);
    Question asked = shortRests(60, 6 * HOUR + 1);
    assertThat(told.value(asked, hour(112))).isEqualTo(1);
    assertThat(told.value(asked, hour(108))).isEqualTo(1);
    assertThat(told.value(asked, hour(106))).isEqualTo(1);
    assertThat(told.value(asked, hour(105))).isEqualTo(2);
    assertThat(told.value(shortRests(23, 24 * HOUR), hour(47))).isZero();
  }

  @Test
  void aDayWithoutRestIsOneOfShortRests() {
    live(0, 48);
    told.mark("m", "s0.0", null, hour(24), Mark.ALIVE, null);
    assertThat(told.value(shortRests(48, 1), hour(48))).isEqualTo(2);
    assertThat(told.value(shortRests(48, 1), hour(48) + 1)).isEqualTo(1);
    assertThat(told.nextChange(shortRests(48, 1), hour(48), 2L)).isEqualTo(hour(48) + 1);
    assertThat(told.nextChange(shortRests(48, 1), hour(48), 1L)).isEqualTo(hour(72) + 1);
    assertThat(told.nextChange(shortRests(48, 1), hour(48), 3L)).isEqualTo(Summary.NEVER);
  }

  @Test
  void aRestThatReachesTheEdgeOfTheWindowMayBeLonger() {
    nights(5);
    Question asked = shortRests(96, 6 * HOUR + 1);
    // The window starts at 22:00 of the first day, where the rest begins.
    assertThat(told.value(asked, hour(118) - 1)).isEqualTo(3);
    assertThat(told.value(asked, hour(118))).isEqualTo(2);
    assertThat(told.nextChange(asked, hour(118) - 1, 3L)).isEqualTo(hour(118));
  }

  @Test
  void daysBeginWhereTheAccountIs() {
    live(5, 29);
    Map<String, ZoneId> zones = Map.of("CO", ZoneId.of("America/Bogota"));
    Question asked = shortRests(48, 1).inZones(zones);
    assertThat(told.value(asked, hour(48))).isZero();
    told.mark("m", "s5.0", null, hour(6), Mark.ALIVE, "CO");
    assertThat(told.value(asked, hour(48))).isEqualTo(1);
    assertThat(told.value(shortRests(48, 1), hour(48))).isZero();
    told.mark("m2", "s5.0", null, hour(7), Mark.ALIVE, "nowhere");
    assertThat(told.value(asked, hour(48))).isZero();
    told.mark("m3", "s5.0", null, hour(6.5), Mark.ALIVE, "CO");
    assertThat(told.value(asked, hour(48))).isZero();
  }

  // Runs of days

  @Test
  void daysInARow() {
    Question asked = asked(Function.DAY_RUN, 240);
    assertThat(told.value(asked, hour(240))).isZero();
    live(23, 24);
    assertThat(told.value(asked, hour(240))).isEqualTo(1);
    live(30, 31);
    live(60, 61);
    live(90, 97);
    live(200, 201);
    assertThat(told.value(asked, hour(240))).isEqualTo(5);
    assertThat(told.evidence(asked, hour(240)))
        .containsExactly(
            "s90.0-to",
            "s90.0-from",
            "s60.0-to",
            "s60.0-from",
            "s30.0-to",
            "s30.0-from",
            "s23.0-to",
            "s23.0-from");
    assertThat(told.nextChange(asked, hour(240), 4L, 5L)).isEqualTo(hour(264));
    assertThat(told.nextChange(asked, hour(240), 4L)).isEqualTo(hour(271));
    assertThat(told.nextChange(asked, hour(240), 1L)).isEqualTo(hour(441));
    assertThat(told.nextChange(asked, hour(240), 6L)).isEqualTo(Summary.NEVER);
    assertThat(told.value(asked, hour(264) - 1)).isEqualTo(5);
    assertThat(told.value(asked, hour(264))).isEqualTo(4);
  }

  @Test
  void theCountryIsThatOfTheNewestMarkInSight() {
    Map<String, ZoneId> zones = Map.of("PH", ZoneId.of("Asia/Manila"));
    Question asked = asked(Function.DAY_RUN, 48).inZones(zones);
    told.mark("m", "s", null, hour(15), Mark.STARTED, "PH");
    told.mark("n", "s", null, hour(17), Mark.ENDED, null);
    assertThat(told.value(asked, hour(24))).isEqualTo(2);
    assertThat(told.value(asked(Function.DAY_RUN, 48), hour(24))).isEqualTo(1);
    long last = hour(15) + 48 * HOUR + LiveSessions.TAIL_MILLIS;
    assertThat(told.nextChange(asked, hour(24), 9L)).isEqualTo(last + 1);
    told.session("t", null, hour(39), hour(41));
    assertThat(told.value(asked, last)).isEqualTo(3);
    assertThat(told.value(asked, last + 1)).isEqualTo(2);
    assertThat(told.nextChange(asked, last, 9L)).isEqualTo(last + 1);
    assertThat(told.nextChange(asked, last + 1, 9L)).isEqualTo(Summary.NEVER);
    told.summary().forget(last, 48 * HOUR);
    assertThat(told.value(asked, last)).isEqualTo(3);
    byte[] before = Kept.bytes(told.summary());
    told.summary().forget(last + 1, 48 * HOUR);
    assertThat(Kept.bytes(told.summary()).length).isLessThan(before.length);
  }

  // Unbroken sessions

  private static Question unbroken(double windowHours) {
    return asked(Function.UNBROKEN, windowHours).withLimit(6 * HOUR);
  }

  @Test
  void aSessionIsUnbrokenOverTheLimit() {
    live(0, 6);
    assertThat(told.value(unbroken(24), hour(10))).isZero();
    told.session("longer", null, hour(0), hour(6) + 1);
    assertThat(told.value(unbroken(24), hour(10))).isEqualTo(1);
    assertThat(told.evidence(unbroken(24), hour(10))).containsExactly("longer-to", "longer-from");
    assertThat(told.value(unbroken(24), hour(24))).isEqualTo(1);
    assertThat(told.value(unbroken(24), hour(24) + 1)).isZero();
    assertThat(told.nextChange(unbroken(24), hour(10), 1L)).isEqualTo(hour(24) + 1);
    assertThat(told.nextChange(unbroken(24), hour(10), 2L)).isEqualTo(Summary.NEVER);
  }

  @Test
  void aPauseOfTenMinutesBreaksItAndAShorterOneDoesNot() {
    live(0, 8);
    told.mark("p", "s0.0", null, hour(4), Mark.PAUSED, null);
    told.mark("r", "s0.0", null, hour(4) + 10 * MINUTE, Mark.RESUMED, null);
    assertThat(told.value(unbroken(24), hour(10))).isZero();
    told.mark("r2", "s0.0", null, hour(4) + 10 * MINUTE - 1, Mark.RESUMED, null);
    assertThat(told.value(unbroken(24), hour(10))).isEqualTo(1);
  }

  @Test
  void whatIsLiveIsMeasuredUpToNow() {
    told.mark("m", "s", null, hour(0), Mark.STARTED, null);
    told.mark("n", "s", null, hour(6), Mark.ALIVE, null);
    assertThat(told.value(unbroken(24), hour(6))).isZero();
    assertThat(told.nextChange(unbroken(24), hour(6), 1L)).isEqualTo(hour(6) + 1);
    assertThat(told.value(unbroken(24), hour(6) + 1)).isEqualTo(1);
    assertThat(told.nextChange(unbroken(24), hour(6) + 5 * MINUTE, 1L))
        .isEqualTo(hour(24) + 5 * MINUTE);
  }

  // Overlaps

  @Test
  void twoTokensAtOnce() {
    Question asked = asked(Function.OVERLAP, 24);
    told.session("a", "device-1", hour(0), hour(4));
    told.session("b", "device-1", hour(1), hour(3));
    told.session("c", null, hour(1), hour(3));
    assertThat(told.value(asked, hour(10))).isZero();
    told.session("d", "device-2", hour(3), hour(6));
    told.session("e", "device-3", hour(3.5), hour(3.75));
    assertThat(told.value(asked, hour(10))).isEqualTo(HOUR);
    assertThat(told.evidence(asked, hour(10)))
        .containsExactly("d-to", "a-to", "e-to", "e-from", "d-from", "a-from");
    assertThat(told.value(asked, hour(27.5))).isEqualTo(HOUR / 2);
    assertThat(told.nextChange(asked, hour(10), HOUR / 2)).isEqualTo(hour(27.5) + 1);
    assertThat(told.nextChange(asked, hour(10), HOUR + 1)).isEqualTo(Summary.NEVER);
  }

  @Test
  void oneSessionOnTwoTokensIsTwo() {
    told.mark("m", "s", "device-1", hour(0), Mark.STARTED, null);
    told.mark("n", "s", "device-2", hour(1), Mark.ALIVE, null);
    told.mark("o", "s", "device-1", hour(2), Mark.ENDED, null);
    told.mark("p", "s", "device-2", hour(3), Mark.ENDED, null);
    assertThat(told.value(asked(Function.OVERLAP, 24), hour(4))).isEqualTo(HOUR);
    assertThat(told.value(asked(Function.COVERED, 24), hour(4))).isEqualTo(3 * HOUR);
  }

  // Covered time

  @Test
  void whatIsCoveredLeavesTheWindowPieceByPiece() {
    live(0, 1);
    live(5, 7);
    Question asked = asked(Function.COVERED, 24);
    assertThat(told.nextChange(asked, hour(10), 3 * HOUR)).isEqualTo(hour(24) + 1);
    assertThat(told.nextChange(asked, hour(10), 2 * HOUR)).isEqualTo(hour(29) + 1);
    assertThat(told.nextChange(asked, hour(10), HOUR)).isEqualTo(hour(30) + 1);
    assertThat(told.nextChange(asked, hour(10), 4 * HOUR)).isEqualTo(Summary.NEVER);
  }

  @Test
  void saysWhereAMissingSessionCouldMatter() {
    for (int i = 0; i <= LiveSessions.MOST_SESSIONS; i++) {
      assertThat(told.summary().overflowed(asked(Function.COVERED, 24), hour(24))).isFalse();
      told.session("s" + i, null, hour(i / 100.0), hour(i / 100.0) + MINUTE);
    }
    Question asked = asked(Function.COVERED, 24);
    Summary restarted = Kept.restarted(told.summary().copy());
    Summary merged = new LiveSessions();
    merged.merge(restarted);
    for (Summary summary : List.of(told.summary(), restarted, merged)) {
      assertThat(summary.overflowed(asked, hour(24) + MINUTE - 1)).isTrue();
      assertThat(summary.overflowed(asked, hour(24) + MINUTE)).isFalse();
    }
    merged.forget(hour(24) + MINUTE - 1, 24 * HOUR);
    assertThat(merged.overflowed(asked, hour(24))).isTrue();
    merged.forget(hour(24) + MINUTE, 24 * HOUR);
    assertThat(merged.overflowed(asked, hour(24))).isFalse();
  }

  @Test
  void answersNothingElse() {
    live(0, 1);
    Question asked = Question.of(Function.COUNT, DAY);
    assertThatThrownBy(() -> told.value(asked, hour(2))).hasMessage("sessions cannot say COUNT");
    assertThatThrownBy(() -> told.evidence(asked, hour(2))).hasMessage("sessions cannot say COUNT");
    assertThatThrownBy(() -> told.nextChange(asked, hour(2), 1L))
        .hasMessage("sessions cannot say COUNT");
  }
}

package org.almenara.engine.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanTest {

  private static final long HOUR = PatternStreams.HOUR;

  private static long time(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  private static List<Long> hours(List<Span> days) {
    return days.stream().map(day -> day.length() / HOUR).toList();
  }

  @Test
  void whatTouchesIsOne() {
    assertThat(Span.union(List.of(new Span(5, 9), new Span(0, 3), new Span(3, 4), new Span(1, 2))))
        .containsExactly(new Span(0, 4), new Span(5, 9));
    assertThat(Span.length(List.of(new Span(0, 4), new Span(5, 9)))).isEqualTo(8);
    assertThat(Span.union(List.of())).isEmpty();
  }

  @Test
  void gapsReachToBothEdges() {
    List<Span> spans = List.of(new Span(2, 4), new Span(6, 8));
    assertThat(Span.gaps(spans, 0, 10))
        .containsExactly(new Span(0, 2), new Span(4, 6), new Span(8, 10));
    assertThat(Span.gaps(spans, 2, 8)).containsExactly(new Span(4, 6));
    assertThat(Span.gaps(List.of(), 2, 8)).containsExactly(new Span(2, 8));
  }

  @Test
  void twoAtOnce() {
    assertThat(
            Span.atLeastTwo(
                List.of(
                    List.of(new Span(0, 10), new Span(20, 30)),
                    List.of(new Span(10, 22)),
                    List.of(new Span(5, 6), new Span(21, 25)))))
        .containsExactly(new Span(5, 6), new Span(20, 25));
    assertThat(Span.atLeastTwo(List.of(List.of(new Span(0, 10))))).isEmpty();
  }

  @Test
  void meetingIsHavingTimeInCommon() {
    Span span = new Span(5, 10);
    assertThat(span.meets(0, 5)).isFalse();
    assertThat(span.meets(0, 6)).isTrue();
    assertThat(span.meets(9, 20)).isTrue();
    assertThat(span.meets(10, 20)).isFalse();
  }

  @Test
  void clippedToNothingItIsNotAdded() {
    List<Span> spans = new ArrayList<>();
    new Span(5, 10).addClipped(10, 20, spans);
    new Span(5, 10).addClipped(0, 5, spans);
    assertThat(spans).isEmpty();
    new Span(5, 10).addClipped(6, 8, spans);
    new Span(5, 10).addClipped(0, 6, spans);
    assertThat(spans).containsExactly(new Span(6, 8), new Span(5, 6));
  }

  @Test
  void daysHaveAsManyHoursAsTheirClocksSay() {
    ZoneId bucharest = ZoneId.of("Europe/Bucharest");
    assertThat(
            hours(Span.days(time("2026-03-27T22:00:00Z"), time("2026-03-30T21:00:00Z"), bucharest)))
        .containsExactly(24L, 23L, 24L);
    assertThat(
            hours(Span.days(time("2026-10-24T20:59:59Z"), time("2026-10-25T22:00:01Z"), bucharest)))
        .containsExactly(24L, 25L, 24L);
    assertThat(
            Span.days(time("2026-03-27T00:00:00Z"), time("2026-03-28T00:00:00Z"), ZoneOffset.UTC))
        .containsExactly(new Span(time("2026-03-27T00:00:00Z"), time("2026-03-28T00:00:00Z")));
  }

  @Test
  void aDateThatAZoneLeftOutIsNoDay() {
    // Samoa went from the 29th to the 31st of December 2011.
    List<Span> days =
        Span.days(
            time("2011-12-29T11:00:00Z"), time("2011-12-31T09:00:00Z"), ZoneId.of("Pacific/Apia"));
    assertThat(hours(days)).containsExactly(24L, 24L);
    assertThat(days.get(0).to()).isEqualTo(days.get(1).from());
  }
}

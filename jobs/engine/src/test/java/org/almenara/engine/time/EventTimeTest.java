package org.almenara.engine.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTimeTest {

  private static final long TIME = 1_772_445_600_000L;

  @ParameterizedTest(name = "arrival {0} ms after time: {1}")
  @CsvSource({
    "-300001, FUTURE",
    "-300000, ON_TIME",
    "0,       ON_TIME",
    "30000,   ON_TIME",
    "30001,   LATE_EVIDENCE",
    "3600000, LATE_EVIDENCE",
    "3600001, TOO_LATE"
  })
  void judgesARecordByItsOwnTwoTimes(long delay, EventTime.Verdict verdict) {
    assertThat(EventTime.judge(TIME, TIME + delay)).isEqualTo(verdict);
  }

  @ParameterizedTest(name = "time {0}, arrival {1}: visible at {2}")
  @CsvSource({
    "100000, 100000, 100000",
    "100000, 130000, 100000",
    "100000, 130001, 100001",
    "100000, 200000, 170000",
    "100000,  50000, 100000"
  })
  void becomesVisibleAtItsTimeOrABoundBeforeItsArrival(long time, long arrival, long visible) {
    assertThat(EventTime.visible(time, arrival)).isEqualTo(visible);
  }

  @ParameterizedTest(name = "t {0}, slide {1}: after {2}, at or after {3}")
  @CsvSource({
    " 0,  10, 10,  0",
    " 1,  10, 10, 10",
    " 9,  10, 10, 10",
    "10,  10, 20, 10",
    "-1,  10,  0,  0",
    "-10, 10,  0, -10"
  })
  void findsTheInstantOfASlide(long t, long slide, long after, long atOrAfter) {
    assertThat(EventTime.instantAfter(t, slide)).isEqualTo(after);
    assertThat(EventTime.instantAtOrAfter(t, slide)).isEqualTo(atOrAfter);
  }

  @Property(tries = 1_000, seed = "1")
  void theInstantIsTheFirstMultipleThatIsLater(
      @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long t,
      @ForAll @LongRange(min = 1, max = 10_000) long slide) {
    long after = EventTime.instantAfter(t, slide);
    assertThat(Math.floorMod(after, slide)).isZero();
    assertThat(after).isGreaterThan(t).isLessThanOrEqualTo(t + slide);
  }

  /** The law that windows rest on: what the watermark has passed is complete. */
  @Property(tries = 1_000, seed = "2")
  void noRecordReadAfterTheWatermarkIsVisibleAtOrBeforeIt(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 50) int records) {
    long arrival = TIME;
    long watermark = Long.MIN_VALUE;
    boolean close = false;
    boolean late = false;
    for (int i = 0; i < records; i++) {
      arrival += random.nextBoolean() ? random.nextInt(20_000) : 0;
      long time = arrival - random.nextInt(3_900_000) + 300_000;
      long visible = EventTime.visible(time, arrival);
      assertThat(visible).isGreaterThan(watermark);
      close |= watermark != Long.MIN_VALUE && visible - watermark == 1;
      late |= EventTime.judge(time, arrival) == EventTime.Verdict.LATE_EVIDENCE;
      watermark = EventTime.watermark(arrival);
    }
    Statistics.label("late").collect(late);
    Statistics.label("visible one millisecond after the watermark").collect(close);
  }

  /** The bound is tight: a later watermark would pass records that are still to come. */
  @Property(tries = 100, seed = "3")
  void aRecordCanBeVisibleRightAfterTheWatermark(
      @ForAll @LongRange(min = 30_000, max = 3_600_000) long delay) {
    long arrival = TIME + delay;
    assertThat(EventTime.visible(TIME, arrival)).isEqualTo(EventTime.watermark(arrival) + 1);
  }
}

package org.almenara.engine.score;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecayTest {

  private static final long DAY = 86_400_000;

  @ParameterizedTest(name = "{0} milli-points after {1} half-lives: {2}")
  @CsvSource({
    "40000, -1, 40000",
    "40000,  0, 40000",
    "40000,  1, 20000",
    "40000,  2, 10000",
    "40000,  4,  2500",
    "    1,  1,     0",
    "40000, 63,     0",
    "40000, 64,     0"
  })
  void halvesExactly(long points, long halfLives, long left) {
    assertThat(Decay.fade(points, halfLives * 30 * DAY, 30 * DAY)).isEqualTo(left);
  }

  @Property(tries = 1_000, seed = "71")
  void neverGrowsAndStaysCloseToTheCurve(
      @ForAll @LongRange(min = 0, max = 100_000) long points,
      @ForAll @LongRange(min = 0, max = 300 * DAY) long age,
      @ForAll @LongRange(min = 1, max = DAY) long later,
      @ForAll @LongRange(min = 60_000, max = 366 * DAY) long halfLife) {
    long now = Decay.fade(points, age, halfLife);
    assertThat(Decay.fade(points, age + later, halfLife)).isBetween(0L, now);
    double exact = points * Math.pow(2, -(double) age / halfLife);
    // A step of the table is 0.07 %; rounding down loses less than two thousandths of a point.
    assertThat((double) now).isBetween(exact - 2, exact * 1.0008 + 1);
  }
}

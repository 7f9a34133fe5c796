package org.almenara.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RankingTest {

  private static final double TINY = 1e-12;

  private static Ranking.Scored one(double score, boolean positive) {
    return new Ranking.Scored(0, score, positive, 1);
  }

  @Test
  void theAreaIsTheMeanPrecisionAtEachPositive() {
    Ranking ranking =
        new Ranking(List.of(one(2, false), one(4, true), one(1, true), one(3, false)));
    // Ranks 1 and 4: precisions 1/1 and 2/4.
    assertThat(ranking.area(Resamples.SEEN)).isCloseTo((1.0 + 0.5) / 2, within(TINY));
    assertThat(ranking.precisionAt(0.5, Resamples.SEEN)).isEqualTo(1);
    assertThat(ranking.precisionAt(0.6, Resamples.SEEN)).isEqualTo(0.5);
  }

  @Test
  void peopleOfOneScoreCountTogetherWhicheverWasListedFirst() {
    Ranking one = new Ranking(List.of(one(1, true), one(1, false), one(1, false)));
    Ranking other = new Ranking(List.of(one(1, false), one(1, false), one(1, true)));
    assertThat(one.area(Resamples.SEEN)).isCloseTo(1.0 / 3, within(TINY));
    assertThat(other.area(Resamples.SEEN)).isEqualTo(one.area(Resamples.SEEN));
  }

  @Test
  void weightsStandForPeople() {
    Ranking weighted =
        new Ranking(
            List.of(
                new Ranking.Scored(0, 3, true, 1),
                new Ranking.Scored(1, 2, false, 3),
                new Ranking.Scored(2, 1, true, 1)));
    Ranking each =
        new Ranking(
            List.of(one(3, true), one(2, false), one(2, false), one(2, false), one(1, true)));
    assertThat(weighted.area(Resamples.SEEN))
        .isCloseTo(each.area(Resamples.SEEN), within(TINY))
        .isCloseTo((1.0 + 2.0 / 5) / 2, within(TINY));
  }

  @Test
  void whereNobodyIsPositiveThereIsNoArea() {
    assertThat(new Ranking(List.of(one(1, false))).area(Resamples.SEEN)).isNaN();
  }

  /** The definition, by brute force: for each positive, who is ranked at or above. */
  @Property
  void theAreaAgreesWithItsDefinition(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 9) Integer> people) {
    List<Ranking.Scored> scored =
        people.stream().map(number -> one(number / 2, number % 2 == 1)).toList();
    double[] each =
        IntStream.range(0, scored.size())
            .filter(i -> scored.get(i).positive())
            .mapToDouble(
                i -> {
                  List<Ranking.Scored> above =
                      scored.stream().filter(o -> o.score() >= scored.get(i).score()).toList();
                  return (double) above.stream().filter(Ranking.Scored::positive).count()
                      / above.size();
                })
            .toArray();
    double area = new Ranking(scored).area(Resamples.SEEN);
    if (each.length == 0) {
      assertThat(area).isNaN();
    } else {
      assertThat(area).isCloseTo(Arrays.stream(each).average().orElseThrow(), within(1e-9));
    }
  }
}

package org.almenara.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.almenara.evaluation.Resamples.Sums;
import org.junit.jupiter.api.Test;

class ResamplesTest {

  private static Resamples alike(int groups) {
    return new Resamples(Collections.nCopies(groups, "alike"), 2000, 1);
  }

  private static Sums ones(int groups, int from) {
    Sums sums = new Sums();
    IntStream.range(from, groups).forEach(group -> sums.add(group, 1));
    return sums;
  }

  @Test
  void theIntervalOfAShareIsThatOfTheBinomial() {
    // 40 of 100 groups: 0.4 ± 1.96 √(0.4 · 0.6 / 100).
    Estimate share = alike(100).share(ones(100, 60), ones(100, 0), 100);
    assertThat(share.value()).isEqualTo(0.4);
    assertThat(share.low()).isCloseTo(0.4 - 0.096, within(0.015));
    assertThat(share.high()).isCloseTo(0.4 + 0.096, within(0.015));
  }

  @Test
  void groupsAreDrawnWhole() {
    // Ten groups of ten are ten observations, not a hundred: √10 times as wide.
    Sums found = new Sums();
    Sums all = new Sums();
    IntStream.range(0, 10).forEach(group -> all.add(group, 10));
    IntStream.range(0, 4).forEach(group -> found.add(group, 10));
    Estimate share = alike(10).share(found, all, 100);
    assertThat(Objects.requireNonNull(share.high()) - Objects.requireNonNull(share.low()))
        .isCloseTo(2 * 1.96 * Math.sqrt(0.24 / 10), within(0.06));
  }

  @Test
  void eachKindIsDrawnAsOftenAsItIsThere() {
    List<String> kinds =
        IntStream.range(0, 60).mapToObj(i -> i < 20 ? "few" : "many").collect(Collectors.toList());
    Estimate few = new Resamples(kinds, 500, 1).share(ones(20, 0), ones(60, 0), 60);
    assertThat(few).isEqualTo(Estimate.of(20 / 60.0, 20 / 60.0, 20 / 60.0, 60));
  }

  @Test
  void whereNothingHappenedTheIntervalIsTheExactOne() {
    Estimate none = alike(50).share(new Sums(), ones(50, 0), 50);
    assertThat(none.value()).isEqualTo(0);
    assertThat(none.low()).isEqualTo(0);
    // (1 − p)^50 = 0.025
    assertThat(none.high()).isCloseTo(1 - Math.pow(0.025, 1 / 50.0), within(1e-5));
    Estimate all = alike(50).share(ones(50, 0), ones(50, 0), 50);
    assertThat(all.low()).isCloseTo(Math.pow(0.025, 1 / 50.0), within(1e-4));
    assertThat(all.high()).isEqualTo(1);
  }

  @Test
  void aRateOfNoneIsAtMostWhatSoManyGroupsAllow() {
    Sums months = new Sums();
    IntStream.range(0, 50).forEach(group -> months.add(group, 3));
    assertThat(alike(50).rate(new Sums(), months, 50).high())
        .isCloseTo((1 - Math.pow(0.025, 1 / 50.0)) / 3, within(1e-5));
  }

  @Test
  void theMedianIsTheValueThatHalfTheWeightReaches() {
    List<Resamples.Valued> values =
        List.of(
            new Resamples.Valued(0, 9, 1),
            new Resamples.Valued(1, 1, 1),
            new Resamples.Valued(2, 5, 1),
            new Resamples.Valued(3, 100, 0.5));
    assertThat(alike(4).quantile(values, 0.5).value()).isEqualTo(5);
    assertThat(alike(4).quantile(values, 0.95).value()).isEqualTo(100);
  }

  @Test
  void whereNothingIsCountedThereIsNoFigure() {
    assertThat(alike(3).share(new Sums(), new Sums(), 0))
        .isEqualTo(new Estimate(null, null, null, 0));
  }
}

package org.almenara.engine.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StepsTest {

  @Test
  void findsTheFirstThresholdReachedOrLost() {
    Steps steps = new Steps();
    steps.up(10);
    steps.down(20);
    steps.down(30);
    steps.down(40);
    assertThat(steps.nextCrossing(2, List.of(3L))).isEqualTo(10);
    assertThat(steps.nextCrossing(2, List.of(2L, 9L))).isEqualTo(30);
    assertThat(steps.nextCrossing(2, List.of(1L))).isEqualTo(40);
    assertThat(steps.nextCrossing(2, List.of(4L))).isEqualTo(Summary.NEVER);
    assertThat(steps.nextCrossing(2, List.of())).isEqualTo(Summary.NEVER);
  }

  @Test
  void whatHappensAtOneTimeHappensAtOnce() {
    Steps steps = new Steps();
    steps.up(10);
    steps.down(10);
    steps.up(20);
    assertThat(steps.nextCrossing(1, List.of(1L, 2L))).isEqualTo(20);
  }
}

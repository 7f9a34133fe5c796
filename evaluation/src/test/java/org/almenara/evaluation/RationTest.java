package org.almenara.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.almenara.schemas.EntityType;
import org.almenara.simulator.TruthClass;
import org.junit.jupiter.api.Test;

class RationTest {

  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  /** 4,000 accounts: one case a day. */
  private static final int ONE_A_DAY = 4_000;

  private static Lead lead(String id, long opened, long points, boolean unrationed, long ended) {
    return new Lead(
        id,
        EntityType.PERFORMER,
        id,
        opened,
        "police",
        "likely",
        TruthClass.TRAFFICKING,
        unrationed,
        List.of(),
        new TreeMap<>(Map.of(opened, points)),
        ended);
  }

  private static Lead lead(String id, long opened, long points) {
    return lead(id, opened, points, false, Long.MAX_VALUE);
  }

  @Test
  void theBestOfADayIsOpenedAndTheOthersWait() {
    Lead weak = lead("a", 8 * HOUR, 40);
    Lead strong = lead("b", 9 * HOUR, 60);
    assertThat(Ration.open(List.of(weak, strong), ONE_A_DAY, 3 * DAY, lead -> 1))
        .containsExactly(new Ration.Opened(weak, 1, DAY), new Ration.Opened(strong, 1, 9 * HOUR));
  }

  @Test
  void whatHasFadedWhileItWaitedIsNeverOpened() {
    Lead fading = lead("a", 8 * HOUR, 40, false, 10 * HOUR);
    Lead strong = lead("b", 9 * HOUR, 60);
    assertThat(Ration.open(List.of(fading, strong), ONE_A_DAY, 3 * DAY, lead -> 1))
        .containsExactly(new Ration.Opened(strong, 1, 9 * HOUR));
  }

  @Test
  void callsForHelpAndMinorsTakeNobodysPlace() {
    Lead urgent = lead("a", 8 * HOUR, 40, true, Long.MAX_VALUE);
    Lead other = lead("b", 9 * HOUR, 60);
    assertThat(Ration.open(List.of(urgent, other), ONE_A_DAY, DAY, lead -> 1))
        .containsExactly(
            new Ration.Opened(urgent, 1, 8 * HOUR), new Ration.Opened(other, 1, 9 * HOUR));
  }

  @Test
  void aCaseThatStandsForManyIsOpenedInParts() {
    Lead many = lead("a", 8 * HOUR, 40);
    assertThat(Ration.open(List.of(many), ONE_A_DAY, 3 * DAY, lead -> 4))
        .containsExactly(new Ration.Opened(many, 0.75, 8 * HOUR));
  }

  @Test
  void nothingIsPadded() {
    assertThat(Ration.open(List.of(), ONE_A_DAY, 3 * DAY, lead -> 1)).isEmpty();
  }
}

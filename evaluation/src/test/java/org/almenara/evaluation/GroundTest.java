package org.almenara.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.almenara.schemas.EntityType;
import org.almenara.simulator.Truth;
import org.almenara.simulator.TruthClass;
import org.junit.jupiter.api.Test;

class GroundTest {

  private static final Instant ONSET = Instant.parse("2026-03-10T00:00:00Z");

  private static Truth truth(EntityType type, String origin, TruthClass of, String... members) {
    boolean lawful = of == TruthClass.LAWFUL;
    return new Truth(
        type,
        origin,
        of,
        lawful ? "studio" : "one-coerced",
        "group",
        lawful ? null : ONSET,
        lawful ? null : ONSET,
        List.of(members));
  }

  private static final Truth COERCED =
      truth(EntityType.PERFORMER, "coerced", TruthClass.TRAFFICKING, "studio", "own-device");
  private static final Truth FREE =
      truth(EntityType.PERFORMER, "free", TruthClass.LAWFUL, "studio");

  private static final Ground GROUND =
      new Ground(
          List.of(
              COERCED,
              FREE,
              truth(EntityType.STUDIO, "studio", TruthClass.LAWFUL, "coerced", "free"),
              truth(EntityType.DEVICE, "own-device", TruthClass.TRAFFICKING, "coerced")),
          Map.of("half", Set.of("coerced", "free"), "few", Set.of("free"), "strange", Set.of("x")));

  @Test
  void aCaseOnALawfulStudioDoesNotFindTheOneWhoIsCoercedThere() {
    assertThat(GROUND.about(COERCED)).containsExactly("coerced", "own-device");
    assertThat(GROUND.about(FREE)).containsExactly("free", "studio");
  }

  @Test
  void nobodyIsHarmedBeforeHarmBegins() {
    assertThat(GROUND.classAt("coerced", ONSET.toEpochMilli() - 1)).isEqualTo(TruthClass.LAWFUL);
    assertThat(GROUND.classAt("coerced", ONSET.toEpochMilli())).isEqualTo(TruthClass.TRAFFICKING);
    assertThat(GROUND.classAt("unheard-of", Long.MAX_VALUE)).isEqualTo(TruthClass.LAWFUL);
  }

  @Test
  void whatOnlyRecordsNameIsWhatHalfOfItsPeopleAre() {
    assertThat(Objects.requireNonNull(GROUND.of("half")).truthClass())
        .isEqualTo(TruthClass.TRAFFICKING);
    assertThat(Objects.requireNonNull(GROUND.of("few")).truthClass()).isEqualTo(TruthClass.LAWFUL);
    assertThat(GROUND.of("strange")).isNull();
  }
}

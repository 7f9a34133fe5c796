package org.almenara.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.almenara.cli.cases.SampleCases;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.FlaggedCase;
import org.almenara.simulator.Truth;
import org.almenara.simulator.TruthClass;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class VerdictTest {

  private static final FlaggedCase CASE = SampleCases.withThreeFactors();
  private static final String FOCAL = CASE.content().focal().origin();

  @Test
  void findsAPersonByACaseOnTheThingOfTheHarm() {
    Verdict verdict =
        Verdict.of(
            List.of(CASE),
            List.of(
                person("a", TruthClass.TRAFFICKING, "coerced", "g1", FOCAL),
                person("b", TruthClass.TRAFFICKING, "coerced", "g1", FOCAL),
                person("c", TruthClass.TRAFFICKING, "coerced", "g2", "other"),
                thing(FOCAL, TruthClass.TRAFFICKING, "g1")));

    assertThat(verdict.rows())
        .containsExactly(new Verdict.Row(TruthClass.TRAFFICKING, "coerced", 3, 2, 2, 1));
    assertThat(verdict.onLawfulThings()).isZero();
  }

  @Test
  void doesNotFindAPersonByACaseOnAThingThatIsLawful() {
    Verdict verdict =
        Verdict.of(
            List.of(CASE),
            List.of(
                person("a", TruthClass.TRAFFICKING, "coerced", "g1", FOCAL),
                thing(FOCAL, TruthClass.LAWFUL, "g1")));

    assertThat(verdict.rows())
        .containsExactly(new Verdict.Row(TruthClass.TRAFFICKING, "coerced", 1, 0, 1, 0));
    assertThat(verdict.onLawfulThings()).isEqualTo(1);
  }

  @Test
  void countsALawfulPersonByAnOwnCaseOnlyAndNamesTheGravestFirst() {
    Verdict verdict =
        Verdict.of(
            List.of(CASE),
            List.of(
                person(FOCAL, TruthClass.LAWFUL, "independent", "g1", "t"),
                person("b", TruthClass.LAWFUL, "independent", "g2", FOCAL),
                person("c", TruthClass.LABOUR_ABUSE, "hard-studio", "g3", "t")));

    assertThat(verdict.rows())
        .containsExactly(
            new Verdict.Row(TruthClass.LABOUR_ABUSE, "hard-studio", 1, 0, 1, 0),
            new Verdict.Row(TruthClass.LAWFUL, "independent", 2, 1, 2, 1));
  }

  private static Truth person(
      String origin, TruthClass truth, String behaviour, String group, String thing) {
    return truth(EntityType.PERFORMER, origin, truth, behaviour, group, thing);
  }

  private static Truth thing(String origin, TruthClass truth, String group) {
    return truth(EntityType.PAYOUT, origin, truth, "coerced", group, null);
  }

  private static Truth truth(
      EntityType type,
      String origin,
      TruthClass truth,
      String behaviour,
      String group,
      @Nullable String member) {
    return new Truth(
        type,
        origin,
        truth,
        behaviour,
        group,
        null,
        null,
        member == null ? List.of() : List.of(member));
  }
}

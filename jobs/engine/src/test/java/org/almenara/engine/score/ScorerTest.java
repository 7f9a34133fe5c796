package org.almenara.engine.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.almenara.engine.evaluate.Finding;
import org.almenara.engine.evaluate.Subject;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.Topic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Line 35, every cap 50, every half-life one hour. */
class ScorerTest {

  private static final long HOUR = 3_600_000;
  private static final Subject PERFORMER = new Subject(EntityType.PERFORMER, "prf2_a", "prf1_a");
  private static final Subject PAYOUT = new Subject(EntityType.PAYOUT, "pay1_a", "pay1_a");

  private static final RuleSet RULES =
      TestRules.of(
          rule("tier-a", "account", "account-action", "A", 40),
          rule("tier-a-weak", "tips", "tip", "A", 30),
          rule("tier-b-money", "money", "payout", "B", 25),
          rule("tier-b-money-too", "money", "sharing", "B", 30),
          rule("tier-b-hours", "hours", "session", "B", 20),
          rule("tier-b-network-same-root", "network", "payout", "B", 20),
          rule("tier-c", "movement", "account-action", "C", 50));

  private final Scorer scorer = new Scorer(RULES);

  private static RuleText rule(String id, String family, String root, String tier, int points) {
    return new RuleText(
        id,
        "performer",
        "{n: {count: records, where: 'type == \"login\"'}}",
        "1h",
        "1h",
        "n >= 1",
        family,
        root,
        tier,
        points,
        "");
  }

  private static Finding says(String rule, long instant, String... records) {
    return finding(rule, PERFORMER, instant, true, Finding.FULL_WEIGHT, records);
  }

  private static Finding ceases(String rule, long instant) {
    return finding(rule, PERFORMER, instant, false, 0);
  }

  private static Finding finding(
      String rule, Subject entity, long instant, boolean holds, int weight, String... records) {
    List<Entry> evidence =
        Arrays.stream(records)
            .map(id -> new Entry(instant - 1, id, 0, false, Topic.PLATFORM_EVENTS, 0, 0))
            .toList();
    return new Finding(rule, 1, entity, PERFORMER, instant, holds, weight, List.of(), evidence);
  }

  private Scorer.Step step(long instant, Finding... findings) {
    ScoreState state = ScoreState.of(PERFORMER);
    for (Finding finding : findings) {
      state = state.with(finding);
    }
    return scorer.step(state, instant);
  }

  private @Nullable Assessment assessed(Finding... findings) {
    return step(HOUR, findings).assessment();
  }

  @Test
  void tierAOpensAlone() {
    Assessment assessment = Objects.requireNonNull(assessed(says("tier-a", HOUR, "r1")));
    assertThat(assessment.qualifies()).isTrue();
    assertThat(assessment.corroboration()).isEqualTo(Corroboration.TIER_A);
    assertThat(assessment.pointsMilli()).isEqualTo(40_000);
    assertThat(assessment.factors()).hasSize(1);
  }

  @Test
  void tierAUnderTheLineOpensNothing() {
    assertThat(assessed(says("tier-a-weak", HOUR, "r1"))).isNull();
  }

  @Test
  void tierBAloneOpensNothingHoweverOftenInOneFamily() {
    assertThat(assessed(says("tier-b-money", HOUR, "r1"), says("tier-b-money-too", HOUR, "r2")))
        .isNull();
  }

  @Test
  void twoFamiliesWithTwoRootsOpen() {
    Assessment assessment =
        Objects.requireNonNull(
            assessed(says("tier-b-money", HOUR, "r1"), says("tier-b-hours", HOUR, "r2")));
    assertThat(assessment.corroboration()).isEqualTo(Corroboration.TWO_FAMILIES_TWO_ROOTS);
    assertThat(assessment.qualifies()).isTrue();
    assertThat(assessment.pointsMilli()).isEqualTo(45_000);
    assertThat(assessment.factors())
        .extracting(factor -> factor.finding().rule())
        .containsExactly("tier-b-money", "tier-b-hours");
  }

  @Test
  void twoFamiliesWithOneRootDoNot() {
    assertThat(
            assessed(
                says("tier-b-money", HOUR, "r1"), says("tier-b-network-same-root", HOUR, "r2")))
        .isNull();
  }

  @Test
  void twoFamiliesThatShareARecordDoNot() {
    assertThat(assessed(says("tier-b-money", HOUR, "r1", "r2"), says("tier-b-hours", HOUR, "r2")))
        .isNull();
  }

  @Test
  void tierCNeitherOpensNorCorroborates() {
    assertThat(assessed(says("tier-c", HOUR, "r1"))).isNull();
    assertThat(assessed(says("tier-c", HOUR, "r1"), says("tier-b-hours", HOUR, "r2"))).isNull();
  }

  @Test
  void aStrongerFactorOfTheSameRootAndRecordDoesNotHideTierA() {
    Assessment assessment =
        Objects.requireNonNull(assessed(says("tier-c", HOUR, "r1"), says("tier-a", HOUR, "r1")));
    assertThat(assessment.corroboration()).isEqualTo(Corroboration.TIER_A);
    assertThat(assessment.pointsMilli()).as("counted once, as the stronger").isEqualTo(50_000);
  }

  @Test
  void aFamilyGivesAtMostItsCap() {
    Assessment assessment =
        Objects.requireNonNull(
            assessed(
                says("tier-b-money", HOUR, "r1"),
                says("tier-b-money-too", HOUR, "r2"),
                says("tier-b-hours", HOUR, "r3")));
    assertThat(assessment.pointsMilli()).isEqualTo(50_000 + 20_000);
  }

  @Test
  void whatWasPassedOnWeighsLessAndIsNoTierA() {
    Finding context = finding("tier-a", PAYOUT, HOUR, true, 500, "r1");
    assertThat(assessed(context)).isNull();
    Assessment assessment =
        Objects.requireNonNull(assessed(context, says("tier-b-money", HOUR, "r2")));
    assertThat(assessment.corroboration()).isEqualTo(Corroboration.TWO_FAMILIES_TWO_ROOTS);
    assertThat(assessment.pointsMilli()).isEqualTo(20_000 + 25_000);
  }

  @Test
  void fadesFromWhenItCeasedAndGoesAfterFourHalfLives() {
    ScoreState state = Objects.requireNonNull(step(HOUR, says("tier-a", HOUR, "r1")).state());
    assertThat(scorer.nextInstant(state)).as("while it holds").isEqualTo(Long.MAX_VALUE);

    Scorer.Step ceased = scorer.step(state.with(ceases("tier-a", 2 * HOUR)), 2 * HOUR);
    state = Objects.requireNonNull(ceased.state());
    assertThat(scorer.nextInstant(state)).isEqualTo(6 * HOUR);
    Factor factor = state.factors().get(0);
    assertThat(factor.since()).isEqualTo(HOUR);
    assertThat(factor.until()).isEqualTo(2 * HOUR);
    assertThat(factor.pointsMilli()).isEqualTo(40_000);

    Scorer.Step later = scorer.step(state.with(says("tier-b-hours", 3 * HOUR, "r2")), 3 * HOUR);
    Assessment assessment = Objects.requireNonNull(later.assessment());
    assertThat(assessment.pointsMilli()).isEqualTo(20_000 + 20_000);

    state = Objects.requireNonNull(later.state());
    state =
        Objects.requireNonNull(
            scorer.step(state.with(ceases("tier-b-hours", 4 * HOUR)), 4 * HOUR).state());
    Scorer.Step faded = scorer.step(state, 6 * HOUR);
    state = Objects.requireNonNull(faded.state());
    assertThat(state.factors())
        .extracting(left -> left.finding().rule())
        .containsExactly("tier-b-hours");

    Scorer.Step over = scorer.step(state, 8 * HOUR);
    assertThat(over.state()).isNull();
    assertThat(Objects.requireNonNull(over.assessment()).factors()).isEmpty();
  }

  @Test
  void beginsAnewWhenItHoldsAgain() {
    ScoreState state =
        Objects.requireNonNull(
            step(
                    3 * HOUR,
                    says("tier-a", HOUR, "r1"),
                    ceases("tier-a", 2 * HOUR),
                    says("tier-a", 3 * HOUR, "r2"))
                .state());
    assertThat(state.factors())
        .singleElement()
        .satisfies(
            factor -> {
              assertThat(factor.since()).isEqualTo(3 * HOUR);
              assertThat(factor.until()).isNull();
            });
  }

  @Test
  void saidAgainItHoldsSinceItBegan() {
    ScoreState state =
        Objects.requireNonNull(
            step(5 * HOUR, says("tier-a", HOUR, "r1"), says("tier-a", 5 * HOUR, "r2")).state());
    assertThat(state.factors().get(0).since()).isEqualTo(HOUR);
    assertThat(state.factors().get(0).finding().evidence().get(0).id()).isEqualTo("r2");
  }

  @Test
  void findingsOfLaterInstantsWait() {
    Scorer.Step first = step(HOUR, says("tier-a", HOUR, "r1"), ceases("tier-a", 2 * HOUR));
    ScoreState state = Objects.requireNonNull(first.state());
    assertThat(state.factors().get(0).until()).isNull();
    assertThat(scorer.nextInstant(state)).isEqualTo(2 * HOUR);

    Scorer.Step second = scorer.step(state, 2 * HOUR);
    assertThat(Objects.requireNonNull(second.state()).factors().get(0).until()).isEqualTo(2 * HOUR);
    assertThat(Objects.requireNonNull(second.state()).arrived()).isEmpty();
  }

  @Property(tries = 300, seed = "72")
  void theOrderOfArrivalDoesNotShow(@ForAll Random random) {
    List<Finding> findings = new ArrayList<>();
    List<String> rules = RULES.rules().stream().map(rule -> rule.id()).toList();
    for (String rule : rules) {
      for (long hour = 1; hour <= 4; hour++) {
        if (random.nextBoolean()) {
          String record = "r" + random.nextInt(5);
          findings.add(
              random.nextInt(3) == 0 ? ceases(rule, hour * HOUR) : says(rule, hour * HOUR, record));
        }
      }
    }
    Scorer.Step straight = step(4 * HOUR, findings.toArray(Finding[]::new));
    Collections.shuffle(findings, random);
    assertThat(step(4 * HOUR, findings.toArray(Finding[]::new))).isEqualTo(straight);
  }
}

package org.almenara.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.testing.TestRecords;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.Topic;
import org.junit.jupiter.api.Test;

/** State that one rule set wrote and another reads: the job was started anew with other rules. */
class ChangedRuleSetTest {

  private static final long HOUR = 3_600_000;
  private static final long START = TestRecords.START;

  private static RuleText counting(String id, String type, int threshold) {
    return RuleText.measuring(
        id,
        "performer",
        "{n: {count: records, where: 'type == \"%s\"'}}".formatted(type),
        "7d",
        "1h",
        "n >= " + threshold);
  }

  private static void add(RuleSet rules, EntityState state, String type, int number, long time) {
    String[] fields =
        type.equals("login")
            ? new String[] {
              "\"performer\":" + TestRecords.ref("prf", 1, 1),
              "\"device\":{\"token\":\"%s\",\"origin\":\"%s\",\"relation\":\"own\"}"
                  .formatted(TestRecords.token("dev", 1, 1), TestRecords.token("dev", 0, 1))
            }
            : new String[] {
              "\"performer\":" + TestRecords.ref("prf", 1, 1), "\"actor\":\"manager\""
            };
    String id = "record-" + number;
    Entry entry = new Entry(time, id, number, false, Topic.PLATFORM_EVENTS, 0, number);
    for (Fanned fanned :
        new FanOut(rules).fan(TestRecords.event(id, type, time, fields), entry, time)) {
      new EntityEvaluator(rules).add(state, fanned, Long.MIN_VALUE);
    }
  }

  /** All that is said up to the end of the state, instant by instant. */
  private static List<Finding> toTheEnd(RuleSet rules, EntityState state) {
    EntityEvaluator evaluator = new EntityEvaluator(rules);
    List<Finding> said = new ArrayList<>();
    long instant = Long.MIN_VALUE;
    do {
      long next = evaluator.nextInstant(state);
      assertThat(next).as("time goes on").isGreaterThan(instant);
      instant = next;
      said.addAll(
          evaluator.evaluate(state, EntityType.PERFORMER, TestRecords.token("prf", 0, 1), instant));
    } while (!evaluator.ended(state, instant));
    return said;
  }

  @Test
  void aRuleThatIsGoneCeasesAndTheOthersGoOn() {
    RuleSet before =
        TestRules.of(counting("locks", "account.locked", 1), counting("logins", "login", 1));
    EntityState state = new EntityState();
    add(before, state, "account.locked", 1, START + 1);
    new EntityEvaluator(before)
        .evaluate(state, EntityType.PERFORMER, TestRecords.token("prf", 0, 1), START + HOUR);

    RuleSet after = TestRules.of(counting("logins", "login", 1));
    add(after, state, "login", 2, START + HOUR + 1);
    assertThat(toTheEnd(after, state))
        .extracting(Finding::rule, Finding::instant, Finding::holds)
        .startsWith(
            tuple("locks", START + 2 * HOUR, false), tuple("logins", START + 2 * HOUR, true))
        .hasSize(3);
  }

  @Test
  void aWindowThatGrewEndsWithTheStateAndIsSaidToCease() {
    RuleSet before = TestRules.of(counting("logins", "login", 1));
    EntityState state = new EntityState();
    add(before, state, "login", 1, START + 1);
    new EntityEvaluator(before)
        .evaluate(state, EntityType.PERFORMER, TestRecords.token("prf", 0, 1), START + HOUR);

    RuleText logins = counting("logins", "login", 1);
    RuleSet after =
        TestRules.of(
            RuleText.measuring(
                logins.id(), logins.entity(), logins.measures(), "90d", "1h", logins.when()));
    assertThat(toTheEnd(after, state))
        .extracting(Finding::holds)
        .as("said again when its record left the old window, ceased with the state")
        .containsExactly(true, false);
  }

  @Test
  void aThresholdThatRoseAboveWhatTheStateRememberedIsReachedByNewRecords() {
    RuleSet before = TestRules.of(counting("logins", "login", 2));
    EntityState state = new EntityState();
    add(before, state, "login", 1, START + 1);
    new EntityEvaluator(before)
        .evaluate(state, EntityType.PERFORMER, TestRecords.token("prf", 0, 1), START + HOUR);

    RuleSet after = TestRules.of(counting("logins", "login", 20));
    for (int i = 2; i <= 25; i++) {
      add(after, state, "login", i, START + HOUR + i);
    }
    assertThat(toTheEnd(after, state))
        .extracting(Finding::rule, Finding::instant, Finding::holds)
        .contains(tuple("logins", START + 2 * HOUR, true));
  }

  /** A state in which so many logins count at an hour, and what was said of them. */
  private static EntityState withLogins(RuleSet rules, int number) {
    EntityState state = new EntityState();
    for (int i = 1; i <= number; i++) {
      add(rules, state, "login", i, START + i);
    }
    EntityEvaluator evaluator = new EntityEvaluator(rules);
    evaluator.evaluate(state, EntityType.PERFORMER, TestRecords.token("prf", 0, 1), START + HOUR);
    state.setTimer(evaluator.nextInstant(state));
    return state;
  }

  @Test
  void aThresholdThatRoseAboveWhatIsThereCeasesAndOneBelowItGoesOn() {
    EntityState state = withLogins(TestRules.of(counting("logins", "login", 2)), 5);
    RuleSet above = TestRules.of(counting("logins", "login", 8));
    EntityState other = state.copy();
    add(above, state, "login", 6, START + HOUR + 1);
    assertThat(toTheEnd(above, state))
        .extracting(Finding::instant, Finding::holds)
        .containsExactly(tuple(START + 2 * HOUR, false));

    RuleSet below = TestRules.of(counting("logins", "login", 6));
    add(below, other, "login", 6, START + HOUR + 1);
    assertThat(toTheEnd(below, other))
        .extracting(Finding::instant, Finding::holds)
        .as("it held before, holds still, and ceases when the first login has left")
        .containsExactly(tuple(START + 169 * HOUR, false));
  }

  @Test
  void anAddedRuleHoldsByWhatAnExistingMeasureKnows() {
    EntityState state = withLogins(TestRules.of(counting("logins", "login", 1)), 5);
    RuleSet after =
        TestRules.of(counting("logins", "login", 1), counting("many-logins", "login", 5));
    add(after, state, "login", 6, START + 3 * HOUR + 1);
    assertThat(toTheEnd(after, state).get(0))
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("many-logins");
              assertThat(finding.instant()).isEqualTo(START + 4 * HOUR);
              assertThat(finding.evidence()).hasSize(5);
            });
  }

  /** Without a record it is looked at when the old rule set would have looked. */
  @Test
  void anAddedRuleIsLookedAtAtTheLatestWhenTheOldOnesWereDue() {
    RuleSet before = TestRules.of(counting("logins", "login", 5));
    EntityState state = withLogins(before, 5);
    long due = state.timer();
    RuleSet after =
        TestRules.of(counting("logins", "login", 5), counting("few-logins", "login", 1));
    EntityState read = Walk.restarted(state);
    add(after, read, "login", 6, due + 20 * HOUR);
    assertThat(new EntityEvaluator(after).nextInstant(read)).isEqualTo(due);
  }

  @Test
  void aChangedSlideIsReadAtItsOwnMultiples() {
    EntityState state = withLogins(TestRules.of(counting("logins", "login", 6)), 5);
    RuleText logins = counting("logins", "login", 6);
    RuleSet after =
        TestRules.of(
            RuleText.measuring(
                logins.id(), logins.entity(), logins.measures(), "7d", "6h", logins.when()));
    add(after, state, "login", 6, START + HOUR + 1);
    assertThat(toTheEnd(after, state))
        .extracting(Finding::instant, Finding::holds)
        .containsExactly(tuple(START + 2 * HOUR, true), tuple(START + (2 + 7 * 24) * HOUR, false));
  }

  @Test
  void aRuleThatCountsSomethingElseNowCeasesWhenThatIsTooLittle() {
    EntityState state = withLogins(TestRules.of(counting("it", "login", 1)), 5);
    RuleSet after = TestRules.of(counting("it", "account.locked", 2));
    add(after, state, "account.locked", 6, START + HOUR + 1);
    assertThat(toTheEnd(after, state))
        .extracting(Finding::instant, Finding::holds)
        .containsExactly(tuple(START + 2 * HOUR, false));
  }

  @Test
  void whereOnlyPointsDifferNothingIsReadAnew() {
    RuleText logins = counting("logins", "login", 1);
    RuleText dearer =
        new RuleText(
            logins.id(),
            logins.entity(),
            logins.measures(),
            logins.window(),
            logins.slide(),
            logins.when(),
            logins.family(),
            logins.root(),
            logins.tier(),
            logins.points() + 10,
            logins.more());
    RuleSet before = TestRules.of(logins);
    RuleSet after = TestRules.of(dearer);
    assertThat(after.hash()).isNotEqualTo(before.hash());
    assertThat(after.planPrint()).isEqualTo(before.planPrint());
    EntityState state = withLogins(before, 2);
    EntityState same = state.copy();
    add(before, state, "login", 3, START + HOUR + 1);
    add(after, same, "login", 3, START + HOUR + 1);
    assertThat(Walk.bytes(same)).isEqualTo(Walk.bytes(state));
  }
}

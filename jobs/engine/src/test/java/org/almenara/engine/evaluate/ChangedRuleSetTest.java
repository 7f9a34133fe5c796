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
}

package org.almenara.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.Guards;
import org.almenara.engine.rules.FailingRules;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.testing.TestRecords;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.Topic;
import org.junit.jupiter.api.Test;

/** A rule that throws does not hold, is told of, and takes no other rule with it. */
class RuleFailsAloneTest {

  private static final long HOUR = 3_600_000;
  private static final long START = TestRecords.START;
  private static final RuleSet SOUND = TestRules.of(counting("first"), counting("second"));

  private static RuleText counting(String id) {
    return RuleText.measuring(
        id,
        "performer",
        "{n: {count: records, where: 'type == \"account.locked\"'}}",
        "7d",
        "1h",
        "n >= 1");
  }

  private static void locked(RuleSet rules, EntityState state, int number, long time) {
    String id = "record-" + number;
    Entry entry = new Entry(time, id, number, false, Topic.PLATFORM_EVENTS, 0, number);
    for (Fanned fanned :
        new FanOut(rules)
            .fan(
                TestRecords.event(
                    id,
                    "account.locked",
                    time,
                    "\"performer\":" + TestRecords.ref("prf", 1, 1),
                    "\"actor\":\"manager\""),
                entry,
                time)) {
      new EntityEvaluator(rules).add(state, fanned, Long.MIN_VALUE);
    }
  }

  @Test
  void theOthersGoOn() {
    RuleSet failing = FailingRules.of(SOUND, "first");
    List<String> failed = new ArrayList<>();
    EntityEvaluator evaluator =
        new EntityEvaluator(
            failing, Guards.ON, (rule, why) -> failed.add(rule + ": " + why.getMessage()));
    EntityState state = new EntityState();
    locked(failing, state, 1, START + 1);
    assertThat(
            evaluator.evaluate(
                state, EntityType.PERFORMER, TestRecords.token("prf", 0, 1), START + HOUR))
        .extracting(Finding::rule, Finding::holds)
        .containsExactly(tuple("second", true));
    assertThat(failed).containsExactly("first: forced");
  }

  @Test
  void whatItHadSaidCeases() {
    EntityState state = new EntityState();
    locked(SOUND, state, 1, START + 1);
    String origin = TestRecords.token("prf", 0, 1);
    assertThat(
            new EntityEvaluator(SOUND).evaluate(state, EntityType.PERFORMER, origin, START + HOUR))
        .hasSize(2);
    RuleSet failing = FailingRules.of(SOUND, "first");
    locked(failing, state, 2, START + 8 * 24 * HOUR);
    EntityEvaluator evaluator = new EntityEvaluator(failing);
    List<Finding> said = new ArrayList<>();
    for (long at = evaluator.nextInstant(state);
        at <= START + 9 * 24 * HOUR;
        at = evaluator.nextInstant(state)) {
      said.addAll(evaluator.evaluate(state, EntityType.PERFORMER, origin, at));
    }
    assertThat(said)
        .extracting(Finding::rule, Finding::holds)
        .containsExactly(tuple("first", false), tuple("second", false), tuple("second", true));
  }
}

package org.almenara.pipeline.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.almenara.engine.evaluate.Finding;
import org.almenara.engine.evaluate.Standing;
import org.almenara.engine.evaluate.Subject;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.Guards;
import org.almenara.engine.rules.Lane;
import org.almenara.engine.rules.Membership;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.RuleSetReader;
import org.almenara.pipeline.Control;
import org.almenara.pipeline.JobSettings;
import org.almenara.pipeline.testing.GroupRuleSet;
import org.almenara.pipeline.testing.RuleControls;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.Topic;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operator by itself: what is stamped, restored, moved; nothing is left at the end. */
class EvaluateGroupsTest {

  private static final RuleSetFiles FILES = GroupRuleSet.files();
  private static final Membership MEMBERSHIP =
      RuleSetReader.compile(FILES).groups().rules().stream()
          .filter(rule -> rule.rule().id().equals(GroupRuleSet.RULE))
          .findFirst()
          .orElseThrow()
          .membership();
  private static final long T0 = 1_772_409_600_000L; // 2026-03-02T00:00:00Z
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  private KeyedBroadcastOperatorTestHarness<String, Standing, Control, Finding> harness;

  @BeforeEach
  void open() throws Exception {
    harness = newHarness();
    harness.open();
    // The control input says nothing from the start, as IdleInput makes it.
    harness.getTwoInputOperator().processWatermarkStatus2(WatermarkStatus.IDLE);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private static KeyedBroadcastOperatorTestHarness<String, Standing, Control, Finding> newHarness()
      throws Exception {
    return new KeyedBroadcastOperatorTestHarness<>(
        new KeyedByRules<>(
            new EvaluateGroups(new JobSettings(FILES, JobSettings.NO_END, Guards.ON, false))),
        Standing::groupKey,
        Types.STRING,
        128,
        1,
        0);
  }

  private static Subject subject(EntityType type, int number) {
    String token = "%s1_%022d".formatted(type.prefix(), number);
    return new Subject(type, token, token);
  }

  /** A performer who works at a studio, and for whom the rule holds that the studio's reads. */
  private static Standing affected(int performer, int studio, long instant, boolean joins) {
    Entry tie = new Entry(instant - 2, "s-" + performer, 1, false, Topic.PLATFORM_EVENTS, 0, 7);
    Entry shows = new Entry(instant - 1, "e-" + performer, 1, false, Topic.PLATFORM_EVENTS, 0, 8);
    return new Standing(
        Lane.LIVE,
        MEMBERSHIP.print(),
        subject(EntityType.STUDIO, studio),
        subject(EntityType.PERFORMER, performer),
        instant,
        instant,
        joins,
        tie,
        List.of(new Standing.Held(MEMBERSHIP.rules().get(0), shows)));
  }

  private static Standing leaves(int performer, int studio, long instant) {
    return new Standing(
        Lane.LIVE,
        MEMBERSHIP.print(),
        subject(EntityType.STUDIO, studio),
        subject(EntityType.PERFORMER, performer),
        instant,
        instant,
        false,
        null,
        List.of());
  }

  private void say(Standing... standings) throws Exception {
    for (Standing standing : standings) {
      harness.processElement(standing, standing.instant());
    }
  }

  private void time(long watermark) throws Exception {
    harness.processWatermark(new Watermark(watermark));
  }

  /** What was said about studios themselves; members hear of it besides. */
  private List<Finding> said() {
    return harness.extractOutputValues().stream().filter(finding -> !finding.context()).toList();
  }

  private void assertNothingIsLeft() {
    assertThat(Keyed.entries(harness)).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void whatIsStampedCountsAtItsInstantAndTheRestWaits() throws Exception {
    // All there before time moves: each instant takes only its own.
    say(
        affected(2, 1, T0 + 2 * HOUR, true),
        affected(1, 1, T0 + HOUR, true),
        leaves(1, 1, T0 + 5 * HOUR),
        leaves(2, 1, T0 + 6 * HOUR));
    time(T0 + 2 * HOUR - 1);
    assertThat(said()).isEmpty();
    time(T0 + 2 * HOUR);
    assertThat(said())
        .extracting(Finding::instant, Finding::holds)
        .containsExactly(tuple(T0 + 2 * HOUR, true));
    time(T0 + DAY);
    assertThat(said())
        .extracting(Finding::instant, Finding::holds)
        .containsExactly(tuple(T0 + 2 * HOUR, true), tuple(T0 + 5 * HOUR, false));
    assertNothingIsLeft();
  }

  @Test
  void restoredBetweenArrivalAndTimerItSaysTheSame() throws Exception {
    say(affected(1, 1, T0 + HOUR, true));
    time(T0 + HOUR);
    say(affected(2, 1, T0 + 2 * HOUR, true), affected(3, 2, T0 + 2 * HOUR, true));
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();

    harness = newHarness();
    harness.initializeState(state);
    harness.open();
    harness.getTwoInputOperator().processWatermarkStatus2(WatermarkStatus.IDLE);
    time(T0 + 2 * HOUR);
    assertThat(harness.extractOutputValues())
        .extracting(Finding::focal)
        .containsExactly(
            subject(EntityType.STUDIO, 1),
            subject(EntityType.PERFORMER, 1),
            subject(EntityType.PERFORMER, 2));
    say(leaves(1, 1, T0 + 4 * HOUR), leaves(2, 1, T0 + 4 * HOUR), leaves(3, 2, T0 + 4 * HOUR));
    time(T0 + 40 * DAY);
    assertThat(said())
        .extracting(Finding::instant, Finding::holds)
        .containsExactly(tuple(T0 + 2 * HOUR, true), tuple(T0 + 4 * HOUR, false));
    assertNothingIsLeft();
  }

  @Test
  void whoMovesCountsThereAndNoLongerHere() throws Exception {
    say(
        affected(1, 1, T0 + HOUR, true),
        affected(2, 1, T0 + HOUR, true),
        affected(3, 2, T0 + HOUR, true),
        leaves(2, 1, T0 + 3 * HOUR),
        affected(2, 2, T0 + 3 * HOUR, true));
    time(T0 + 4 * HOUR);
    assertThat(said())
        .extracting(
            finding -> finding.entity().origin().substring(25), Finding::instant, Finding::holds)
        .containsExactlyInAnyOrder(
            tuple("01", T0 + HOUR, true),
            tuple("01", T0 + 3 * HOUR, false),
            tuple("02", T0 + 3 * HOUR, true));
    // Whoever does not say any more how they stand goes with the window.
    time(T0 + 40 * DAY);
    assertNothingIsLeft();
  }

  @Test
  void controlRecordsAreKept() throws Exception {
    Control control = RuleControls.published(FILES, T0);
    harness.processBroadcastElement(control, T0);
    assertThat(harness.getBroadcastState(Controls.STATE).get("rulesets.v1|" + FILES.hash()))
        .isEqualTo(control);
  }
}

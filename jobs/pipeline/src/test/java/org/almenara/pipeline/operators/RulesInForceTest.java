package org.almenara.pipeline.operators;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.almenara.engine.evaluate.FanOut;
import org.almenara.engine.evaluate.Fanned;
import org.almenara.engine.evaluate.Finding;
import org.almenara.engine.rules.Lane;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.RuleSetReader;
import org.almenara.engine.time.EventTime;
import org.almenara.pipeline.Control;
import org.almenara.pipeline.JobSettings;
import org.almenara.pipeline.testing.RuleControls;
import org.almenara.pipeline.validate.Accepted;
import org.almenara.pipeline.validate.RecordJudge;
import org.almenara.schemas.Activation;
import org.almenara.schemas.Json;
import org.almenara.schemas.RuleSetStatus;
import org.almenara.schemas.Topic;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One worker that hears of rule sets: in time, late, in vain, before and after a restart. */
class RulesInForceTest {

  private static final String RULE = "exit-reversed-by-manager";
  private static final RuleSetFiles PACKED = RuleSetFiles.packed();
  private static final RuleSetFiles TWICE =
      RuleControls.packedBut(RULE, "reversals >= 1", "reversals >= 2");
  private static final RuleSet RULES = RuleSetReader.compile(PACKED);
  private static final long T0 = 1_772_409_600_000L; // 2026-03-02T00:00:00Z
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private KeyedBroadcastOperatorTestHarness<String, Fanned, Control, Finding> harness;
  private final List<RuleSetStatus> statuses = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    start(null, JobSettings.defaults());
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private void start(@Nullable OperatorSubtaskState state, JobSettings settings) throws Exception {
    harness =
        new KeyedBroadcastOperatorTestHarness<>(
            new KeyedByRules<>(new EvaluateEntities(settings)),
            fanned -> fanned.entity().key(),
            Types.STRING,
            128,
            1,
            0);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    harness.getTwoInputOperator().processWatermarkStatus2(WatermarkStatus.IDLE);
  }

  private void restart() throws Exception {
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    start(state, JobSettings.defaults());
  }

  private void hear(Control... controls) throws Exception {
    for (Control control : controls) {
      harness.processBroadcastElement(control, control.timestamp());
    }
  }

  /** A manager reverses a request to leave, and time moves on to when that counts. */
  private void reversal(int number, long time) throws Exception {
    String json =
        """
        {"id":"record-%d","type":"exit.reversed","time":"%s","platform":"plaza",\
        "performer":{"token":"prf1_AAAAAAAAAAAAAAAAAAAAAA","origin":"prf1_AAAAAAAAAAAAAAAAAAAAAA"},\
        "what":"detach","actor":"manager"}"""
            .formatted(number, Instant.ofEpochMilli(time));
    Accepted record =
        Objects.requireNonNull(
            new RecordJudge(false)
                .judge(Topic.PLATFORM_EVENTS, 0, number, time, json.getBytes(UTF_8))
                .accepted());
    for (Fanned fanned : new FanOut(RULES).fan(record.source(), record.entry(), record.visible())) {
      harness.processElement(fanned, fanned.visible());
    }
    arrived(EventTime.instantAfter(time, HOUR) + MINUTE);
  }

  private void arrived(long arrival) throws Exception {
    harness.processWatermark(new Watermark(EventTime.watermark(arrival)));
  }

  private List<Finding> said() {
    return harness.extractOutputValues();
  }

  private List<RuleSetStatus> statuses() throws Exception {
    statuses.clear();
    var out = harness.getSideOutput(RulesInForce.STATUS);
    if (out != null) {
      for (var record : out) {
        String value = Objects.requireNonNull(record.getValue().value());
        statuses.add(Json.read(value.getBytes(UTF_8), RuleSetStatus.class));
        assertThat(record.getValue().topic()).isEqualTo("rulesets.status.v1");
      }
    }
    return statuses;
  }

  @Test
  void aRuleSetTakesEffectAtItsInstantAndIsRolledBackAtAnother() throws Exception {
    hear(
        RuleControls.published(TWICE, T0 - DAY),
        RuleControls.live(TWICE, T0 + 2 * DAY),
        RuleControls.live(PACKED, T0 + 4 * DAY));
    reversal(1, T0 + DAY);
    reversal(2, T0 + 10 * DAY);
    assertThat(said())
        .extracting(Finding::instant, Finding::holds)
        .containsExactly(
            tuple(T0 + DAY + HOUR, true),
            // The first has left the window, and is no longer enough at the next look.
            tuple(T0 + 8 * DAY + HOUR, false),
            tuple(T0 + 10 * DAY + HOUR, true));
    assertThat(statuses())
        .extracting(RuleSetStatus::ruleSet, RuleSetStatus::state, RuleSetStatus::at)
        .containsExactly(
            tuple(TWICE.hash(), RuleSetStatus.State.RECEIVED, Instant.ofEpochMilli(T0 - DAY)),
            tuple(
                PACKED.hash(), RuleSetStatus.State.RUNNING, Instant.parse("2000-01-01T00:00:00Z")),
            tuple(PACKED.hash(), RuleSetStatus.State.ENDED, Instant.ofEpochMilli(T0 + 2 * DAY)),
            tuple(TWICE.hash(), RuleSetStatus.State.RUNNING, Instant.ofEpochMilli(T0 + 2 * DAY)),
            tuple(TWICE.hash(), RuleSetStatus.State.ENDED, Instant.ofEpochMilli(T0 + 4 * DAY)),
            tuple(PACKED.hash(), RuleSetStatus.State.RUNNING, Instant.ofEpochMilli(T0 + 4 * DAY)));
  }

  @Test
  void aWorkerWithoutRecordsSaysWhatItRunsWheneverItsTimeMoves() throws Exception {
    hear(
        RuleControls.published(TWICE, T0 - DAY),
        RuleControls.live(TWICE, T0),
        RuleControls.live(PACKED, T0 + DAY));
    arrived(T0 - HOUR);
    assertThat(statuses())
        .extracting(RuleSetStatus::ruleSet, RuleSetStatus::state)
        .containsExactly(
            tuple(TWICE.hash(), RuleSetStatus.State.RECEIVED),
            tuple(PACKED.hash(), RuleSetStatus.State.RUNNING));
    arrived(T0 + HOUR);
    assertThat(statuses().subList(2, 4))
        .extracting(RuleSetStatus::ruleSet, RuleSetStatus::state, RuleSetStatus::at)
        .containsExactly(
            tuple(PACKED.hash(), RuleSetStatus.State.ENDED, Instant.ofEpochMilli(T0)),
            tuple(TWICE.hash(), RuleSetStatus.State.RUNNING, Instant.ofEpochMilli(T0)));
    // The end of the input is no time: what is planned does not run.
    harness.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(statuses()).hasSize(4);
  }

  @Test
  void restoredBetweenReceiptAndEffectItTakesEffectAllTheSame() throws Exception {
    hear(RuleControls.published(TWICE, T0 - DAY), RuleControls.live(TWICE, T0 + 2 * DAY));
    arrived(T0 + DAY);
    restart();
    reversal(1, T0 + 3 * DAY);
    assertThat(said()).as("one is not enough").isEmpty();
    reversal(2, T0 + 3 * DAY + 2 * HOUR);
    assertThat(said())
        .extracting(Finding::instant, Finding::holds)
        .containsExactly(tuple(T0 + 3 * DAY + 3 * HOUR, true));
    assertThat(statuses())
        .extracting(RuleSetStatus::ruleSet, RuleSetStatus::state, RuleSetStatus::at)
        .containsExactly(
            tuple(TWICE.hash(), RuleSetStatus.State.RUNNING, Instant.ofEpochMilli(T0 + 2 * DAY)));
  }

  @Test
  void whatWasHandedInAtTheStartIsKnownBeforeTheFirstRecord() throws Exception {
    harness.close();
    start(
        null,
        JobSettings.defaults()
            .with(List.of(RuleControls.published(TWICE, T0 - DAY), RuleControls.live(TWICE, T0))));
    reversal(1, T0 + DAY);
    // And now again, from the topics' start.
    hear(RuleControls.published(TWICE, T0 - DAY), RuleControls.live(TWICE, T0));
    reversal(2, T0 + DAY + 2 * HOUR);
    assertThat(said())
        .extracting(Finding::instant, Finding::holds)
        .containsExactly(tuple(T0 + DAY + 3 * HOUR, true));
    assertThat(statuses())
        .extracting(RuleSetStatus::state)
        .containsExactly(RuleSetStatus.State.RUNNING);
  }

  @Test
  void whatIsHeardLateHoldsFromThenOnAndIsSaid() throws Exception {
    reversal(1, T0 + DAY);
    hear(RuleControls.published(TWICE, T0 - DAY), RuleControls.live(TWICE, T0));
    reversal(2, T0 + 9 * DAY);
    assertThat(said())
        .extracting(Finding::instant, Finding::holds)
        .containsExactly(tuple(T0 + DAY + HOUR, true), tuple(T0 + 8 * DAY + HOUR, false));
    assertThat(statuses())
        .extracting(RuleSetStatus::ruleSet, RuleSetStatus::state)
        .contains(tuple(TWICE.hash(), RuleSetStatus.State.APPLIED_LATE))
        .endsWith(tuple(PACKED.hash(), RuleSetStatus.State.ENDED));
  }

  @Test
  void whatItFindsWhileItIsLateSaysSo() throws Exception {
    reversal(1, T0 - 6 * DAY);
    arrived(T0 + HOUR);
    hear(RuleControls.published(TWICE, T0 - DAY), RuleControls.live(TWICE, T0));
    arrived(T0 + 2 * DAY);
    assertThat(said())
        .extracting(Finding::instant, Finding::holds, Finding::late)
        .containsExactly(
            tuple(T0 - 6 * DAY + HOUR, true, false), tuple(T0 + DAY + HOUR, false, true));
  }

  @Test
  void howFarItHadWorkedIsKnownAfterARestart() throws Exception {
    reversal(1, T0 + DAY);
    restart();
    hear(RuleControls.published(TWICE, T0 - DAY), RuleControls.live(TWICE, T0));
    assertThat(statuses())
        .extracting(RuleSetStatus::state)
        .containsExactly(RuleSetStatus.State.RECEIVED, RuleSetStatus.State.APPLIED_LATE);
  }

  @Test
  void whatIsNotValidChangesNothingAndTheReasonIsSaid() throws Exception {
    RuleSetFiles broken = RuleControls.packedBut(RULE, "reversals >= 1", "reversals >= ");
    hear(
        RuleControls.published(broken, T0 - DAY),
        RuleControls.live(broken, T0),
        RuleControls.published(TWICE, T0 - DAY),
        RuleControls.activated(Activation.Type.ACTIVATION_LIVE, TWICE.hash(), T0, T0 - 4 * MINUTE));
    reversal(1, T0 + DAY);
    assertThat(said()).extracting(Finding::holds).containsExactly(true);
    assertThat(statuses())
        .extracting(RuleSetStatus::ruleSet, RuleSetStatus::state, RuleSetStatus::reason)
        .containsExactly(
            tuple(broken.hash(), RuleSetStatus.State.REFUSED, "does-not-compile"),
            tuple(broken.hash(), RuleSetStatus.State.REFUSED, "no-such-rule-set"),
            tuple(TWICE.hash(), RuleSetStatus.State.RECEIVED, null),
            tuple(TWICE.hash(), RuleSetStatus.State.REFUSED, "activated-too-late"),
            tuple(PACKED.hash(), RuleSetStatus.State.RUNNING, null));
    assertThat(statuses().get(0).file()).isEqualTo(RULE + ".yaml");
    assertThat(statuses().get(0).line()).isPositive();
  }

  @Test
  void aStoppedRuleCeasesAndAnActivationLetsItRunAgain() throws Exception {
    reversal(1, T0 + DAY);
    hear(RuleControls.stop(RULE, T0 + DAY + 2 * HOUR));
    reversal(2, T0 + 2 * DAY);
    hear(RuleControls.live(PACKED, T0 + 3 * DAY));
    reversal(3, T0 + 4 * DAY);
    assertThat(said())
        .extracting(Finding::instant, Finding::holds)
        .containsExactly(
            tuple(T0 + DAY + HOUR, true),
            tuple(T0 + 2 * DAY + HOUR, false),
            tuple(T0 + 4 * DAY + HOUR, true));
    assertThat(said().get(2).evidence()).as("its measures were fed on").hasSize(1);
    assertThat(statuses())
        .extracting(RuleSetStatus::state, RuleSetStatus::rule)
        .contains(tuple(RuleSetStatus.State.STOPPED, RULE));
    assertThat(statuses())
        .as("it says that it runs what was activated anew, so that one can wait for it")
        .extracting(RuleSetStatus::ruleSet, RuleSetStatus::state, RuleSetStatus::at)
        .endsWith(
            tuple(PACKED.hash(), RuleSetStatus.State.RUNNING, Instant.ofEpochMilli(T0 + 3 * DAY)));
  }

  @Test
  void aShadowSpeaksInItsOwnLane() throws Exception {
    hear(RuleControls.published(TWICE, T0 - DAY), RuleControls.shadow(TWICE, T0));
    reversal(1, T0 + DAY);
    reversal(2, T0 + DAY + 2 * HOUR);
    assertThat(said())
        .extracting(Finding::lane, Finding::instant, Finding::rule)
        .containsExactly(
            tuple(Lane.LIVE, T0 + DAY + HOUR, RULE), tuple(Lane.SHADOW, T0 + DAY + 3 * HOUR, RULE));
    assertThat(statuses())
        .extracting(RuleSetStatus::ruleSet, RuleSetStatus::state)
        .contains(tuple(TWICE.hash(), RuleSetStatus.State.RUNNING_IN_SHADOW));
  }

  @Test
  void onlyWhatCanMatterIsKept() throws Exception {
    for (int i = 0; i < 34; i++) {
      RuleSetFiles files =
          RuleControls.packedBut(RULE, "reversals >= 1", "reversals >= " + (2 + i));
      hear(RuleControls.published(files, T0 + i));
    }
    RuleSetFiles old = RuleControls.packedBut(RULE, "reversals >= 1", "reversals >= 2");
    hear(
        RuleControls.published(old, T0 + 100),
        RuleControls.live(PACKED, T0 - 900 * DAY),
        RuleControls.live(old, T0 - 800 * DAY));
    List<String> kept = new ArrayList<>();
    for (var entry : harness.getBroadcastState(Controls.STATE).immutableEntries()) {
      kept.add(entry.getKey());
    }
    assertThat(kept)
        .hasSize(31 + 2)
        .contains("rulesets.v1|" + old.hash())
        .anyMatch(key -> key.startsWith("activations.v1|activation.live:2023-12"))
        .noneMatch(key -> key.startsWith("activations.v1|activation.live:2023-09"));
  }
}

package org.almenara.pipeline.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.almenara.engine.evaluate.FanOut;
import org.almenara.engine.evaluate.Fanned;
import org.almenara.engine.evaluate.Finding;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.RuleSetReader;
import org.almenara.engine.time.EventTime;
import org.almenara.pipeline.Control;
import org.almenara.pipeline.JobSettings;
import org.almenara.pipeline.validate.Accepted;
import org.almenara.pipeline.validate.ControlJudge;
import org.almenara.pipeline.validate.RecordJudge;
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

/** The operator by itself: late, duplicate, restored, idle; nothing is left at the end. */
class EvaluateEntitiesTest {

  private static final RuleSet RULES = RuleSetReader.compile(JobSettings.defaults().ruleSet());
  private static final long T0 = 1_772_409_600_000L; // 2026-03-02T00:00:00Z
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private KeyedBroadcastOperatorTestHarness<String, Fanned, Control, Finding> harness;

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

  private static KeyedBroadcastOperatorTestHarness<String, Fanned, Control, Finding> newHarness()
      throws Exception {
    return new KeyedBroadcastOperatorTestHarness<>(
        new KeyedByRules<>(new EvaluateEntities(JobSettings.defaults())),
        fanned -> fanned.entity().key(),
        Types.STRING,
        128,
        1,
        0);
  }

  /** A manager's reversal of a request to leave. */
  private static Fanned reversal(String id, long time, long arrival) {
    String json =
        """
        {"id":"%s","type":"exit.reversed","time":"%s","platform":"plaza",\
        "performer":{"token":"prf1_AAAAAAAAAAAAAAAAAAAAAA","origin":"prf1_AAAAAAAAAAAAAAAAAAAAAA"},\
        "what":"detach","actor":"manager"}"""
            .formatted(id, Instant.ofEpochMilli(time));
    Accepted record =
        Objects.requireNonNull(
            new RecordJudge(false)
                .judge(Topic.PLATFORM_EVENTS, 0, 0, arrival, json.getBytes(StandardCharsets.UTF_8))
                .accepted());
    List<Fanned> copies = new FanOut(RULES).fan(record.source(), record.entry(), record.visible());
    assertThat(copies).hasSize(1);
    return copies.get(0);
  }

  private void read(Fanned fanned) throws Exception {
    harness.processElement(fanned, fanned.visible());
  }

  /** The watermark of a partition in which so late an arrival was read. */
  private void arrived(long arrival) throws Exception {
    harness.processWatermark(new Watermark(EventTime.watermark(arrival)));
  }

  private List<Finding> said() {
    return harness.extractOutputValues();
  }

  private void assertNothingIsLeft() {
    assertThat(Keyed.entries(harness)).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void saysWhenARuleBeginsAndCeasesToHoldAndForgetsAll() throws Exception {
    read(reversal("record-1", T0 + 10 * MINUTE, T0 + 10 * MINUTE));
    arrived(T0 + HOUR + MINUTE);
    assertThat(said())
        .extracting(Finding::instant, Finding::holds)
        .containsExactly(tuple(T0 + HOUR, true));

    arrived(T0 + 8 * DAY);
    assertThat(said())
        .extracting(Finding::instant, Finding::holds)
        .containsExactly(tuple(T0 + HOUR, true), tuple(T0 + 7 * DAY + HOUR, false));

    arrived(T0 + 400 * DAY);
    assertThat(said()).hasSize(2);
    assertNothingIsLeft();
  }

  @Test
  void aLateRecordCountsFromWhenItWasVisible() throws Exception {
    read(reversal("record-1", T0 + 10 * MINUTE, T0 + 65 * MINUTE));
    arrived(T0 + HOUR + MINUTE);
    assertThat(said()).isEmpty();
    arrived(T0 + 2 * HOUR + MINUTE);
    assertThat(said())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.instant()).isEqualTo(T0 + 2 * HOUR);
              assertThat(finding.evidence())
                  .singleElement()
                  .satisfies(entry -> assertThat(entry.late()).isTrue());
            });
  }

  @Test
  void aDuplicateSaysNothingNew() throws Exception {
    read(reversal("record-1", T0 + 10 * MINUTE, T0 + 10 * MINUTE));
    read(reversal("record-1", T0 + 10 * MINUTE, T0 + 12 * MINUTE));
    arrived(T0 + 2 * HOUR);
    read(reversal("record-1", T0 + 10 * MINUTE, T0 + 69 * MINUTE));
    arrived(T0 + 3 * HOUR);
    assertThat(said())
        .singleElement()
        .satisfies(finding -> assertThat(finding.evidence()).hasSize(1));
  }

  @Test
  void restoredAnywhereItSaysTheSame() throws Exception {
    read(reversal("record-1", T0 + 10 * MINUTE, T0 + 10 * MINUTE));
    arrived(T0 + HOUR + MINUTE);
    read(reversal("record-2", T0 + 2 * DAY, T0 + 2 * DAY));
    OperatorSubtaskState state = harness.snapshot(1, 1);
    List<Finding> before = said();
    harness.close();

    harness = newHarness();
    harness.initializeState(state);
    harness.open();
    harness.getTwoInputOperator().processWatermarkStatus2(WatermarkStatus.IDLE);
    arrived(T0 + 400 * DAY);
    assertThat(before).extracting(Finding::instant).containsExactly(T0 + HOUR);
    // What it cited has left the window while another holds: said again. Then it ceases.
    assertThat(said())
        .extracting(Finding::instant, Finding::holds)
        .containsExactly(tuple(T0 + 7 * DAY + HOUR, true), tuple(T0 + 9 * DAY + HOUR, false));
    assertNothingIsLeft();
  }

  @Test
  void whenAllIsIdleNoTimerFiresAndNothingIsLateAfterwards() throws Exception {
    read(reversal("record-1", T0 + 10 * MINUTE, T0 + 10 * MINUTE));
    arrived(T0 + 20 * MINUTE);
    harness.getTwoInputOperator().processWatermarkStatus1(WatermarkStatus.IDLE);
    assertThat(said()).isEmpty();

    harness.getTwoInputOperator().processWatermarkStatus1(WatermarkStatus.ACTIVE);
    read(reversal("record-2", T0 + 30 * MINUTE, T0 + 30 * MINUTE));
    arrived(T0 + HOUR + MINUTE);
    assertThat(said())
        .singleElement()
        .satisfies(finding -> assertThat(finding.instant()).isEqualTo(T0 + HOUR));
  }

  /** Why control inputs are idle and never at the maximal watermark. */
  @Test
  void aMaximalWatermarkOnTheControlInputWouldFireEveryTimer() throws Exception {
    harness.getTwoInputOperator().processWatermarkStatus2(WatermarkStatus.ACTIVE);
    harness.processBroadcastWatermark(Watermark.MAX_WATERMARK);
    read(reversal("record-1", T0 + 10 * MINUTE, T0 + 10 * MINUTE));
    arrived(T0 + 20 * MINUTE);
    assertThat(said()).isEmpty();
    harness.getTwoInputOperator().processWatermarkStatus1(WatermarkStatus.IDLE);
    assertThat(said()).extracting(Finding::holds).containsExactly(true, false);
  }

  @Test
  void controlRecordsAreKept() throws Exception {
    Control control = new Control("erasures.v1", "prf1_x", "{}", T0);
    harness.processBroadcastElement(control, T0);
    assertThat(harness.getBroadcastState(Controls.STATE).get("erasures.v1|prf1_x"))
        .isEqualTo(control);
  }

  private void readAboutPerformer(String id, String type, long time, String more) throws Exception {
    String json =
        """
        {"id":"%s","type":"%s","time":"%s","platform":"plaza",\
        "performer":{"token":"prf1_AAAAAAAAAAAAAAAAAAAAAA","origin":"prf1_AAAAAAAAAAAAAAAAAAAAAA"},%s}"""
            .formatted(id, type, Instant.ofEpochMilli(time), more);
    Accepted record =
        Objects.requireNonNull(
            new RecordJudge(false)
                .judge(Topic.PLATFORM_EVENTS, 0, 0, time, json.getBytes(StandardCharsets.UTF_8))
                .accepted());
    for (Fanned copy : new FanOut(RULES).fan(record.source(), record.entry(), record.visible())) {
      if (copy.entity().type() == EntityType.PERFORMER) {
        read(copy);
      }
    }
  }

  /** Three refusals, and a fee another week: counter-evidence, were it not for the feed. */
  private long refusalsWithoutDeduction() throws Exception {
    String money = "\"amount\":{\"minor\":500,\"currency\":\"USD\"},\"reason\":\"platform-fee\"";
    readAboutPerformer("fee-0001", "deduction.made", T0, money + ",\"reported_by\":\"platform\"");
    String session =
        "\"session\":{\"token\":\"ses1_AAAAAAAAAAAAAAAAAAAAAA\",\"origin\":\"ses1_AAAAAAAAAAAAAAAAAAAAAA\"}";
    for (int i = 1; i <= 3; i++) {
      readAboutPerformer("refusal-000" + i, "show.refused", T0 + (2L + i) * DAY, session);
    }
    arrived(T0 + 7 * DAY);
    return said().stream().filter(one -> one.rule().equals("refusals-without-deduction")).count();
  }

  @Test
  void whatAFeedLeavesOutKeepsARuleFromSpeakingAcrossARestart() throws Exception {
    String json =
        """
        {"id":"plaza-deductions","type":"feed.capability","time":"2026-01-01T00:00:00Z",\
        "effective":"2026-01-01T00:00:00Z","platform":"plaza","record_type":"deduction.made",\
        "completeness":50}""";
    Control half =
        Objects.requireNonNull(
            ControlJudge.judge(
                    Topic.REGISTERS, 0, 0, T0 - DAY, json.getBytes(StandardCharsets.UTF_8))
                .control());
    harness.processBroadcastElement(half, T0 - DAY);
    OperatorSubtaskState kept = harness.snapshot(1, 1);
    harness.close();
    harness = newHarness();
    harness.initializeState(kept);
    harness.open();
    harness.getTwoInputOperator().processWatermarkStatus2(WatermarkStatus.IDLE);

    assertThat(refusalsWithoutDeduction()).isZero();
  }

  @Test
  void aWholeFeedLetsItSpeak() throws Exception {
    assertThat(refusalsWithoutDeduction()).isEqualTo(1);
  }
}

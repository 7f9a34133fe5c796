package org.almenara.pipeline.operators;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.almenara.engine.cases.Publication;
import org.almenara.pipeline.operators.HearPlatforms.Spoken;
import org.almenara.pipeline.validate.ControlJudge;
import org.almenara.pipeline.validate.Judged;
import org.almenara.pipeline.validate.RecordJudge;
import org.almenara.schemas.Topic;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The feed monitor: one platform falls silent while another goes on, across a restart. */
class WatchFeedsTest {

  private static final long T0 = Instant.parse("2026-03-02T10:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;

  private static KeyedOneInputStreamOperatorTestHarness<String, Spoken, Publication> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new WatchFeeds(5 * MINUTE)), Spoken::platform, Types.STRING);
  }

  private static List<String> said(
      KeyedOneInputStreamOperatorTestHarness<String, Spoken, Publication> harness) {
    return harness.extractOutputValues().stream()
        .map(
            one ->
                Objects.requireNonNull(one.value())
                    .replaceAll("\"id\":\"silence-[0-9a-f]{32}\"", "\"id\":\"#\""))
        .toList();
  }

  @Test
  void declaresASilenceAndItsEnd() throws Exception {
    var before = harness();
    before.open();
    before.processElement(new Spoken("plaza", T0), T0);
    before.processElement(new Spoken("other", T0 + MINUTE), T0);
    before.processWatermark(T0 + 5 * MINUTE - 1);
    assertThat(before.extractOutputValues()).isEmpty();
    before.processElement(new Spoken("other", T0 + 5 * MINUTE), T0);
    before.processWatermark(T0 + 5 * MINUTE);
    assertThat(said(before))
        .containsExactly(
            "{\"effective\":\"2026-03-02T10:00:00Z\",\"id\":\"#\",\"platform\":\"plaza\","
                + "\"time\":\"2026-03-02T10:05:00Z\",\"type\":\"feed.silence\"}");
    assertThat(before.numEventTimeTimers()).isEqualTo(1);
    OperatorSubtaskState kept = before.snapshot(1, 1);
    Publication begin = before.extractOutputValues().get(0);
    before.close();

    var after = harness();
    after.initializeState(kept);
    after.open();
    after.processElement(new Spoken("other", T0 + 9 * MINUTE), T0);
    after.processElement(new Spoken("plaza", T0 + 12 * MINUTE), T0);
    after.processElement(new Spoken("plaza", T0 + 11 * MINUTE), T0);
    after.processWatermark(T0 + 12 * MINUTE);
    assertThat(said(after))
        .containsExactly(
            "{\"effective\":\"2026-03-02T10:00:00Z\",\"id\":\"#\",\"platform\":\"plaza\","
                + "\"time\":\"2026-03-02T10:11:00Z\",\"type\":\"feed.silence\","
                + "\"until\":\"2026-03-02T10:11:00Z\"}");
    assertThat(after.extractOutputValues().get(0).key()).isEqualTo(begin.key());
    after.close();
  }

  @Test
  void whatItSaysIsTakenByTheRegister() throws Exception {
    var harness = harness();
    harness.open();
    harness.processElement(new Spoken("plaza", T0), T0);
    harness.processWatermark(T0 + 5 * MINUTE);
    Publication said = harness.extractOutputValues().get(0);
    harness.close();

    assertThat(said.topic()).isEqualTo("registers.v1");
    assertThat(
            ControlJudge.judge(
                    Topic.REGISTERS,
                    0,
                    0,
                    said.timestamp(),
                    String.valueOf(said.value()).getBytes(UTF_8))
                .control())
        .isNotNull()
        .satisfies(control -> assertThat(control.key()).isEqualTo(said.key()));
  }

  private static Judged judged(String id, String type, long arrival) {
    String json =
        "{\"id\":\"%s\",\"type\":\"%s\",\"time\":\"%s\",\"platform\":\"plaza\"}"
            .formatted(id, type, Instant.ofEpochMilli(arrival));
    return new RecordJudge(false).judge(Topic.PLATFORM_EVENTS, 0, 0, arrival, json.getBytes(UTF_8));
  }

  @Test
  void hearsHeartbeatsOnceASecondAndNothingThatWasRefused() throws Exception {
    OneInputStreamOperatorTestHarness<Judged, Spoken> harness =
        new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new HearPlatforms()));
    harness.open();
    harness.processElement(judged("beat-0001", "heartbeat", T0 + 10), 0);
    harness.processElement(judged("beat-0002", "heartbeat", T0 + 900), 0);
    harness.processElement(judged("beat-0003", "login", T0 + 1_500), 0); // without a performer
    harness.processElement(judged("beat-0004", "heartbeat", T0 + 2_000), 0);

    assertThat(harness.extractOutputValues())
        .containsExactly(new Spoken("plaza", T0), new Spoken("plaza", T0 + 2_000));
    harness.close();
  }
}

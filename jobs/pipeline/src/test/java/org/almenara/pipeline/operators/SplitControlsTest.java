package org.almenara.pipeline.operators;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Objects;
import org.almenara.pipeline.CaseInput;
import org.almenara.pipeline.Control;
import org.almenara.pipeline.validate.ControlJudge;
import org.almenara.pipeline.validate.JudgedControl;
import org.almenara.schemas.Refusal;
import org.almenara.schemas.RefusedRecord;
import org.almenara.schemas.Topic;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Bad ones go one way, and good ones two. */
@SuppressWarnings("try") // close() of a harness may be interrupted
class SplitControlsTest {

  private static JudgedControl judged(Topic topic, String json) {
    return ControlJudge.judge(topic, 0, 5, 1_772_000_000_000L, json.getBytes(UTF_8));
  }

  private static String example(Topic topic, String name) {
    return Objects.requireNonNull(topic.contract().validExamples().get(name));
  }

  @Test
  void aBadOneIsRefusedAndGoodOnesRoundItGoOn() throws Exception {
    JudgedControl entry = judged(Topic.REGISTERS, example(Topic.REGISTERS, "feed.silence.json"));
    JudgedControl erasure = judged(Topic.ERASURES, example(Topic.ERASURES, "on-request.json"));
    JudgedControl decision =
        judged(Topic.DISPOSITIONS, example(Topic.DISPOSITIONS, "referred.json"));
    try (OneInputStreamOperatorTestHarness<JudgedControl, Control> harness =
        new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new SplitControls()))) {
      harness.open();
      harness.processElement(entry, 0);
      harness.processElement(judged(Topic.ERASURES, "{\"forget\":\"Maria Lopez\"}"), 0);
      harness.processElement(decision, 0);
      harness.processElement(judged(Topic.DISPOSITIONS, "Maria Lopez"), 0);
      harness.processElement(ControlJudge.judge(Topic.RULE_SETS, 0, 6, 0, null), 0);
      harness.processElement(erasure, 0);

      assertThat(harness.extractOutputValues()).containsExactly(entry.control(), erasure.control());
      assertThat(harness.getSideOutput(SplitControls.DISPOSITIONS))
          .extracting(StreamRecord::getValue)
          .containsExactly(
              new CaseInput("performer:prf1_Zk3v0yq8Qk2bJ0p4m1X9aA", null, decision.control()));
      List<RefusedRecord> refused =
          harness.getSideOutput(SplitControls.REFUSED).stream()
              .map(StreamRecord::getValue)
              .toList();
      assertThat(refused)
          .extracting(RefusedRecord::topic, RefusedRecord::reason)
          .containsExactly(
              tuple("erasures.v1", Refusal.Reason.FIELD_MISSING),
              tuple("dispositions.v1", Refusal.Reason.MALFORMED_JSON),
              tuple("rulesets.v1", Refusal.Reason.TOMBSTONE));
      assertThat(refused.toString()).doesNotContain("Maria");
    }
  }
}

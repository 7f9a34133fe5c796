package org.almenara.pipeline.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.almenara.engine.evaluate.Fanned;
import org.almenara.engine.measures.Guards;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.pipeline.Control;
import org.almenara.pipeline.JobSettings;
import org.almenara.pipeline.validate.Accepted;
import org.almenara.pipeline.validate.ControlJudge;
import org.almenara.pipeline.validate.RecordJudge;
import org.almenara.schemas.Topic;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Filters ask registers as they stood when a record became visible; also after a restart. */
class FanOutToEntitiesTest {

  private static JobSettings settings() {
    TreeMap<String, String> files = RuleSetFiles.packed().files();
    String funnel =
        Objects.requireNonNull(files.get("payout-funnel.yaml"))
            .replaceFirst(
                "where: .*", "where: 'type == \"payout.made\" && !register.studio.registered'");
    TreeMap<String, String> one = new TreeMap<>();
    one.put("payout-funnel.yaml", funnel);
    one.put(
        RuleSetFiles.SETTINGS,
        """
        rules: [payout-funnel]
        legal_frame: palermo
        line: 35
        caps: {money: 50}
        words: [{from: 0, word: low}]
        routes: [{unit: labour, families: []}]
        """);
    return new JobSettings(new RuleSetFiles(one), JobSettings.NO_END, Guards.ON, false);
  }

  private static TwoInputStreamOperatorTestHarness<Accepted, Control, Fanned> harness(
      Control... known) throws Exception {
    return new TwoInputStreamOperatorTestHarness<>(
        new UnkeyedByRules<>(new FanOutToEntities(settings().with(List.of(known)))));
  }

  private static Accepted payout(String time) {
    String json =
        """
        {"id":"payout-0001","type":"payout.made","time":"%s","platform":"plaza",\
        "performer":{"token":"prf1_AAAAAAAAAAAAAAAAAAAAAA","origin":"prf1_AAAAAAAAAAAAAAAAAAAAAA"},\
        "payout":{"token":"pay1_PPPPPPPPPPPPPPPPPPPPPP","origin":"pay1_PPPPPPPPPPPPPPPPPPPPPP"},\
        "studio":{"token":"stu1_SSSSSSSSSSSSSSSSSSSSSS","origin":"stu1_SSSSSSSSSSSSSSSSSSSSSS"},\
        "amount":{"minor":25000,"currency":"USD"},"reported_by":"platform"}"""
            .formatted(time);
    return Objects.requireNonNull(
        new RecordJudge(false)
            .judge(
                Topic.PLATFORM_EVENTS,
                0,
                0,
                Instant.parse(time).toEpochMilli(),
                json.getBytes(StandardCharsets.UTF_8))
            .accepted());
  }

  /** The entry that lists the studio, as it reached its topic. */
  private static Control listed(String timestamp, String more) {
    String json =
        """
        {"id":"entry-0001","type":"studio.registered","time":"2026-03-01T00:00:00Z",\
        "effective":"2026-03-01T00:00:00Z",\
        "studio":{"token":"stu2_TTTTTTTTTTTTTTTTTTTTTT","origin":"stu1_SSSSSSSSSSSSSSSSSSSSSS"}%s}"""
            .formatted(more);
    return Objects.requireNonNull(
        ControlJudge.judge(
                Topic.REGISTERS,
                0,
                0,
                Instant.parse(timestamp).toEpochMilli(),
                json.getBytes(StandardCharsets.UTF_8))
            .control());
  }

  private static boolean counts(
      TwoInputStreamOperatorTestHarness<Accepted, Control, Fanned> harness, String time)
      throws Exception {
    int before = harness.extractOutputValues().size();
    harness.processElement1(payout(time), Instant.parse(time).toEpochMilli());
    return harness.extractOutputValues().size() > before;
  }

  @Test
  void theFirstRecordOfAllSeesWhatWasRegisteredBeforeTheStart() throws Exception {
    Control listed = listed("2026-03-02T10:00:00Z", "");
    var harness = harness(listed);
    harness.open();
    assertThat(counts(harness, "2026-03-02T10:04:59Z")).isTrue();
    assertThat(counts(harness, "2026-03-02T10:05:00Z")).isFalse();
    // And now again, from the topic's start.
    harness.processElement2(listed, 0);
    assertThat(counts(harness, "2026-03-02T10:05:01Z")).isFalse();
    harness.close();
  }

  @Test
  void aRegisterCountsFromItsLeadOnAndIsThereAfterARestart() throws Exception {
    var before = harness();
    before.open();
    assertThat(counts(before, "2026-03-02T09:00:00Z")).isTrue();
    before.processElement2(listed("2026-03-02T10:00:00Z", ""), 0);
    assertThat(counts(before, "2026-03-02T10:04:59Z")).isTrue();
    assertThat(counts(before, "2026-03-02T10:05:00Z")).isFalse();
    before.processElement2(
        listed("2026-03-03T10:00:00Z", ",\"until\":\"2026-03-02T12:00:00Z\""), 0);
    OperatorSubtaskState kept = before.snapshot(1, 1);
    before.close();

    var after = harness();
    after.initializeState(kept);
    after.open();
    // The version before its successor counts.
    assertThat(counts(after, "2026-03-03T10:04:59Z")).isFalse();
    assertThat(counts(after, "2026-03-03T10:05:00Z")).isTrue();
    after.close();
  }
}

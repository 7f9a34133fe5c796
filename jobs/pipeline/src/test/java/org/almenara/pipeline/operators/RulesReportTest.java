package org.almenara.pipeline.operators;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.almenara.engine.live.Timeline;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.RuleSetReader;
import org.almenara.pipeline.testing.RuleControls;
import org.almenara.schemas.Json;
import org.almenara.schemas.RuleSetStatus;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

/** What a worker says of rule sets in its metrics, and that it says a failure once. */
class RulesReportTest {

  private static final String RULE = "exit-reversed-by-manager";
  private static final RuleSet PACKED = RuleSetReader.compile(RuleSetFiles.packed());
  private static final RuleSetFiles FILES =
      RuleControls.packedBut(RULE, "reversals >= 1", "reversals >= 2");
  private static final RuleSet NEXT = RuleSetReader.compile(FILES);
  private static final long T0 = 1_772_409_600_000L; // 2026-03-02T00:00:00Z
  private static final long HOUR = 3_600_000;

  private final Metrics metrics = new Metrics("", new TreeMap<>(), new TreeMap<>());
  private final RulesReport report = new RulesReport("score", 1, PACKED.hash(), metrics);

  /** A group that remembers gauges and counters by their full name. */
  private static final class Metrics extends UnregisteredMetricsGroup {
    private final String prefix;
    private final Map<String, Gauge<?>> gauges;
    private final Map<String, Counter> counters;

    Metrics(String prefix, Map<String, Gauge<?>> gauges, Map<String, Counter> counters) {
      this.prefix = prefix;
      this.gauges = gauges;
      this.counters = counters;
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      gauges.put(prefix + name, gauge);
      return gauge;
    }

    @Override
    public Counter counter(String name) {
      Counter counter = super.counter(name);
      counters.put(prefix + name, counter);
      return counter;
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return new Metrics(prefix + key + "=" + value + " ", gauges, counters);
    }
  }

  private Object gauge(String name) {
    return Objects.requireNonNull(metrics.gauges.get(name)).getValue();
  }

  private static long digits(RuleSet ruleSet) {
    return Long.parseLong(ruleSet.hash().substring(0, 8), 16);
  }

  private List<RuleSetStatus> said() throws Exception {
    List<RuleSetStatus> said = new ArrayList<>();
    List<String> values = new ArrayList<>();
    report.flush(publication -> values.add(Objects.requireNonNull(publication.value())));
    for (String value : values) {
      said.add(Json.read(value.getBytes(UTF_8), RuleSetStatus.class));
    }
    return said;
  }

  @Test
  void gaugesTellWhatItHeardOfLastAndWhatJudges() {
    assertThat(gauge("rule_set_received")).isEqualTo(digits(PACKED));
    assertThat(gauge("rule_set_running")).isEqualTo(digits(PACKED));

    report.received(NEXT.hash(), Instant.ofEpochMilli(T0 - HOUR));
    Timeline timeline =
        Timeline.of(
            PACKED,
            hash -> hash.equals(NEXT.hash()) ? NEXT : null,
            List.of(Controls.heard(RuleControls.live(FILES, T0))));
    report.upTo(T0 - 1, timeline);
    assertThat(gauge("rule_set_received")).isEqualTo(digits(NEXT));
    assertThat(gauge("rule_set_running")).isEqualTo(digits(PACKED));

    report.upTo(T0, timeline);
    assertThat(gauge("rule_set_running")).isEqualTo(digits(NEXT));
  }

  @Test
  void aRuleThatFailsIsCountedEachTimeAndToldOfOnceInEachRuleSet() throws Exception {
    report.failed(PACKED.hash(), Instant.ofEpochMilli(T0), RULE);
    report.failed(PACKED.hash(), Instant.ofEpochMilli(T0 + HOUR), RULE);
    report.failed(PACKED.hash(), Instant.ofEpochMilli(T0 + HOUR), "pay-none-attested");
    report.failed(NEXT.hash(), Instant.ofEpochMilli(T0 + 2 * HOUR), RULE);

    assertThat(metrics.counters.get("rule_id=" + RULE + " rules_failed"))
        .extracting(Counter::getCount)
        .isEqualTo(3L);
    assertThat(metrics.counters.get("rule_id=pay-none-attested rules_failed"))
        .extracting(Counter::getCount)
        .isEqualTo(1L);
    assertThat(said())
        .extracting(RuleSetStatus::ruleSet, RuleSetStatus::rule, RuleSetStatus::at)
        .containsExactly(
            tuple(PACKED.hash(), RULE, Instant.ofEpochMilli(T0)),
            tuple(PACKED.hash(), "pay-none-attested", Instant.ofEpochMilli(T0 + HOUR)),
            tuple(NEXT.hash(), RULE, Instant.ofEpochMilli(T0 + 2 * HOUR)));
    assertThat(said()).as("all was said").isEmpty();
  }
}

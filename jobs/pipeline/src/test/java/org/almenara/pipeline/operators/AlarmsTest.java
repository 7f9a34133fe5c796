package org.almenara.pipeline.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.almenara.engine.rules.RuleSetFiles;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The alarms in deploy/monitoring ask for metrics that there are, and operators read of each. */
class AlarmsTest {

  private static final Path ROOT = Path.of("../..");
  private static final Path ALARMS = ROOT.resolve("deploy/monitoring/rule-sets.rules.yaml");

  /** What Flink's Prometheus reporter puts before the names of an operator's metrics. */
  private static final Pattern NAME =
      Pattern.compile("flink_taskmanager_job_task_operator_([a-z_]+)");

  /** Takes the names of metrics as the reporter writes them: with the keys of groups before. */
  private static final class Names extends UnregisteredMetricsGroup {
    private final String prefix;
    private final Set<String> names;

    Names(String prefix, Set<String> names) {
      this.prefix = prefix;
      this.names = names;
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      names.add(prefix + name);
      return gauge;
    }

    @Override
    public Counter counter(String name) {
      names.add(prefix + name);
      return super.counter(name);
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return new Names(prefix + key + "_", names);
    }
  }

  @Test
  void askForMetricsThatThereAre() throws IOException {
    Set<String> there = new TreeSet<>();
    String packed = RuleSetFiles.packed().hash();
    new RulesReport("score", 0, packed, new Names("", there))
        .failed(packed, Instant.EPOCH, "payout-funnel");
    Set<String> asked = new TreeSet<>();
    for (Map<String, Object> alarm : alarms()) {
      Matcher name = NAME.matcher((String) alarm.get("expr"));
      assertThat(name.find()).as(alarm.toString()).isTrue();
      do {
        asked.add(name.group(1));
      } while (name.find());
    }
    assertThat(asked).isEqualTo(there);
  }

  @Test
  void eachSaysWhatToDoAndStandsInTheOperatorsBook() throws IOException {
    String book = Files.readString(ROOT.resolve("docs/operations.md"));
    assertThat(alarms()).hasSize(4);
    for (Map<String, Object> alarm : alarms()) {
      assertThat(alarm).containsKeys("alert", "expr", "labels", "annotations");
      assertThat(book).contains("`" + alarm.get("alert") + "`");
      assertThat((Map<?, ?>) alarm.get("annotations"))
          .as(alarm.toString())
          .hasSize(2)
          .extracting("summary", "description")
          .doesNotContainNull();
    }
  }

  @SuppressWarnings("unchecked") // the form of Prometheus' rule files
  private static List<Map<String, Object>> alarms() throws IOException {
    Map<String, List<Map<String, Object>>> file = new Yaml().load(Files.readString(ALARMS));
    List<Map<String, Object>> alarms = new ArrayList<>();
    for (Map<String, Object> group : file.getOrDefault("groups", List.of())) {
      alarms.addAll((List<Map<String, Object>>) group.getOrDefault("rules", List.of()));
    }
    return alarms;
  }
}

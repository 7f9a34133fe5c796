package org.almenara.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.almenara.engine.cases.Publication;
import org.almenara.engine.measures.Guards;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.pipeline.testing.Collected;
import org.almenara.pipeline.testing.InMemory;
import org.almenara.pipeline.testing.Partitions;
import org.almenara.pipeline.testing.Raw;
import org.almenara.pipeline.testing.Scenario;
import org.almenara.pipeline.validate.ControlJudge;
import org.almenara.pipeline.validate.JudgedControl;
import org.almenara.schemas.Contract;
import org.almenara.schemas.Json;
import org.almenara.schemas.RefusedRecord;
import org.almenara.schemas.Topic;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The whole graph with every invalid example of every control topic, and a tombstone of each,
 * between all valid ones: each bad one is refused by its place, each good one is heard by the steps
 * that keep controls, and the cases are those of a run without any.
 */
class BadControlsTest {

  private static final int PARTITIONS = 4;
  private static final List<Topic> CONTROLS =
      List.of(Topic.RULE_SETS, Topic.ACTIVATIONS, Topic.REGISTERS, Topic.ERASURES);

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final Map<String, ConcurrentLinkedQueue<Control>> HEARD =
      new ConcurrentHashMap<>();

  @Test
  void aBadControlChangesNothingAndGoodOnesRoundItAreKept() throws Exception {
    List<JudgedControl> controls =
        CONTROLS.stream().flatMap(topic -> mixed(topic).stream()).toList();
    List<JudgedControl> dispositions = mixed(Topic.DISPOSITIONS);
    List<JudgedControl> all = Stream.concat(controls.stream(), dispositions.stream()).toList();
    List<RefusedRecord> bad =
        all.stream().map(JudgedControl::refused).filter(Objects::nonNull).toList();
    List<Control> good =
        controls.stream().map(JudgedControl::control).filter(Objects::nonNull).toList();
    assertThat(bad).hasSizeGreaterThan(30);
    assertThat(good).hasSizeGreaterThan(8);

    Collected with = run("with-controls", controls, dispositions);
    Collected without = run("without-controls", List.of(), List.of());

    assertThat(cases(with)).hasSizeGreaterThan(20).isEqualTo(cases(without));
    assertThat(HEARD.get("with-controls")).containsExactlyInAnyOrderElementsOf(good);
    assertThat(HEARD.get("without-controls")).isEmpty();
    List<RefusedRecord> refused = refused(with);
    assertThat(refused).containsAll(bad);
    refused.removeAll(bad);
    assertThat(refused).containsExactlyInAnyOrderElementsOf(refused(without));
  }

  /** Valid and invalid examples and a tombstone, in turn; each cause seldom enough for an entry. */
  private static List<JudgedControl> mixed(Topic topic) {
    Contract contract = topic.contract();
    List<byte @Nullable []> values = new ArrayList<>();
    List<byte[]> invalid = new ArrayList<>(contract.invalidExamples().values());
    contract
        .validExamples()
        .forEach(
            (name, text) -> {
              // A stop would take effect. What the other activations name was never published.
              if (!name.equals("rule.stopped.json")) {
                values.add(text.getBytes(UTF_8));
              }
            });
    for (int i = 0; i < invalid.size(); i++) {
      values.add(Math.min(values.size(), 2 * i), invalid.get(i));
    }
    values.add(1, null);
    List<JudgedControl> judged = new ArrayList<>();
    for (byte[] value : values) {
      judged.add(ControlJudge.judge(topic, 0, judged.size(), Scenario.START.toEpochMilli(), value));
    }
    return judged;
  }

  private static Collected run(
      String name, List<JudgedControl> controls, List<JudgedControl> dispositions)
      throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    Collected out = new Collected(name);
    FlagCasesJob.define(
        env,
        new InMemory(Partitions.of(name, partitions(), 1), null, controls, dispositions),
        out,
        new JobSettings(RuleSetFiles.packed(), Scenario.END.toEpochMilli(), Guards.ON, false));
    HEARD.put(name, new ConcurrentLinkedQueue<>());
    hear(env, name);
    env.execute(name);
    return out;
  }

  /** Listens to what is broadcast to the steps that keep controls. */
  @SuppressWarnings("unchecked")
  private static void hear(StreamExecutionEnvironment env, String name) {
    Transformation<Control> split =
        (Transformation<Control>)
            env.getTransformations().stream()
                .filter(step -> step.getName().equals("split-controls"))
                .findFirst()
                .orElseThrow();
    new DataStream<>(env, split)
        .process(new Hear(name))
        .uid("hear")
        .sinkTo(new DiscardingSink<>())
        .uid("forget");
  }

  private static final class Hear extends ProcessFunction<Control, Control> {
    private static final long serialVersionUID = 1L;

    private final String name;

    Hear(String name) {
      this.name = name;
    }

    @Override
    public void processElement(Control control, Context context, Collector<Control> out) {
      Objects.requireNonNull(HEARD.get(name)).add(control);
    }
  }

  private static List<List<Raw>> partitions() {
    List<List<Raw>> partitions = new ArrayList<>();
    for (int i = 0; i < PARTITIONS; i++) {
      partitions.add(new ArrayList<>());
    }
    for (Raw raw : Scenario.records(17, 0, 500)) {
      int partition = Math.floorMod(raw.json().hashCode(), PARTITIONS);
      partitions.get(partition).add(raw.at(partition, partitions.get(partition).size()));
    }
    return partitions;
  }

  private static List<String> cases(Collected out) {
    return out.cases().stream()
        .filter(publication -> !publication.topic().equals("audit.v1"))
        .map(Publication::toString)
        .sorted()
        .toList();
  }

  private static List<RefusedRecord> refused(Collected out) throws Exception {
    List<RefusedRecord> refused = new ArrayList<>();
    for (Publication publication : out.refused()) {
      String value = Objects.requireNonNull(publication.value());
      refused.add(Json.read(value.getBytes(UTF_8), RefusedRecord.class));
    }
    return refused;
  }
}

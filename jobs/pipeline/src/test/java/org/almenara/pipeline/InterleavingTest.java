package org.almenara.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.almenara.engine.PlainRun;
import org.almenara.engine.cases.CaseRevision;
import org.almenara.engine.cases.Publication;
import org.almenara.engine.measures.Guards;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.RuleSetReader;
import org.almenara.pipeline.testing.Collected;
import org.almenara.pipeline.testing.GroupRuleSet;
import org.almenara.pipeline.testing.InMemory;
import org.almenara.pipeline.testing.Partitions;
import org.almenara.pipeline.testing.Raw;
import org.almenara.pipeline.testing.Scenario;
import org.almenara.pipeline.validate.Accepted;
import org.almenara.pipeline.validate.RecordJudge;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.Json;
import org.almenara.schemas.Topic;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole graph, in a cluster in this JVM: what it says depends on the records alone.
 *
 * <p>Tries are packed as tenants of one job: the same records under other names, each dealt out to
 * partitions and mixed in its own way. What a tenant's cases say must be, byte for byte, what the
 * plain runner says, which knows no partitions at all.
 */
class InterleavingTest {

  private static final int RECORDS = 500;
  private static final int PARTITIONS = 8;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  @ParameterizedTest
  @CsvSource({"1, 1, 250", "1, 2, 250", "4, 3, 250", "4, 4, 250"})
  void anyInterleavingGivesTheSameCases(int parallelism, long seed, int tenants) throws Exception {
    List<String> expected = plainRun(seed);
    assertThat(expected).hasSizeGreaterThan(20);

    List<List<String>> said = run(parallelism, seed, tenants, Guards.ON);

    for (int tenant = 0; tenant < tenants; tenant++) {
      assertThat(said.get(tenant)).as("tenant %d", tenant).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 7, 25", "4, 8, 50"})
  void anyInterleavingGivesTheSameCasesOfGroups(int parallelism, long seed, int tenants)
      throws Exception {
    RuleSetFiles ruleSet = GroupRuleSet.files();
    List<String> expected = plainRun(ruleSet, seed);
    assertThat(expected)
        .anySatisfy(
            content ->
                assertThat(content).contains("\"focal\":{\"origin\":\"stu1_", GroupRuleSet.RULE));
    assertThat(run(ruleSet, parallelism, seed, tenants, Guards.ON))
        .hasSize(tenants)
        .allSatisfy(said -> assertThat(said).isEqualTo(expected));
  }

  @Test
  void withoutThePendingPartOrderShows() throws Exception {
    List<String> expected = plainRun(5);
    assertThat(run(4, 5, 50, new Guards(false, true)))
        .anySatisfy(said -> assertThat(said).isNotEqualTo(expected));
  }

  @Test
  void withoutIdempotenceDuplicatesShow() throws Exception {
    // No rule of the packed set counts beyond one, so here is one that does.
    TreeMap<String, String> files = new TreeMap<>(RuleSetFiles.packed().files());
    files.computeIfPresent(
        "exit-reversed-by-manager.yaml",
        (name, text) -> text.replace("reversals >= 1", "reversals >= 2"));
    RuleSetFiles ruleSet = new RuleSetFiles(files);
    List<String> expected = plainRun(ruleSet, 6);
    assertThat(run(ruleSet, 1, 6, 5, Guards.ON))
        .allSatisfy(said -> assertThat(said).isEqualTo(expected));
    assertThat(run(ruleSet, 1, 6, 5, new Guards(true, false)))
        .allSatisfy(said -> assertThat(said).isNotEqualTo(expected));
  }

  private static List<String> plainRun(long seed) {
    return plainRun(RuleSetFiles.packed(), seed);
  }

  /** What the plain runner says about tenant 0. */
  private static List<String> plainRun(RuleSetFiles ruleSet, long seed) {
    List<PlainRun.Arrived> accepted = new ArrayList<>();
    for (Raw raw : Scenario.records(seed, 0, RECORDS)) {
      Accepted record =
          new RecordJudge(false)
              .judge(raw.topic(), raw.partition(), raw.offset(), raw.arrival(), raw.value())
              .accepted();
      if (record != null) {
        accepted.add(new PlainRun.Arrived(record.source(), record.entry(), raw.arrival()));
      }
    }
    return new PlainRun(RuleSetReader.compile(ruleSet))
        .run(accepted, Scenario.END.toEpochMilli()).revisions().stream()
            .map(CaseRevision::content)
            .filter(Objects::nonNull)
            .map(content -> anonymous(content, 0))
            .sorted()
            .toList();
  }

  private static List<List<String>> run(int parallelism, long seed, int tenants, Guards guards)
      throws Exception {
    return run(RuleSetFiles.packed(), parallelism, seed, tenants, guards);
  }

  /** What the job says about each tenant. */
  private static List<List<String>> run(
      RuleSetFiles ruleSet, int parallelism, long seed, int tenants, Guards guards)
      throws Exception {
    String name = "interleaving-" + parallelism + "-" + seed + "-" + guards;
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(parallelism);
    Collected out = new Collected(name);
    FlagCasesJob.define(
        env,
        InMemory.of(Partitions.of(name, dealt(seed, tenants), seed)),
        out,
        new JobSettings(ruleSet, Scenario.END.toEpochMilli(), guards, false));
    env.execute(name);

    List<List<String>> said = new ArrayList<>();
    for (int tenant = 0; tenant < tenants; tenant++) {
      said.add(new ArrayList<>());
    }
    for (Publication publication : out.cases()) {
      String value = publication.value();
      if (value != null && Topic.named(publication.topic()).holdsCases()) {
        FlaggedCase flagged = Json.read(value.getBytes(StandardCharsets.UTF_8), FlaggedCase.class);
        byte[] content = Json.canonical(flagged.content());
        assertThat(Json.sha256(content)).isEqualTo(flagged.contentHash());
        int tenant = Integer.parseInt(flagged.content().focal().origin().substring(6, 10));
        said.get(tenant).add(anonymous(new String(content, StandardCharsets.UTF_8), tenant));
      }
    }
    said.forEach(contents -> contents.sort(Comparator.naturalOrder()));
    return said;
  }

  /** All tenants' records, each tenant's dealt out to partitions in its own way. */
  private static List<List<Raw>> dealt(long seed, int tenants) {
    List<List<Raw>> partitions = new ArrayList<>();
    for (int i = 0; i < PARTITIONS; i++) {
      partitions.add(new ArrayList<>());
    }
    for (int tenant = 0; tenant < tenants; tenant++) {
      SplittableRandom random = new SplittableRandom(seed * 1_000_003 + tenant);
      for (Raw raw : Scenario.records(seed, tenant, RECORDS)) {
        partitions.get(random.nextInt(PARTITIONS)).add(raw);
      }
    }
    SplittableRandom ties = new SplittableRandom(seed);
    List<List<Raw>> placed = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      List<Raw> shuffled = shuffled(partitions.get(partition), ties);
      shuffled.sort(Comparator.comparingLong(Raw::arrival));
      List<Raw> at = new ArrayList<>();
      for (Raw raw : shuffled) {
        at.add(raw.at(partition, at.size()));
      }
      placed.add(at);
    }
    return placed;
  }

  private static List<Raw> shuffled(List<Raw> records, SplittableRandom random) {
    List<Raw> shuffled = new ArrayList<>(records);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      Collections.swap(shuffled, i, random.nextInt(i + 1));
    }
    return shuffled;
  }

  /** A content without the tenant's tag and without the case id, which is a hash over it. */
  private static String anonymous(String content, int tenant) {
    return content
        .replace(Objects.requireNonNull(Scenario.tag(tenant)), "T")
        .replaceFirst("\"id\":\"[0-9a-f]{64}\"", "\"id\":\"\"");
  }
}

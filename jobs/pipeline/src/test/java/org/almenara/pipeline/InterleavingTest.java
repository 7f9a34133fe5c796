package org.almenara.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.almenara.engine.PlainRun;
import org.almenara.engine.cases.CaseRevision;
import org.almenara.engine.cases.Decided;
import org.almenara.engine.cases.Publication;
import org.almenara.engine.live.Heard;
import org.almenara.engine.live.Timeline;
import org.almenara.engine.measures.Guards;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.RuleSetReader;
import org.almenara.engine.rules.Units;
import org.almenara.engine.rules.UnitsReader;
import org.almenara.pipeline.testing.Collected;
import org.almenara.pipeline.testing.GroupRuleSet;
import org.almenara.pipeline.testing.InMemory;
import org.almenara.pipeline.testing.Partitions;
import org.almenara.pipeline.testing.Raw;
import org.almenara.pipeline.testing.RuleControls;
import org.almenara.pipeline.testing.Scenario;
import org.almenara.pipeline.validate.Accepted;
import org.almenara.pipeline.validate.ControlJudge;
import org.almenara.pipeline.validate.JudgedControl;
import org.almenara.pipeline.validate.RecordJudge;
import org.almenara.schemas.Activation;
import org.almenara.schemas.AuditEntry;
import org.almenara.schemas.Disposition;
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
  private static final List<Disposition.Decision> DECISIONS =
      List.of(Disposition.Decision.values());
  private static final long DAY = 86_400_000;
  private static final long END = Scenario.END.toEpochMilli();

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

  /** A rule set goes live, one runs in shadow, a rule is stopped, and all is rolled back. */
  @ParameterizedTest
  @CsvSource({"1, 9, 25", "4, 10, 50"})
  void anyInterleavingGivesTheSameCasesWhileRuleSetsChange(int parallelism, long seed, int tenants)
      throws Exception {
    RuleSetFiles packed = RuleSetFiles.packed();
    RuleSetFiles next =
        RuleControls.packedBut("exit-reversed-by-manager", "reversals >= 1", "reversals >= 2");
    RuleSetFiles beside = GroupRuleSet.files();
    long start = Scenario.START.toEpochMilli();
    List<Control> controls =
        List.of(
            RuleControls.published(next, start - DAY),
            RuleControls.published(beside, start - DAY),
            RuleControls.shadow(beside, start + 3 * DAY),
            RuleControls.live(next, start + 7 * DAY + 1),
            RuleControls.stop("tip-hard-means-graded", start + 9 * DAY),
            RuleControls.activated(
                Activation.Type.SHADOW_ENDED, null, start + 12 * DAY, start + 11 * DAY),
            RuleControls.live(packed, start + 14 * DAY));
    Map<String, RuleSet> compiled =
        Map.of(
            next.hash(), RuleSetReader.compile(next), beside.hash(), RuleSetReader.compile(beside));
    Timeline timeline =
        Timeline.of(
            RuleSetReader.compile(packed),
            compiled::get,
            controls.stream()
                .filter(control -> control.topic().equals(Topic.ACTIVATIONS.topicName()))
                .map(InterleavingTest::heard)
                .toList());
    List<String> expected = plainRun(new PlainRun(timeline), seed);
    assertThat(expected)
        .anySatisfy(content -> assertThat(content).contains("\"shadow\":true"))
        .anySatisfy(content -> assertThat(content).contains(next.hash()))
        .isNotEqualTo(plainRun(seed));
    JobSettings settings =
        new JobSettings(packed, Scenario.END.toEpochMilli(), Guards.ON, false).with(controls);
    assertThat(run(settings, parallelism, seed, tenants))
        .hasSize(tenants)
        .allSatisfy(said -> assertThat(said).isEqualTo(expected));
  }

  /**
   * Of every other case somebody decides, in every way. Nobody waits for dispositions, so the audit
   * says at which instants they took effect, and from there a replay gives the same.
   */
  @ParameterizedTest
  @CsvSource({"1, 11, 5", "4, 12, 10"})
  void fromTheAuditAReplayGivesTheSameCases(int parallelism, long seed, int tenants)
      throws Exception {
    RuleSet rules = RuleSetReader.compile(RuleSetFiles.packed());
    Map<String, Decided> decisions = new HashMap<>();
    List<JudgedControl> heard = new ArrayList<>();
    for (int tenant = 0; tenant < tenants; tenant++) {
      for (Decided decided :
          decided(new PlainRun(rules).run(accepted(seed, tenant), END).revisions(), seed)) {
        decisions.put(decided.disposition().caseId() + decided.disposition().id(), decided);
        heard.add(
            ControlJudge.judge(
                Topic.DISPOSITIONS,
                0,
                0,
                decided.timestamp(),
                Json.canonical(decided.disposition())));
      }
    }
    Collections.shuffle(heard, new Random(seed));
    List<Publication> published =
        publications(
            new JobSettings(RuleSetFiles.packed(), END, Guards.ON, false),
            heard,
            parallelism,
            seed,
            tenants);

    PlainRun replay = new PlainRun(rules);
    int audited = 0;
    for (Publication publication : published) {
      if (publication.topic().equals(Topic.AUDIT.topicName())) {
        AuditEntry entry = Json.read(bytes(publication), AuditEntry.class);
        Decided decided = decisions.get(entry.subject() + entry.disposition());
        if (decided != null) {
          replay.decidingAt(entry.at().toEpochMilli(), decided);
          audited++;
        }
      }
    }
    assertThat(audited).as("each is answered for").isEqualTo(heard.size());
    List<PlainRun.Arrived> records = new ArrayList<>();
    for (int tenant = 0; tenant < tenants; tenant++) {
      records.addAll(accepted(seed, tenant));
    }
    assertThat(contents(published))
        .anySatisfy(content -> assertThat(content).contains("\"state\":\"DISMISSED\""))
        .anySatisfy(content -> assertThat(content).contains("\"state\":\"REFERRED\""))
        .anySatisfy(content -> assertThat(content).contains("\"state\":\"NEEDS_INFO\""))
        .containsExactlyInAnyOrderElementsOf(
            replay.run(records, END).revisions().stream()
                .map(CaseRevision::content)
                .filter(Objects::nonNull)
                .toList());
  }

  private static byte[] bytes(Publication publication) {
    return Objects.requireNonNull(publication.value()).getBytes(StandardCharsets.UTF_8);
  }

  /** What cases say, each hashed as it says. */
  private static List<String> contents(List<Publication> published) throws IOException {
    List<String> contents = new ArrayList<>();
    for (Publication publication : published) {
      if (publication.value() != null && Topic.named(publication.topic()).holdsCases()) {
        FlaggedCase flagged = Json.read(bytes(publication), FlaggedCase.class);
        byte[] content = Json.canonical(flagged.content());
        assertThat(Json.sha256(content)).isEqualTo(flagged.contentHash());
        contents.add(new String(content, StandardCharsets.UTF_8));
      }
    }
    return contents;
  }

  /**
   * Of every other case: taken up, and then what its number says; the last decision comes twice.
   */
  private static List<Decided> decided(List<CaseRevision> undecided, long seed) {
    List<CaseRevision> opened =
        undecided.stream()
            .filter(revision -> revision.opens() && !revision.unit().equals("watch"))
            .sorted(
                Comparator.comparingLong(CaseRevision::instant)
                    .thenComparing(revision -> focal(revision).token().substring(10)))
            .toList();
    List<Decided> decided = new ArrayList<>();
    for (int i = 0; i < opened.size(); i += 2) {
      CaseRevision revision = opened.get(i);
      SplittableRandom random = new SplittableRandom(seed + i);
      long at = revision.instant() + 1 + random.nextLong(DAY);
      decided.add(decision(revision, 10 * i, at, Disposition.Decision.IN_REVIEW));
      Disposition.Decision then = DECISIONS.get(i / 2 % DECISIONS.size());
      Decided last = decision(revision, 10 * i + 1, at + 60_000 + random.nextLong(DAY), then);
      decided.add(last);
      decided.add(last);
    }
    return decided;
  }

  private static FlaggedCase.Focal focal(CaseRevision revision) {
    try {
      return Json.read(
              Objects.requireNonNull(revision.content()).getBytes(StandardCharsets.UTF_8),
              FlaggedCase.Content.class)
          .focal();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Decided decision(
      CaseRevision revision, int number, long at, Disposition.Decision decision) {
    return new Decided(
        new Disposition(
            "dsp-%08d".formatted(number),
            Instant.ofEpochMilli(at),
            revision.id(),
            focal(revision).origin(),
            1,
            decision,
            "inv.1",
            "investigator",
            "inv.2",
            Disposition.Review.FIRST,
            List.of(Disposition.Reason.INSUFFICIENT_EVIDENCE),
            List.of(Disposition.CounterEvidence.values()),
            null,
            Json.sha256("own words"),
            revision.unit(),
            revision.unit().equals("minors") ? "minors" : "ngo",
            null),
        at);
  }

  private static Heard heard(Control control) {
    try {
      return new Heard(
          Json.read(control.value().getBytes(StandardCharsets.UTF_8), Activation.class),
          control.timestamp());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What each unit is given, in which order, and what waits: link by link of its audit. */
  @ParameterizedTest
  @CsvSource({"1,8", "4,9"})
  void rationsGiveTheSameWhateverWasReadFirst(int parallelism, long seed) throws Exception {
    Units units =
        UnitsReader.read(
            "units.yaml",
            """
            units:
            - {id: police, kind: police, ration: 2, ration_per_rule: 1}
            - {id: labour, kind: labour, ration: 1}
            """);
    List<String> expected =
        audit(
            new PlainRun(RuleSetReader.compile(RuleSetFiles.packed()))
                .with(units)
                .run(accepted(seed, 0), END)
                .publications());
    assertThat(expected)
        .anySatisfy(link -> assertThat(link).contains("case.deferred"))
        .anySatisfy(link -> assertThat(link).contains("case.released"));
    JobSettings settings =
        new JobSettings(RuleSetFiles.packed(), Scenario.END.toEpochMilli(), Guards.ON, false);
    assertThat(audit(publications(settings.with(units), List.of(), parallelism, seed, 1)))
        .isEqualTo(expected);
  }

  private static List<String> audit(List<Publication> publications) {
    return publications.stream()
        .filter(one -> one.topic().equals(Topic.AUDIT.topicName()))
        .sorted(Comparator.comparing(Publication::key))
        .map(one -> Objects.requireNonNull(one.value()))
        .toList();
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
    return plainRun(new PlainRun(RuleSetReader.compile(ruleSet)), seed);
  }

  private static List<String> plainRun(PlainRun run, long seed) {
    return said(run.run(accepted(seed, 0), END).revisions());
  }

  private static List<PlainRun.Arrived> accepted(long seed, int tenant) {
    List<PlainRun.Arrived> accepted = new ArrayList<>();
    for (Raw raw : Scenario.records(seed, tenant, RECORDS)) {
      Accepted record =
          new RecordJudge(false)
              .judge(raw.topic(), raw.partition(), raw.offset(), raw.arrival(), raw.value())
              .accepted();
      if (record != null) {
        accepted.add(new PlainRun.Arrived(record.source(), record.entry(), raw.arrival()));
      }
    }
    return accepted;
  }

  private static List<String> said(List<CaseRevision> revisions) {
    return revisions.stream()
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
    return run(
        new JobSettings(ruleSet, Scenario.END.toEpochMilli(), guards, false),
        parallelism,
        seed,
        tenants);
  }

  private static List<List<String>> run(
      JobSettings settings, int parallelism, long seed, int tenants) throws Exception {
    List<List<String>> said = new ArrayList<>();
    for (int tenant = 0; tenant < tenants; tenant++) {
      said.add(new ArrayList<>());
    }
    for (String content : contents(publications(settings, List.of(), parallelism, seed, tenants))) {
      FlaggedCase.Content read =
          Json.read(content.getBytes(StandardCharsets.UTF_8), FlaggedCase.Content.class);
      int tenant = Integer.parseInt(read.focal().origin().substring(6, 10));
      said.get(tenant).add(anonymous(content, tenant));
    }
    said.forEach(contents -> contents.sort(Comparator.naturalOrder()));
    return said;
  }

  private static List<Publication> publications(
      JobSettings settings,
      List<JudgedControl> dispositions,
      int parallelism,
      long seed,
      int tenants)
      throws Exception {
    String name =
        "interleaving-%d-%d-%s-%d"
            .formatted(parallelism, seed, settings.guards(), settings.units().hashCode());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(parallelism);
    Collected out = new Collected(name);
    FlagCasesJob.define(
        env,
        new InMemory(
            Partitions.of(name, dealt(seed, tenants), seed), null, List.of(), dispositions),
        out,
        settings);
    env.execute(name);
    return out.cases();
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

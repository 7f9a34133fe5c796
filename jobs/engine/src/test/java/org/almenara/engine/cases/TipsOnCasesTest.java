package org.almenara.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.almenara.engine.PlainRun;
import org.almenara.engine.PlainRun.Arrived;
import org.almenara.engine.evaluate.Finding;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.RuleSetReader;
import org.almenara.engine.rules.examples.Example;
import org.almenara.engine.rules.examples.RuleExamples;
import org.almenara.engine.testing.TestRecords;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.Json;
import org.almenara.schemas.Tip;
import org.almenara.schemas.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What any number of tips does to cases, under the rules that are deployed. */
class TipsOnCasesTest {

  private static final long MINUTE = 60_000;
  private static final long DAY = 24 * 60 * MINUTE;
  private static final long START = TestRecords.START;
  private static final long END = START + 70 * DAY;
  private static final int MANY = 50;

  private static final Path DEPLOYED =
      Path.of(Objects.requireNonNull(System.getProperty("almenara.root")), "deploy", "rules");

  private static final RuleSet RULES = deployed();

  private static final String[] CHANNELS = {"helpline", "ngo", "police", "web_form"};
  private static final String TARGET =
      "\"performer\":{\"token\":\"prf1_Zk3v0yq8Qk2bJ0p4m1X9aA\","
          + "\"origin\":\"prf1_Zk3v0yq8Qk2bJ0p4m1X9aA\"}";
  private static final String C3 = ",\"grade\":{\"source\":\"C\",\"information\":3}";

  /** What many tips about one person, each with a hard code, have in common. */
  private enum Crowd {
    /** Fifty names, all channels, graded C3; a human saw that all belong to the first. */
    LINKED,
    /** Fifty names, all channels, and no human has graded them. */
    UNGRADED,
    /** Fifty names, graded C3, all through the helpline. */
    ONE_CHANNEL,
    /** Graded C3, all channels; one name. */
    ONE_REPORTER,
    /** Graded C3, all channels; no name at all. */
    NAMELESS,
    /** Graded D4 by a human. */
    DOUBTED,
    /** Nothing in common but what they say: independent by every measure there is. */
    INDEPENDENT;

    Arrived tip(int number) {
      String id = id(number);
      long time = START + number * MINUTE;
      String linked = this == LINKED && number > 0 ? ",\"linked_to\":\"" + id(0) + "\"" : "";
      String reporter =
          this == NAMELESS
              ? ""
              : ",\"reporter\":" + TestRecords.ref("rep", 1, this == ONE_REPORTER ? 0 : number);
      String grade =
          switch (this) {
            case UNGRADED -> "";
            case DOUBTED -> ",\"grade\":{\"source\":\"D\",\"information\":4}";
            case LINKED, ONE_CHANNEL, ONE_REPORTER, NAMELESS, INDEPENDENT -> C3;
          };
      String kind = this == NAMELESS ? "anonymous" : "public";
      String channel = this == ONE_CHANNEL ? "helpline" : CHANNELS[number % CHANNELS.length];
      return arrived(
          TestRecords.tip(
              id,
              time,
              TARGET,
              "\"methods_of_control\":[\"Threats\"]",
              "\"channel\":\"" + channel + "\"",
              "\"resolution\":\"resolved\"",
              "\"reporter_kind\":\"" + kind + "\"" + reporter + grade + linked));
    }

    private static String id(int number) {
      return "tip-of-many-%02d".formatted(number);
    }

    List<Arrived> tips(int count) {
      return IntStream.range(0, count).mapToObj(this::tip).toList();
    }
  }

  private static RuleSet deployed() {
    try {
      return RuleSetReader.compile(RuleSetFiles.ofFolder(DEPLOYED));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Arrived arrived(Tip tip) {
    long time = tip.time().toEpochMilli();
    Entry entry = new Entry(time, tip.id(), tip.id().hashCode(), false, Topic.TIPS, 0, 7);
    return new Arrived(tip, entry, time);
  }

  private static PlainRun run(List<Arrived> records) {
    return new PlainRun(RULES).run(records, END);
  }

  private static Set<String> held(PlainRun run) {
    Set<String> held = new TreeSet<>();
    run.findings().stream().filter(Finding::holds).map(Finding::rule).forEach(held::add);
    return held;
  }

  private static List<Example> examples(String rule) {
    try {
      return RuleExamples.read(
          Objects.requireNonNull(RULES.rule(rule)),
          Files.readString(DEPLOYED.resolve(rule + RuleExamples.SUFFIX)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The records of the first example on which a rule fires; all are about the same performer. */
  private static List<Arrived> firing(String rule) {
    return examples(rule).stream()
        .filter(example -> example.kind().equals(Example.FIRES))
        .findFirst()
        .orElseThrow()
        .records();
  }

  private static FlaggedCase.Content content(CaseRevision revision) {
    try {
      byte[] text = Objects.requireNonNull(revision.content()).getBytes(StandardCharsets.UTF_8);
      return Json.read(text, FlaggedCase.Content.class);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<CaseRevision> opening(PlainRun run) {
    return run.revisions().stream().filter(CaseRevision::opens).toList();
  }

  @ParameterizedTest
  @EnumSource(names = "INDEPENDENT", mode = EnumSource.Mode.EXCLUDE)
  void fiftyTipsThatAreNotIndependentOpenNothing(Crowd crowd) {
    PlainRun run = run(crowd.tips(MANY));
    assertThat(run.revisions()).isEmpty();
    assertThat(held(run))
        .isEqualTo(
            crowd == Crowd.DOUBTED
                ? Set.of("tips-in-a-surge")
                : Set.of("tip-hard-means-anonymous", "tips-in-a-surge"));
  }

  /** Without this the test above could pass because tips never open anything. */
  @Test
  void twoThatAreIndependentOpenACase() {
    PlainRun run = run(Crowd.INDEPENDENT.tips(2));
    assertThat(held(run)).contains("tips-from-independent-sources");
    assertThat(opening(run)).hasSize(1);
  }

  @Test
  void fiftyThatAreIndependentOpenOneCaseAndItSaysThatTheyCameTogether() {
    PlainRun run = run(Crowd.INDEPENDENT.tips(MANY));
    assertThat(opening(run)).hasSize(1);
    assertThat(content(opening(run).get(0)).factors())
        .extracting(FlaggedCase.Factor::rule)
        .contains("tips-in-a-surge");
  }

  /** Beside a fact of another kind they weigh what the first of them does, on one case, marked. */
  @ParameterizedTest
  @EnumSource(names = {"LINKED", "UNGRADED", "ONE_CHANNEL", "ONE_REPORTER", "NAMELESS"})
  void aSurgeIsOneItemOfTriageForAnOrganisationAndIsMarked(Crowd crowd) {
    List<Arrived> one = new ArrayList<>(firing("live-16-of-24-hours"));
    List<Arrived> many = new ArrayList<>(one);
    one.addAll(crowd.tips(1));
    many.addAll(crowd.tips(MANY));
    CaseRevision ofOne = opening(run(one)).get(0);
    PlainRun run = run(many);
    CaseRevision ofMany = opening(run).get(0);

    assertThat(opening(run)).hasSize(1);
    assertThat(run.revisions()).extracting(CaseRevision::unit).containsOnly("ngo");
    assertThat(ofMany.pointsMilli()).isEqualTo(ofOne.pointsMilli());
    assertThat(marks(run)).isTrue();
    assertThat(marks(run(one))).isFalse();
  }

  private static boolean marks(PlainRun run) {
    return run.revisions().stream()
        .flatMap(revision -> content(revision).factors().stream())
        .anyMatch(factor -> factor.rule().equals("tips-in-a-surge") && factor.pointsMilli() == 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void theSameRecordsInAnyOrderGiveTheSameBytes(long seed) {
    List<Arrived> records = new ArrayList<>(firing("live-16-of-24-hours"));
    records.addAll(Crowd.INDEPENDENT.tips(MANY));
    records.addAll(Crowd.LINKED.tips(1)); // a record that is sent twice
    List<CaseRevision> straight = run(records).revisions();
    assertThat(straight).hasSizeGreaterThan(1);
    Collections.shuffle(records, new Random(seed));
    assertThat(run(records).revisions()).isEqualTo(straight);
  }

  /** Who works for long hours without pay, and threats are alleged: somebody who can talk first. */
  @Test
  void anAnonymousTipBringsACaseOfLabourToAnOrganisationWheneverItComes() {
    List<Arrived> labour = new ArrayList<>(firing("live-16-of-24-hours"));
    labour.addAll(firing("pay-none-attested"));
    assertThat(run(labour).revisions()).extracting(CaseRevision::unit).containsOnly("labour");

    List<Arrived> later = new ArrayList<>(labour);
    later.add(Crowd.NAMELESS.tip(3 * 24 * 60));
    List<CaseRevision> moved = run(later).revisions();
    assertThat(moved.get(0).unit()).isEqualTo("labour");
    assertThat(moved)
        .filteredOn(revision -> revision.content() == null)
        .singleElement()
        .extracting(CaseRevision::unit)
        .isEqualTo("labour");
    assertThat(moved.get(moved.size() - 1).unit()).isEqualTo("ngo");

    List<Arrived> earlier = new ArrayList<>(labour);
    earlier.add(Crowd.NAMELESS.tip(0));
    List<CaseRevision> first = run(earlier).revisions();
    assertThat(first.get(first.size() - 1).unit()).isEqualTo("ngo");
  }

  /** Every tip of the examples, as if the tokeniser could not tell whom it means. */
  @ParameterizedTest
  @ValueSource(strings = {"RESOLVED", "AMBIGUOUS", "UNRESOLVED"})
  void onlyATipOfWhichIsKnownWhomItMeansIsFound(Tip.Resolution resolution) {
    List<PlainRun> runs =
        RULES.rules().stream()
            .filter(TipsOnCasesTest::readsTips)
            .map(Rule::id)
            .flatMap(rule -> examples(rule).stream())
            .map(example -> tips(example, resolution))
            .filter(tips -> !tips.isEmpty())
            .map(TipsOnCasesTest::run)
            .toList();
    assertThat(runs).hasSizeGreaterThan(20);
    Stream<Finding> findings = runs.stream().flatMap(run -> run.findings().stream());
    assertThat(findings.findAny().isPresent()).isEqualTo(resolution == Tip.Resolution.RESOLVED);
  }

  private static boolean readsTips(Rule rule) {
    return rule.inputs().stream()
        .anyMatch(input -> input.gauge().measure().types().contains("tip.received"));
  }

  private static List<Arrived> tips(Example example, Tip.Resolution resolution) {
    return example.records().stream()
        .filter(record -> record.source() instanceof Tip)
        .map(record -> arrived(with((Tip) record.source(), resolution)))
        .toList();
  }

  private static Tip with(Tip tip, Tip.Resolution resolution) {
    return new Tip(
        tip.id(),
        tip.type(),
        tip.time(),
        tip.occurred(),
        tip.channel(),
        tip.reporter(),
        tip.reporterKind(),
        tip.authenticated(),
        tip.grade(),
        resolution,
        tip.platform(),
        tip.performer(),
        tip.studio(),
        tip.payout(),
        tip.market(),
        tip.place(),
        tip.acts(),
        tip.methodsOfControl(),
        tip.purposes(),
        tip.admin1(),
        tip.linkedTo());
  }
}

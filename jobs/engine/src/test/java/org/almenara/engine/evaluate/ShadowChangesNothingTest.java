package org.almenara.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.almenara.engine.PlainRun;
import org.almenara.engine.PlainRun.Arrived;
import org.almenara.engine.cases.CaseRevision;
import org.almenara.engine.live.Heard;
import org.almenara.engine.live.Timeline;
import org.almenara.engine.rules.Lane;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.testing.Controls;
import org.almenara.engine.testing.TestRecords;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.engine.testing.TriesFactor;
import org.almenara.schemas.PlatformEvent;
import org.junit.jupiter.api.Test;

/** What the live rule set says is the same, byte for byte, whatever runs or ran beside it. */
class ShadowChangesNothingTest {

  private static final int RUNS = 300;

  @Test
  void aRandomShadowBesideARandomRuleSet() {
    AtomicInteger live = new AtomicInteger();
    AtomicInteger shadow = new AtomicInteger();
    LongStream.range(0, TriesFactor.times(RUNS))
        .parallel()
        .forEach(seed -> compare(seed, live, shadow));
    assertThat(live).as("findings of the live lane").hasValueGreaterThan(100);
    assertThat(shadow).as("findings of the shadow").hasValueGreaterThan(100);
  }

  private static void compare(long seed, AtomicInteger live, AtomicInteger shadow) {
    Random random = new Random(seed);
    Rules judging = Rules.random(random);
    Rules beside = Rules.random(random);
    List<Arrived> records = World.random(random, judging.unit());
    long lifetime = Math.max(judging.lifetime(), beside.lifetime());
    long end = World.end(records, lifetime);
    long begins = TestRecords.START + random.nextInt(180) * judging.unit();
    long ends = begins + (1 + random.nextInt(300)) * judging.unit();
    PlainRun alone = new PlainRun(judging.ruleSet()).run(records, end);
    Timeline timeline =
        timeline(
            judging.ruleSet(),
            beside.ruleSet(),
            Controls.shadow(beside.ruleSet(), begins),
            Controls.shadowEnded(ends));
    PlainRun both = new PlainRun(timeline).run(records, end);

    List<Finding> findings = ofLive(both);
    assertThat(findings)
        .as("seed %d\n%s\nbeside\n%s", seed, judging, beside)
        .isEqualTo(alone.findings());
    assertThat(both.revisions().stream().filter(revision -> !revision.unit().equals("watch")))
        .as("seed %d", seed)
        .isEqualTo(alone.revisions());
    live.addAndGet(findings.size());
    shadow.addAndGet(both.findings().size() - findings.size());
  }

  private static List<Finding> ofLive(PlainRun run) {
    return run.findings().stream().filter(finding -> finding.lane() == Lane.LIVE).toList();
  }

  private static Timeline timeline(RuleSet packed, RuleSet other, Heard... heard) {
    return Timeline.of(packed, hash -> Map.of(other.hash(), other).get(hash), List.of(heard));
  }

  /** A shadow that runs from before the first record says what it would say if it judged. */
  @Test
  void inShadowARuleSetSaysWhatItWouldSayLive() {
    AtomicInteger compared = new AtomicInteger();
    LongStream.range(0, TriesFactor.times(RUNS))
        .parallel()
        .forEach(
            seed -> {
              Random random = new Random(seed);
              Rules judging = Rules.random(random);
              Rules beside = Rules.random(random);
              List<Arrived> records = World.random(random, judging.unit());
              long end = World.end(records, Math.max(judging.lifetime(), beside.lifetime()));
              Timeline timeline =
                  timeline(
                      judging.ruleSet(),
                      beside.ruleSet(),
                      Controls.shadow(beside.ruleSet(), TestRecords.START - 30L * 86_400_000));
              List<String> inShadow =
                  new PlainRun(timeline)
                      .run(records, end).findings().stream()
                          .filter(finding -> finding.lane() == Lane.SHADOW)
                          .map(ShadowChangesNothingTest::said)
                          .sorted()
                          .toList();
              assertThat(inShadow)
                  .as("seed %d", seed)
                  .isEqualTo(
                      new PlainRun(beside.ruleSet())
                          .run(records, end).findings().stream()
                              .map(ShadowChangesNothingTest::said)
                              .sorted()
                              .toList());
              compared.addAndGet(inShadow.size());
            });
    assertThat(compared).hasValueGreaterThan(100);
  }

  /** A finding but for its lane and the tokens shown, which the live rule set alone decides. */
  private static String said(Finding finding) {
    return finding.instant()
        + " "
        + finding.rule()
        + " "
        + finding.entity().key()
        + " "
        + finding.focal().key()
        + " "
        + finding.holds()
        + finding.observed()
        + finding.evidence();
  }

  /** Cases in shadow go to analysts, marked, and end when their rule set goes live. */
  @Test
  void casesOfAShadowStandApart() {
    RuleSet packed = TestRules.of(locked("2h", 2));
    RuleSet other = TestRules.of(locked("3h", 1));
    long hour = 3_600_000;
    List<Arrived> records = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      PlatformEvent event =
          TestRecords.event(
              "record-" + i,
              "account.locked",
              TestRecords.START + i * hour / 2,
              "\"performer\":" + TestRecords.ref("prf", 0, 1),
              "\"actor\":\"manager\"");
      records.add(World.arrived(event, i, event.time().toEpochMilli(), 0, i));
    }
    Timeline timeline =
        timeline(
            packed,
            other,
            Controls.shadow(other, TestRecords.START - hour),
            Controls.live(other, TestRecords.START + 2 * hour));
    List<CaseRevision> revisions =
        new PlainRun(timeline).run(records, TestRecords.START + 3 * hour).revisions();

    assertThat(revisions)
        .extracting(CaseRevision::unit, CaseRevision::instant, CaseRevision::revision)
        .containsExactly(
            tuple("police", TestRecords.START + hour, 1),
            tuple("watch", TestRecords.START + hour, 1),
            tuple("watch", TestRecords.START + 2 * hour, 2));
    assertThat(revisions)
        .extracting(revision -> Objects.requireNonNull(revision.content()))
        .satisfiesExactly(
            live -> assertThat(live).contains(packed.hash()).doesNotContain("shadow"),
            shadow ->
                assertThat(shadow).contains("\"shadow\":true", other.hash(), "\"state\":\"LEAD\""),
            shadow ->
                assertThat(shadow)
                    .contains("\"shadow\":true", other.hash(), "\"state\":\"EXPIRED\""));
    assertThat(revisions.get(0).id()).isNotEqualTo(revisions.get(1).id());
  }

  private static RuleText locked(String window, int threshold) {
    return new RuleText(
        "locked",
        "performer",
        "{n: {count: records, where: 'type == \"account.locked\"'}}",
        window,
        "1h",
        "n >= " + threshold,
        "account",
        "session",
        "A",
        40,
        "");
  }
}

package org.almenara.pipeline.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.almenara.engine.cases.CaseRevision;
import org.almenara.engine.cases.Claim;
import org.almenara.engine.cases.Publication;
import org.almenara.engine.cases.Verdict;
import org.almenara.engine.evaluate.Finding;
import org.almenara.engine.evaluate.Subject;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.score.Assessment;
import org.almenara.pipeline.CaseInput;
import org.almenara.pipeline.Control;
import org.almenara.pipeline.JobSettings;
import org.almenara.pipeline.testing.RuleControls;
import org.almenara.schemas.Disposition;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.Json;
import org.almenara.schemas.Topic;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From findings to publications, operator by operator; nothing is left at the end. */
@SuppressWarnings("try") // close() of a harness may be interrupted
class CaseOperatorsTest {

  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final long T0 = 1_772_409_600_000L; // 2026-03-02T00:00:00Z
  private static final Subject PERFORMER =
      new Subject(
          EntityType.PERFORMER, "prf1_AAAAAAAAAAAAAAAAAAAAAA", "prf1_AAAAAAAAAAAAAAAAAAAAAA");

  private static Finding finding(String rule, long instant, boolean holds) {
    return new Finding(
        rule,
        1,
        PERFORMER,
        PERFORMER,
        instant,
        holds,
        holds ? 1000 : 0,
        List.of(),
        holds
            ? List.of(new Entry(instant - 1, rule + "-1", 1, false, Topic.PLATFORM_EVENTS, 0, 7))
            : List.of());
  }

  private static KeyedBroadcastOperatorTestHarness<String, Finding, Control, CaseInput> scoring()
      throws Exception {
    KeyedBroadcastOperatorTestHarness<String, Finding, Control, CaseInput> harness =
        new KeyedBroadcastOperatorTestHarness<>(
            new KeyedByRules<>(new ScoreFocalEntities(JobSettings.defaults())),
            finding -> finding.focal().key(),
            Types.STRING,
            128,
            1,
            0);
    harness.open();
    harness.getTwoInputOperator().processWatermarkStatus2(WatermarkStatus.IDLE);
    return harness;
  }

  private static KeyedBroadcastOperatorTestHarness<String, CaseInput, Control, CaseRevision>
      managing() throws Exception {
    return restored(null);
  }

  private static KeyedBroadcastOperatorTestHarness<String, CaseInput, Control, CaseRevision>
      restored(@Nullable OperatorSubtaskState state) throws Exception {
    KeyedBroadcastOperatorTestHarness<String, CaseInput, Control, CaseRevision> harness =
        new KeyedBroadcastOperatorTestHarness<>(
            new KeyedByRules<>(new ManageCases(JobSettings.defaults())),
            CaseInput::focalKey,
            Types.STRING,
            128,
            1,
            0);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    harness.getTwoInputOperator().processWatermarkStatus2(WatermarkStatus.IDLE);
    return harness;
  }

  private static List<CaseInput> assessments() throws Exception {
    try (KeyedBroadcastOperatorTestHarness<String, Finding, Control, CaseInput> harness =
        scoring()) {
      // All there before the watermark leaps over every instant: each takes only its own.
      harness.processElement(finding("live-16-of-24-hours", T0, true), T0);
      harness.processElement(finding("live-16-of-24-hours", T0 + 6 * HOUR, false), T0 + 6 * HOUR);
      harness.processElement(finding("exit-reversed-by-manager", T0 + DAY, true), T0 + DAY);
      harness.processElement(
          finding("exit-reversed-by-manager", T0 + 8 * DAY, false), T0 + 8 * DAY);
      harness.processWatermark(new Watermark(T0 + 400 * DAY));
      assertThat(Keyed.entries(harness)).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
      return harness.extractOutputValues();
    }
  }

  @Test
  void scoreSaysNothingBeforeACaseCouldOpenAndFollowsItToTheEnd() throws Exception {
    assertThat(assessments())
        .extracting(CaseInput::assessment)
        .extracting(Assessment::instant, Assessment::qualifies, a -> a.factors().size())
        .containsExactly(
            // Tier B alone says nothing; with tier A the case may open.
            tuple(T0 + DAY, true, 2),
            tuple(T0 + 8 * DAY, true, 2),
            // Four half-lives of seven days after the hours ceased, of thirty after the reversal.
            tuple(T0 + 6 * HOUR + 28 * DAY, false, 1),
            tuple(T0 + 128 * DAY, false, 0));
  }

  private static List<CaseRevision> revisions() throws Exception {
    try (KeyedBroadcastOperatorTestHarness<String, CaseInput, Control, CaseRevision> harness =
        managing()) {
      for (CaseInput input : assessments()) {
        Assessment assessment = Objects.requireNonNull(input.assessment());
        harness.processElement(input, assessment.instant());
      }
      harness.processWatermark(new Watermark(T0 + 400 * DAY));
      assertThat(Keyed.entries(harness)).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
      return harness.extractOutputValues();
    }
  }

  @Test
  void aCaseOpensIsRevisedOnNewsAndExpires() throws Exception {
    List<CaseRevision> revisions = revisions();
    assertThat(revisions).extracting(CaseRevision::revision).containsExactly(1, 2, 3, 4);
    assertThat(revisions).extracting(CaseRevision::id).containsOnly(revisions.get(0).id());
    assertThat(revisions.get(0).content()).contains("\"state\":\"LEAD\"");
    assertThat(revisions.get(3).content()).contains("\"state\":\"EXPIRED\"");
  }

  private static final String CASE = caseId();

  private static String caseId() {
    try {
      return revisions().get(0).id();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static CaseInput decision(
      String id, long timestamp, Disposition.Decision decision, @Nullable String second) {
    Disposition disposition =
        new Disposition(
            id,
            Instant.ofEpochMilli(timestamp),
            CASE,
            PERFORMER.origin(),
            1,
            decision,
            "inv.1",
            "investigator",
            second,
            Disposition.Review.FIRST,
            List.of(Disposition.Reason.LAWFUL_EXPLANATION),
            List.of(),
            null,
            null,
            "police",
            null,
            null);
    String value = new String(Json.canonical(disposition), StandardCharsets.UTF_8);
    return new CaseInput(
        PERFORMER.key(), null, new Control("dispositions.v1", PERFORMER.key(), value, timestamp));
  }

  private static final List<CaseInput> DECISIONS =
      List.of(
          decision("dsp-00000001", T0 + DAY + HOUR, Disposition.Decision.IN_REVIEW, null),
          decision("dsp-00000002", T0 + DAY + 2 * HOUR, Disposition.Decision.DISMISSED, null),
          decision("dsp-00000003", T0 + DAY + 3 * HOUR, Disposition.Decision.DISMISSED, "inv.2"));

  private static String line(CaseRevision revision) {
    Verdict verdict = revision.verdict();
    String content = revision.content();
    String what =
        verdict != null
            ? verdict.action() + " " + verdict.disposition() + " " + verdict.objection()
            : content == null ? "left" : content.replaceFirst(".*\"state\":\"(\\w+)\".*", "$1");
    return (revision.instant() - T0 - DAY) / HOUR + " " + revision.revision() + " " + what;
  }

  private static final List<String> DECIDED =
      List.of(
          "0 1 LEAD",
          "1 2 disposition.applied dsp-00000001 null",
          "1 2 IN_REVIEW",
          "2 2 disposition.refused dsp-00000002 second_person_missing",
          "3 3 disposition.applied dsp-00000003 null",
          "3 3 DISMISSED",
          90 * 24 + 3 + " 4 left");

  /** In whatever order they are heard, as long as their instant is not over. */
  @Test
  void whatPeopleDecideMovesACaseAndNothingIsLeft() throws Exception {
    List<CaseInput> inputs = new ArrayList<>(DECISIONS);
    inputs.addAll(assessments());
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(inputs, new Random(seed));
      try (KeyedBroadcastOperatorTestHarness<String, CaseInput, Control, CaseRevision> harness =
          managing()) {
        for (CaseInput input : inputs) {
          harness.processElement(input, T0);
        }
        harness.processWatermark(new Watermark(T0 + 400 * DAY));
        assertThat(harness.extractOutputValues())
            .extracting(CaseOperatorsTest::line)
            .containsExactlyElementsOf(DECIDED);
        assertThat(Keyed.entries(harness)).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
      }
    }
  }

  @Test
  void whoIsHeardTooLateTakesEffectAtTheNextInstantAndTheAuditSaysWhich() throws Exception {
    try (KeyedBroadcastOperatorTestHarness<String, CaseInput, Control, CaseRevision> harness =
        managing()) {
      for (CaseInput input : assessments()) {
        harness.processElement(input, T0);
      }
      harness.processWatermark(new Watermark(T0 + DAY + 5 * HOUR));
      harness.processElement(DECISIONS.get(0), T0);
      harness.processWatermark(new Watermark(T0 + DAY + 6 * HOUR));
      assertThat(harness.extractOutputValues())
          .extracting(revision -> revision.instant() - T0 - DAY)
          .containsExactly(0L, 5 * HOUR + 60_000, 5 * HOUR + 60_000);
    }
  }

  /** What is kept survives a restore between any two of them. */
  @Test
  void restoredAnywhereItSaysTheSame() throws Exception {
    List<CaseInput> inputs = new ArrayList<>(assessments());
    inputs.addAll(DECISIONS);
    for (long hours : new long[] {0, 1, 2, 3, 40 * 24}) {
      List<CaseRevision> said = new ArrayList<>();
      OperatorSubtaskState state;
      try (KeyedBroadcastOperatorTestHarness<String, CaseInput, Control, CaseRevision> harness =
          managing()) {
        for (CaseInput input : inputs) {
          harness.processElement(input, T0);
        }
        harness.processWatermark(new Watermark(T0 + DAY + hours * HOUR));
        said.addAll(harness.extractOutputValues());
        state = harness.snapshot(1, 1);
      }
      try (KeyedBroadcastOperatorTestHarness<String, CaseInput, Control, CaseRevision> harness =
          restored(state)) {
        harness.processWatermark(new Watermark(T0 + 400 * DAY));
        said.addAll(harness.extractOutputValues());
        assertThat(Keyed.entries(harness)).isZero();
      }
      assertThat(said).extracting(CaseOperatorsTest::line).containsExactlyElementsOf(DECIDED);
    }
  }

  @Test
  void aCaseSaysThatAWorkerOnTheWayToItWasLate() throws Exception {
    Finding found = finding("exit-reversed-by-manager", T0 + 3 * DAY, true);
    assertThat(lateAssessments(false, found)).containsExactly(false);
    assertThat(lateAssessments(false, found.appliedLate())).as("the evaluating").contains(true);
    assertThat(lateAssessments(true, found)).as("the scoring").contains(true);

    CaseInput opens = assessments().get(0);
    Assessment assessed = Objects.requireNonNull(opens.assessment());
    assertThat(lateRevisions(false, opens)).containsExactly(false);
    CaseInput late = new CaseInput(opens.focalKey(), assessed.appliedLate(), null);
    assertThat(lateRevisions(false, late)).as("one before").containsExactly(true);
    assertThat(lateRevisions(true, opens)).as("the one that keeps it").containsExactly(true);
    assertThat(revisions()).extracting(CaseRevision::late).containsOnly(false);
  }

  private static List<Boolean> lateAssessments(boolean hearsLate, Finding finding)
      throws Exception {
    try (KeyedBroadcastOperatorTestHarness<String, Finding, Control, CaseInput> harness =
        scoring()) {
      if (hearsLate) {
        hearLate(harness);
      }
      harness.processElement(finding, finding.instant());
      harness.processWatermark(new Watermark(finding.instant()));
      return harness.extractOutputValues().stream()
          .map(input -> Objects.requireNonNull(input.assessment()).late())
          .toList();
    }
  }

  private static List<Boolean> lateRevisions(boolean hearsLate, CaseInput input) throws Exception {
    try (KeyedBroadcastOperatorTestHarness<String, CaseInput, Control, CaseRevision> harness =
        managing()) {
      if (hearsLate) {
        hearLate(harness);
      }
      harness.processElement(input, T0 + DAY);
      harness.processWatermark(new Watermark(T0 + DAY));
      return harness.extractOutputValues().stream().map(CaseRevision::late).toList();
    }
  }

  /** A rule set that is to judge from {@link #T0} on is heard of half a day after that. */
  private static void hearLate(KeyedBroadcastOperatorTestHarness<String, ?, Control, ?> harness)
      throws Exception {
    RuleSetFiles next =
        RuleControls.packedBut("exit-reversed-by-manager", "reversals >= 1", "reversals >= 2");
    harness.processWatermark(new Watermark(T0 + DAY / 2));
    for (Control control :
        List.of(RuleControls.published(next, T0 - DAY), RuleControls.live(next, T0))) {
      harness.processBroadcastElement(control, control.timestamp());
    }
  }

  @Test
  void publishingChainsTheAuditAndKeepsOnlyItsHead() throws Exception {
    try (KeyedOneInputStreamOperatorTestHarness<String, CaseRevision, Publication> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new PublishCases(JobSettings.defaults())),
            CaseRevision::unit,
            Types.STRING)) {
      harness.open();
      List<CaseRevision> revisions = revisions();
      for (CaseRevision revision : revisions) {
        harness.processElement(revision, revision.instant());
      }
      harness.processWatermark(new Watermark(T0 + 400 * DAY));
      List<Publication> published = harness.extractOutputValues();
      assertThat(published)
          .extracting(Publication::topic)
          .containsExactly(
              "cases.police.v1",
              "audit.v1",
              "cases.police.v1",
              "audit.v1",
              "cases.police.v1",
              "audit.v1",
              "cases.police.v1",
              "audit.v1");
      List<JsonNode> audit = new ArrayList<>();
      for (Publication publication : published) {
        if (publication.topic().equals("audit.v1")) {
          audit.add(new ObjectMapper().readTree(publication.value()));
        }
      }
      for (int i = 0; i < audit.size(); i++) {
        assertThat(audit.get(i).path("sequence").asInt()).isEqualTo(i + 1);
        assertThat(audit.get(i).path("previous").asText())
            .isEqualTo(i == 0 ? "0".repeat(64) : audit.get(i - 1).path("hash").asText());
      }
      // The head of the unit's chain and what it took stay, for ever; everything else is gone.
      assertThat(Keyed.entries(harness)).isEqualTo(2);
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  private static final int DEFERRED = 40;

  /** New cases for the police, all in the first hour of a day. */
  private static List<CaseRevision> flood() {
    List<CaseRevision> flood = new ArrayList<>();
    for (int i = 0; i < DEFERRED; i++) {
      flood.add(
          new CaseRevision(
              "police",
              "case-%02d".formatted(i),
              1,
              T0 + i * 60_000L + 1,
              true,
              40_000 + i * 1_000,
              "{\"state\":\"LEAD\",\"revision\":" + i + "}",
              List.of(),
              false,
              new Claim(true, false, "exit-reversed-by-manager"),
              null));
    }
    return flood;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, CaseRevision, Publication>
      publishing() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new PublishCases(JobSettings.defaults())),
        CaseRevision::unit,
        Types.STRING);
  }

  private static List<Publication> published(
      KeyedOneInputStreamOperatorTestHarness<String, CaseRevision, Publication> harness) {
    return harness.extractOutputValues().stream()
        .filter(one -> one.topic().equals("cases.police.v1"))
        .toList();
  }

  @Test
  void newCasesAreGivenByTheHourAcrossARestartAndNothingIsLeftAtTheEnd() throws Exception {
    OperatorSubtaskState saved;
    List<Publication> before;
    try (KeyedOneInputStreamOperatorTestHarness<String, CaseRevision, Publication> harness =
        publishing()) {
      harness.open();
      for (CaseRevision revision : flood()) {
        harness.processElement(revision, revision.instant());
      }
      harness.processWatermark(new Watermark(T0 + 5 * HOUR));
      before = published(harness);
      saved = harness.snapshot(1, T0);
    }
    // 25 a day: two in the first of 23 hours, then 23 in 22 hours, and so on.
    assertThat(before)
        .extracting(Publication::key, one -> (one.timestamp() - T0) / HOUR)
        .containsExactly(
            tuple("case-39", 1L),
            tuple("case-38", 1L),
            tuple("case-37", 2L),
            tuple("case-36", 2L),
            tuple("case-35", 3L),
            tuple("case-34", 4L),
            tuple("case-33", 5L));
    try (KeyedOneInputStreamOperatorTestHarness<String, CaseRevision, Publication> harness =
        publishing()) {
      harness.initializeState(saved);
      harness.open();
      harness.processWatermark(new Watermark(T0 + 3 * DAY));
      List<Publication> after = published(harness);
      assertThat(after).hasSize(DEFERRED - before.size());
      assertThat(after).filteredOn(one -> one.timestamp() < T0 + DAY).hasSize(25 - before.size());
      assertThat(after)
          .allSatisfy(one -> assertThat(one.value()).contains("\"deferred_since\":\"2026-03-02T"));
      assertThat(Keyed.entries(harness)).isEqualTo(2);
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }
}

package org.almenara.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.almenara.engine.PlainRun;
import org.almenara.engine.PlainRun.Arrived;
import org.almenara.engine.evaluate.Subject;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.rules.Lane;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.testing.TestRecords;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.schemas.Disposition.CounterEvidence;
import org.almenara.schemas.Disposition.Decision;
import org.almenara.schemas.Disposition.Review;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.Topic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What people decide about cases. Tier A by a lock, tier B by logins and payouts, tier A for minors
 * by a failed check; windows of 2 h, gone four hours after they ceased.
 */
class DispositionsTest {

  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long START = TestRecords.START;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final RuleText AGAINST =
      new RuleText(
          "own-phone",
          "performer",
          "{n: {count: records, where: 'type == \"pay.attested\" && reported_by == \"performer\"'}}",
          "2h",
          "1h",
          "n >= 1",
          "[account]",
          "session",
          "",
          10,
          "");

  static final RuleSet RULES =
      TestRules.routed(
          "[{unit: minors, families: [minors]}, {unit: police, families: [account]},"
              + " {unit: labour, families: []}]",
          "near_misses: 20\n",
          rule("locked", "account.locked", "account", "account-action", "A", 45),
          rule("logins", "login", "hours", "session", "B", 30),
          rule("payouts", "payout.made", "money", "payout", "B", 30),
          rule("checks", "exit.requested", "minors", "verification", "A", 45),
          AGAINST);

  /** The case that a lock in the first hour opens. */
  static final String CASE = caseOpenedAt(START + HOUR);

  private static final Decisions POLICE = new Decisions(CASE, 1, "police");

  /** When people first have it: five minutes after it opened. */
  private static final long READ = START + HOUR + 5 * MINUTE;

  static String caseOpenedAt(long instant) {
    String token = TestRecords.token("prf", 0, 1);
    return CaseKeeper.caseId(Lane.LIVE, new Subject(EntityType.PERFORMER, token, token), instant);
  }

  private static RuleText rule(
      String id, String type, String family, String root, String tier, int points) {
    return new RuleText(
        id,
        "performer",
        "{n: {count: records, where: 'type == \"" + type + "\"'}}",
        "2h",
        "1h",
        "n >= 1",
        family,
        root,
        tier,
        points,
        "");
  }

  static Arrived record(String id, String type, long time) {
    PlatformEvent event =
        TestRecords.event(
            id,
            type,
            time,
            "\"performer\":" + TestRecords.ref("prf", 1, 1),
            "\"payout\":" + TestRecords.ref("pay", 1, 1),
            "\"device\":" + TestRecords.ref("dev", 1, 1).replace("}", ",\"relation\":\"own\"}"),
            "\"amount\":{\"minor\":1,\"currency\":\"USD\"}",
            "\"reported_by\":\"performer\"",
            "\"attested\":\"full\"",
            "\"what\":\"detach\"",
            "\"actor\":\"manager\"");
    return new Arrived(
        event, new Entry(time, id, id.hashCode(), false, Topic.PLATFORM_EVENTS, 0, 7), time);
  }

  private static Arrived locked() {
    return record("locked-01", "account.locked", START + 1);
  }

  private final List<Arrived> records = new ArrayList<>(List.of(locked()));

  private List<CaseRevision> run(Decided... decisions) {
    return new PlainRun(RULES)
        .deciding(Arrays.asList(decisions))
        .run(records, START + 500 * DAY)
        .revisions();
  }

  private List<String> said(Decided... decisions) {
    return run(decisions).stream().map(DispositionsTest::line).toList();
  }

  /** Hours since the start, unit, and what is said. */
  static String line(CaseRevision revision) {
    long hours = (revision.instant() - START) / HOUR;
    Verdict verdict = revision.verdict();
    String content = revision.content();
    String what =
        verdict != null
            ? verdict.action().replace("disposition.", "")
                + " "
                + verdict.disposition()
                + (verdict.objection() == null ? "" : ": " + verdict.objection())
            : content == null ? "left" : read(content).path("state").asText();
    return "%d %s %d %s".formatted(hours, revision.unit(), revision.revision(), what);
  }

  private static JsonNode read(String content) {
    try {
      return JSON.readTree(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode content(List<CaseRevision> revisions, int revision) {
    return read(
        revisions.stream()
            .filter(each -> each.id().equals(CASE) && each.revision() == revision)
            .map(CaseRevision::content)
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow());
  }

  private static Decided takenUp() {
    return POLICE.decide("dsp-00000001", READ, Decision.IN_REVIEW);
  }

  private static Decided dismissed() {
    return POLICE.decide("dsp-00000002", READ + MINUTE, Decision.DISMISSED, "inv.2", null);
  }

  @Test
  void withoutPeopleALeadFadesAndExpires() {
    assertThat(said()).containsExactly("1 police 1 LEAD", "7 police 2 EXPIRED");
  }

  @Test
  void whoTakesItUpKeepsItFromFadingAway() {
    assertThat(said(takenUp()))
        .containsExactly(
            "1 police 1 LEAD",
            "1 police 2 applied dsp-00000001",
            "1 police 2 IN_REVIEW",
            // All that carried it has faded; a human decides.
            "7 police 3 IN_REVIEW",
            // And a year later, when nobody has.
            (7 + 365 * 24) + " police 4 EXPIRED");
  }

  @Test
  void takesEffectAtTheFirstMinuteAfterAndSaysWhoDecidedInWhichRole() {
    List<CaseRevision> revisions = run(POLICE.decide("dsp-00000001", READ + 1, Decision.IN_REVIEW));
    JsonNode content = content(revisions, 2);
    assertThat(content.path("as_of").asText()).isEqualTo("2026-03-02T11:06:00Z");
    assertThat(content.path("decision").toString())
        .isEqualTo(
            "{\"at\":\"2026-03-02T11:06:00Z\",\"decision\":\"IN_REVIEW\","
                + "\"disposition\":\"dsp-00000001\",\"reasons\":[],"
                + "\"reviewer_role\":\"investigator\",\"unit\":\"police\"}");
    assertThat(content.toString()).doesNotContain("inv.1");
    assertThat(content(revisions, 1).has("decision")).isFalse();
  }

  @Test
  void aDismissedCaseIsSilentAndLeavesAfterNinetyDays() {
    assertThat(said(takenUp(), dismissed()))
        .containsExactly(
            "1 police 1 LEAD",
            "1 police 2 applied dsp-00000001",
            "1 police 2 IN_REVIEW",
            "1 police 3 applied dsp-00000002",
            "1 police 3 DISMISSED",
            (1 + 90 * 24) + " police 4 left");
  }

  @Test
  void aReferralMovesItToTheUnitThatActsAndGoesOnBeingRevised() {
    Decided referred =
        POLICE.decide("dsp-00000002", READ + MINUTE, Decision.REFERRED, null, "labour");
    Decided takenUpThere =
        new Decisions(CASE, 3, "labour").decide("dsp-00000003", READ + HOUR, Decision.IN_REVIEW);
    List<CaseRevision> revisions = run(takenUp(), referred, takenUpThere);
    assertThat(revisions.stream().map(DispositionsTest::line).toList())
        .startsWith(
            "1 police 1 LEAD",
            "1 police 2 applied dsp-00000001",
            "1 police 2 IN_REVIEW",
            "1 police 3 applied dsp-00000002",
            "1 police 3 left",
            "1 labour 3 REFERRED",
            "2 labour 4 applied dsp-00000003",
            "2 labour 4 IN_REVIEW",
            // What led to the police has not faded; but a human has placed it.
            "7 labour 5 IN_REVIEW");
    assertThat(content(revisions, 3).path("focal").path("role").asText()).isEqualTo("victim");
    assertThat(content(revisions, 5).path("focal").path("role").asText()).isEqualTo("victim");
  }

  @Test
  void aHandOverMakesItALeadElsewhere() {
    assertThat(said(POLICE.decide("dsp-00000001", READ, Decision.HANDED_OVER, null, "labour")))
        .containsExactly(
            "1 police 1 LEAD",
            "1 police 2 applied dsp-00000001",
            "1 police 2 left",
            "1 labour 2 LEAD",
            "7 labour 3 EXPIRED");
  }

  @Test
  void whatPointsToAMinorTakesItAwayFromWhomeverHadIt() {
    records.add(record("checks-01", "exit.requested", START + HOUR + 1));
    assertThat(said(takenUp()))
        .contains("2 police 3 left", "2 minors 3 IN_REVIEW")
        .noneMatch(line -> line.startsWith("7 police"));
  }

  @Test
  void waitsForAnAnswerAndIsInReviewAgain() {
    List<CaseRevision> revisions =
        run(takenUp(), POLICE.waitUntil("dsp-00000002", READ + MINUTE, READ + DAY + 1));
    assertThat(revisions.stream().map(DispositionsTest::line).toList())
        .contains("1 police 3 NEEDS_INFO", "7 police 4 NEEDS_INFO", "25 police 5 IN_REVIEW");
    assertThat(content(revisions, 3).path("waits_until").asText())
        .isEqualTo("2026-03-03T11:06:00Z");
    assertThat(content(revisions, 5).has("waits_until")).isFalse();
    assertThat(content(revisions, 5).path("as_of").asText()).isEqualTo("2026-03-03T11:06:00Z");
  }

  @Test
  void aFortnightWhereNobodySaysHowLong() {
    List<CaseRevision> revisions =
        run(takenUp(), POLICE.decide("dsp-00000002", READ + MINUTE, Decision.NEEDS_INFO));
    assertThat(content(revisions, 3).path("waits_until").asText())
        .isEqualTo("2026-03-16T11:06:00Z");
  }

  @Test
  void whatWasWeighedOpensNoOtherCase() {
    // The lock goes on, and logins that were there before as well.
    records.add(record("login-001", "login", START + 2));
    for (int i = 1; i < 6; i++) {
      records.add(record("login-1" + i, "login", START + i * HOUR + 1));
    }
    assertThat(said(takenUp(), dismissed()))
        .endsWith("1 police 3 DISMISSED", (1 + 90 * 24) + " police 4 left");
  }

  @Test
  void whatIsNewOpensAnotherAndTheOldOneStaysDismissed() {
    records.add(record("checks-01", "exit.requested", READ + 2 * HOUR));
    List<CaseRevision> revisions = run(takenUp(), dismissed());
    String other = caseOpenedAt(START + 4 * HOUR);
    assertThat(revisions)
        .filteredOn(revision -> revision.id().equals(other))
        .extracting(DispositionsTest::line)
        .startsWith("4 minors 1 LEAD");
    assertThat(revisions)
        .filteredOn(revision -> revision.id().equals(CASE) && revision.verdict() == null)
        .extracting(DispositionsTest::line)
        .endsWith("1 police 3 DISMISSED", (1 + 90 * 24) + " police 4 left");
  }

  /** Within the hour before the decision nobody could have weighed what is evaluated hourly. */
  @Test
  void whatCameJustBeforeTheDecisionAndWasNotSeenCounts() {
    records.add(record("checks-01", "exit.requested", READ));
    assertThat(said(takenUp(), dismissed())).contains("2 minors 1 LEAD");
  }

  @Test
  void reopensOnEvidenceThatIsNewer() {
    Decided reopened =
        new Decisions(CASE, 3, "police")
            .decide("dsp-00000003", START + 3 * HOUR + MINUTE, Decision.REOPENED);
    assertThat(said(takenUp(), dismissed(), reopened))
        .contains("3 police 3 refused dsp-00000003: no_newer_evidence")
        .endsWith(
            "1 police 3 DISMISSED",
            "3 police 3 refused dsp-00000003: no_newer_evidence",
            (1 + 90 * 24) + " police 4 left");
    records.add(record("login-001", "login", READ + HOUR));
    assertThat(said(takenUp(), dismissed(), reopened))
        .containsSubsequence(
            "1 police 3 DISMISSED", "3 police 4 applied dsp-00000003", "3 police 4 IN_REVIEW");
  }

  @Test
  void notBesideAnotherOpenCase() {
    records.add(record("locked-02", "account.locked", START + 10 * HOUR));
    assertThat(
            said(
                takenUp(),
                dismissed(),
                new Decisions(CASE, 3, "police")
                    .decide("dsp-00000003", START + 12 * HOUR, Decision.REOPENED)))
        .contains("11 police 1 LEAD", "12 police 3 refused dsp-00000003: another_is_open");
  }

  private List<String> refusals(Decided... decisions) {
    return said(decisions).stream()
        .filter(line -> line.contains("refused"))
        .map(line -> line.substring(line.indexOf(": ") + 2))
        .toList();
  }

  private static Decided unlike(Decisions writer, Decision decision) {
    return writer.decide("dsp-00000009", READ + MINUTE, decision, "inv.2", "labour");
  }

  @Test
  void refusesWhatIsNotInOrder() {
    assertThat(refusals(unlike(new Decisions("0".repeat(64), 1, "police"), Decision.IN_REVIEW)))
        .containsExactly("unknown_case");
    assertThat(refusals(unlike(new Decisions(CASE, 2, "police"), Decision.IN_REVIEW)))
        .containsExactly("unknown_revision");
    assertThat(refusals(unlike(new Decisions(CASE, 1, "labour"), Decision.IN_REVIEW)))
        .containsExactly("wrong_unit");
    assertThat(refusals(unlike(POLICE, Decision.REFERRED))).containsExactly("take_up_first");
    assertThat(refusals(unlike(POLICE, Decision.REOPENED))).containsExactly("not_closed");
    assertThat(refusals(takenUp(), dismissed(), unlike(POLICE, Decision.NEEDS_INFO)))
        .containsExactly("closed");
    assertThat(refusals(takenUp(), takenUp())).containsExactly("duplicate");
    assertThat(refusals(takenUp(), moving(Decision.REFERRED, null, "army")))
        .containsExactly("unknown_unit");
    assertThat(refusals(takenUp(), moving(Decision.REFERRED, null, "watch")))
        .containsExactly("unknown_unit");
    assertThat(refusals(takenUp(), moving(Decision.HANDED_OVER, null, "police")))
        .containsExactly("same_unit");
    assertThat(refusals(takenUp(), POLICE.waitUntil("dsp-00000002", READ, READ)))
        .containsExactly("not_ahead");
    assertThat(refusals(takenUp(), POLICE.waitUntil("dsp-00000002", READ, READ + 91 * DAY)))
        .containsExactly("not_ahead");
  }

  private static Decided moving(Decision decision, @Nullable String second, @Nullable String unit) {
    return POLICE.decide("dsp-00000002", READ + MINUTE, decision, second, unit);
  }

  @Test
  void twoPersonsSendToThePoliceAndDismissTierA() {
    assertThat(refusals(takenUp(), moving(Decision.REFERRED, null, "police")))
        .containsExactly("second_person_missing");
    assertThat(refusals(takenUp(), moving(Decision.REFERRED, "inv.2", "police"))).isEmpty();
    assertThat(refusals(takenUp(), moving(Decision.DISMISSED, null, null)))
        .containsExactly("second_person_missing");
  }

  @Test
  void onePersonDismissesWhatIsOfTierB() {
    records.clear();
    records.add(record("login-001", "login", START + 1));
    records.add(record("payout-01", "payout.made", START + 2));
    Decisions labour = new Decisions(CASE, 1, "labour");
    assertThat(
            said(
                labour.decide("dsp-00000001", READ, Decision.IN_REVIEW),
                labour.decide("dsp-00000002", READ + MINUTE, Decision.DISMISSED)))
        .contains("1 labour 3 DISMISSED");
  }

  @Test
  void aMinorsCaseStaysWithItsUnit() {
    records.clear();
    records.add(record("checks-01", "exit.requested", START + 1));
    Decisions minors = new Decisions(CASE, 1, "minors");
    Decided taken = minors.decide("dsp-00000001", READ, Decision.IN_REVIEW);
    assertThat(
            refusals(
                taken,
                minors.decide("dsp-00000002", READ + MINUTE, Decision.REFERRED, "inv.2", "police")))
        .containsExactly("minors_stay");
    assertThat(
            said(
                taken,
                minors.decide("dsp-00000002", READ + MINUTE, Decision.REFERRED, null, "minors")))
        .contains("1 minors 3 REFERRED");
  }

  @Test
  void counterEvidenceOnTheCaseHasToBeWeighed() {
    records.add(record("attest-01", "pay.attested", START + 2));
    assertThat(refusals(takenUp(), dismissed())).containsExactly("counter_evidence_not_considered");
    assertThat(
            refusals(
                takenUp(),
                POLICE.decide(
                    "dsp-00000002",
                    READ + MINUTE,
                    Decision.DISMISSED,
                    "inv.2",
                    null,
                    CounterEvidence.OWN_DEVICE)))
        .isEmpty();
  }

  @Test
  void whatWasJudgedBeforeAnotherRuleHeldIsStale() {
    records.add(record("login-001", "login", START + HOUR + 1));
    long later = START + 2 * HOUR + MINUTE;
    Decided old = POLICE.decide("dsp-00000002", later, Decision.DISMISSED, "inv.2", null);
    assertThat(refusals(takenUp(), old)).containsExactly("stale");
    // The revision that brought the logins is 3; 2 only said that somebody had taken it up.
    assertThat(
            refusals(
                takenUp(),
                new Decisions(CASE, 3, "police")
                    .decide("dsp-00000002", later, Decision.DISMISSED, "inv.2", null)))
        .isEmpty();
  }

  @Test
  void aSecondLookMovesNothingAndIsBySomebodyElse() {
    Decisions reviewed = new Decisions(CASE, 3, "police");
    long later = READ + HOUR;
    List<String> said =
        said(
            takenUp(),
            dismissed(),
            reviewed.review("dsp-00000003", later, Review.BLIND_SECOND, "inv.2"),
            reviewed.review("dsp-00000004", later, Review.BLIND_SECOND, "inv.3"),
            reviewed.review("dsp-00000005", later, Review.OTHER_UNIT, "inv.3"),
            new Decisions(CASE, 3, "labour")
                .review("dsp-00000006", later, Review.OTHER_UNIT, "lab.1"));
    assertThat(said.subList(5, said.size()))
        .containsExactly(
            "2 police 3 refused dsp-00000003: same_person",
            "2 police 3 recorded dsp-00000004",
            "2 police 3 refused dsp-00000005: wrong_unit",
            "2 police 3 recorded dsp-00000006",
            (1 + 90 * 24) + " police 4 left");
    assertThat(
            refusals(takenUp(), POLICE.review("dsp-00000002", later, Review.BLIND_SECOND, "inv.3")))
        .containsExactly("nothing_to_review");
  }

  /** One in ten, one in twenty: of 4,000 ids, within four standard deviations. */
  @Test
  void secondLooksAreDrawnByCaseAndRevision() {
    int blind = 0;
    int other = 0;
    for (int i = 0; i < 4000; i++) {
      String id = caseOpenedAt(i * HOUR);
      List<Review> due = ReviewSample.of(id, 3, Decision.DISMISSED, true);
      assertThat(ReviewSample.of(id, 3, Decision.DISMISSED, true)).isEqualTo(due);
      assertThat(ReviewSample.of(id, 3, Decision.DISMISSED, false))
          .doesNotContain(Review.OTHER_UNIT);
      assertThat(ReviewSample.of(id, 3, Decision.NEEDS_INFO, true)).isEmpty();
      blind += due.contains(Review.BLIND_SECOND) ? 1 : 0;
      other += due.contains(Review.OTHER_UNIT) ? 1 : 0;
    }
    assertThat(blind).isBetween(400 - 76, 400 + 76);
    assertThat(other).isBetween(200 - 55, 200 + 55);
  }
}

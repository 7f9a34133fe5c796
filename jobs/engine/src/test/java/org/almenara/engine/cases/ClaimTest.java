package org.almenara.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.almenara.engine.PlainRun;
import org.almenara.engine.PlainRun.Arrived;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.testing.TestRecords;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.schemas.Topic;
import org.junit.jupiter.api.Test;

/** Which revisions wait for a ration, and which never do. */
class ClaimTest {

  private static final long HOUR = 3_600_000;
  private static final long START = TestRecords.START;

  private static final RuleText LOCKED = rule("locked", "account.locked", "account", "A");
  private static final RuleText LOGINS = rule("logins", "login", "hours", "A");

  private static final String ROUTES =
      "[{unit: minors, families: [minors]}, {unit: police, families: [account]},"
          + " {unit: labour, families: []}]";

  private static RuleText rule(String id, String type, String family, String tier) {
    return new RuleText(
        id,
        "performer",
        "{n: {count: records, where: 'type == \"" + type + "\"'}}",
        "8h",
        "1h",
        "n >= 1",
        family,
        "session",
        tier,
        40,
        "");
  }

  private static Arrived record(String id, String type, long time) {
    return new Arrived(
        TestRecords.event(
            id,
            type,
            time,
            "\"performer\":" + TestRecords.ref("prf", 1, 1),
            "\"device\":" + TestRecords.ref("dev", 1, 1).replace("}", ",\"relation\":\"own\"}"),
            "\"actor\":\"manager\""),
        new Entry(time, id, id.hashCode(), false, Topic.PLATFORM_EVENTS, 0, 7),
        time);
  }

  private static final Arrived LOCK = record("locked-01", "account.locked", START + 1);
  private static final Arrived LOGIN = record("login-001", "login", START + 1);

  private static List<CaseRevision> revisions(RuleSet rules, long end, Arrived... records) {
    return new PlainRun(rules).run(List.of(records), end).revisions();
  }

  private static Claim first(RuleSet rules, Arrived... records) {
    return revisions(rules, START + HOUR, records).get(0).claim();
  }

  @Test
  void aNewCaseWaitsAndNamesTheRuleThatGivesMost() {
    assertThat(first(TestRules.routed(ROUTES, "", LOCKED, LOGINS), LOCK))
        .isEqualTo(new Claim(true, false, "locked"));
  }

  @Test
  void whatTheSettingsCallUrgentDoesNotWait() {
    RuleSet rules = TestRules.routed(ROUTES, "urgent: [locked]\n", LOCKED, LOGINS);
    assertThat(first(rules, LOCK).urgent()).isTrue();
    assertThat(first(rules, LOGIN).urgent()).isFalse();
  }

  @Test
  void whatIsForThoseWhoLookAfterMinorsDoesNotWait() {
    RuleText minors = rule("locked", "account.locked", "minors", "A");
    assertThat(first(TestRules.routed(ROUTES, "", minors), LOCK).urgent()).isTrue();
  }

  @Test
  void whatATypologyDescribesAsAboutAChildDoesNotWait() {
    String child =
        """
        typologies:
        - id: about-a-child
          title: {en: a, es: b, pt: c}
          describes: child
          all: [locked, logins]
          within: 24h
          references: [a test]
        """;
    RuleSet rules = TestRules.routed(ROUTES, child, LOCKED, LOGINS);
    assertThat(first(rules, LOCK).urgent()).isFalse();
    assertThat(first(rules, LOCK, LOGIN).urgent()).isTrue();
  }

  @Test
  void aCaseThatComesFromAnotherUnitIsNewThere() {
    RuleSet rules = TestRules.routed(ROUTES, "", LOCKED, LOGINS);
    Arrived later = record("locked-02", "account.locked", START + HOUR + 1);
    assertThat(revisions(rules, START + 2 * HOUR, LOGIN, later))
        .extracting(CaseRevision::unit, CaseRevision::opens, one -> one.claim().enters())
        .containsExactly(
            tuple("labour", true, true),
            tuple("labour", false, false),
            tuple("police", false, true));
  }

  @Test
  void onlyARuleThatOpensACaseByItselfIsUrgentByItself() {
    RuleText context = rule("locked", "account.locked", "account", "B");
    assertThatThrownBy(() -> TestRules.routed(ROUTES, "urgent: [locked]\n", context))
        .hasMessageContaining("'locked' is not of tier A; remove it");
    assertThatThrownBy(() -> TestRules.routed(ROUTES, "urgent: [lokced]\n", context))
        .hasMessageContaining("there is no rule 'lokced'");
  }
}

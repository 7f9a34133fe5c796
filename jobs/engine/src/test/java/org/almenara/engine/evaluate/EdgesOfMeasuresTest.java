package org.almenara.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.almenara.engine.PlainRun;
import org.almenara.engine.PlainRun.Arrived;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.testing.TestRecords;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.PlatformEvent;
import org.junit.jupiter.api.Test;

/** Where measures reach further than the rule's window, or share what they keep. */
class EdgesOfMeasuresTest {

  private static final long MINUTE = 60_000;
  private static final String PERFORMER = "\"performer\":" + TestRecords.ref("prf", 0, 1);

  private final List<Arrived> records = new ArrayList<>();

  private static RuleText rule(String id, String measure, String window, String slide, String c) {
    String measures = "{m: " + measure + "}";
    return RuleText.measuring(id, "performer", measures, window, slide, "'" + c + "'");
  }

  /** Sent at a minute after the start, and arrived some minutes later. */
  private EdgesOfMeasuresTest sent(String id, String type, long minute, long late) {
    String fields =
        switch (type) {
          case "account.locked" -> "\"actor\":\"manager\"";
          case "help.pressed" -> "\"market\":\"CO\"";
          default -> "\"session\":" + TestRecords.ref("ses", 0, records.size());
        };
    long time = TestRecords.START + minute * MINUTE;
    PlatformEvent event = TestRecords.event("record-" + id, type, time, PERFORMER, fields);
    records.add(World.arrived(event, minute, time + late * MINUTE, 0, records.size()));
    return this;
  }

  /** What a rule says to the end of all: minute, whether it holds, and what it cites. */
  private List<String> said(String id, RuleText... rules) {
    RuleSet ruleSet = TestRules.of(rules);
    long end = World.end(records, 2 * ruleSet.lifetime(EntityType.PERFORMER));
    return new PlainRun(ruleSet)
        .run(records, end).findings().stream()
            .filter(finding -> finding.rule().equals(id))
            .map(
                finding ->
                    (finding.instant() - TestRecords.START) / MINUTE
                        + (finding.holds() ? " holds" : " ceases")
                        + finding.evidence().stream()
                            .map(entry -> entry.id().replace("record-", " "))
                            .reduce("", String::concat))
            .toList();
  }

  /** The deadline comes when the record has left the window: both are looked back over. */
  @Test
  void anAbsenceCountsForAWindowAfterItsDeadline() {
    RuleText rule =
        rule(
            "r",
            "{absence: 'type == \"account.locked\"', then: 'type == \"help.pressed\"', within: 5h}",
            "2h",
            "30m",
            "m >= 1");
    assertThat(sent("a", "account.locked", 10, 0).said("r", rule))
        .containsExactly("330 holds a", "450 ceases");
  }

  /** Growth below one goes on to hold until its baseline is empty. */
  @Test
  void aBaselineCountsToItsEnd() {
    RuleText rule =
        rule(
            "r",
            "{growth: records, where: 'type == \"account.locked\"', baseline: 10h, at_least: 1}",
            "1h",
            "30m",
            "m >= 1.0");
    sent("a", "account.locked", 0, 0);
    assertThat(sent("b", "account.locked", 570, 0).said("r", rule))
        .containsExactly("600 holds b", "630 ceases");
  }

  /**
   * Without an end it is live for five minutes more, by which its last mark has left the window.
   */
  @Test
  void aRuleThatHoldsByASessionsTailIsNotSaidAgainAndAgain() {
    RuleText rule = rule("r", "{covered: session}", "1h", "1m", "m >= duration(\"2m\")");
    assertThat(sent("a", "session.started", 0, 0).said("r", rule))
        .containsExactly("2 holds a", "64 ceases");
  }

  @Test
  void whatIsCitedDoesNotDependOnWhoSharesTheMeasure() {
    RuleText live = rule("live", "{covered: session}", "4h", "30m", "m >= duration(\"1m\")");
    RuleText days = rule("days", "{day_run: session}", "4h", "30m", "m >= 1");
    for (int i = 0; i < 40; i++) {
      sent("a" + i, "session.started", i / 2, 0);
    }
    assertThat(said("live", live, days)).isNotEmpty().isEqualTo(said("live", live));
  }

  @Test
  void bothEndsOfASequenceAreCited() {
    RuleText rule =
        rule(
            "r",
            "{sequence: 'type == \"account.locked\"', then: 'type == \"help.pressed\"', within: 1h}",
            "2h",
            "30m",
            "m >= 1");
    sent("a", "account.locked", 0, 0);
    assertThat(sent("b", "help.pressed", 10, 0).said("r", rule))
        .containsExactly("30 holds a b", "150 ceases");
  }

  /** What is remembered for others must not decide what a rule says, nor whether it is sure. */
  @Test
  void whatAFullListSaysDoesNotDependOnWhoSharesIt() {
    String locks = "{absence: 'type == \"account.locked\"', then: 'false', within: 1m}";
    RuleText many = rule("many", locks, "4h", "30m", "m >= 30");
    RuleText some = rule("some", locks, "4h", "30m", "m >= 2");
    for (int i = 0; i < 12; i++) {
      sent("a" + i, "account.locked", i, 0);
    }
    assertThat(said("some", some, many)).isEqualTo(said("some", some)).isNotEmpty();
    assertThat(observed("some", some, many))
        .isEqualTo(observed("some", some))
        .containsExactly(new Finding.Observation("m", 2, 2, "records", true));
  }

  @Test
  void aListThatIsFullToTheBrimIsSure() {
    RuleText rule =
        rule(
            "r",
            "{absence: 'type == \"account.locked\"', then: 'false', within: 1m}",
            "4h",
            "30m",
            "m >= 2");
    for (int i = 0; i < 8; i++) {
      sent("a" + i, "account.locked", i, 0);
    }
    assertThat(observed("r", rule))
        .containsExactly(new Finding.Observation("m", 2, 2, "records", false));
  }

  /** What findings of a rule that hold have measured. */
  private List<Finding.Observation> observed(String id, RuleText... rules) {
    RuleSet ruleSet = TestRules.of(rules);
    long end = World.end(records, 2 * ruleSet.lifetime(EntityType.PERFORMER));
    return new PlainRun(ruleSet)
        .run(records, end).findings().stream()
            .filter(finding -> finding.rule().equals(id) && finding.holds())
            .flatMap(finding -> finding.observed().stream())
            .toList();
  }

  /** The copy waits for the measure's own slide when another measure is read. */
  @Test
  void aCopyThatWaitsIsNoticedAlthoughAnotherMeasureIsReadBeforeIt() {
    RuleText tally =
        rule(
            "tally", "{tally: records, where: 'type == \"account.locked\"'}", "4h", "30m", "m > 1");
    RuleText often =
        rule(
            "often",
            "{count: records, where: 'type != \"tip.received\" && platform == \"p\"'}",
            "4h",
            "1m",
            "m >= 1");
    sent("a", "account.locked", 78, 0);
    sent("a", "account.locked", 78, 59);
    for (int minute = 70; minute < 160; minute += 4) {
      sent("s" + minute, "session.alive", minute, 0);
    }
    assertThat(said("tally", tally, often)).isEmpty();
  }
}

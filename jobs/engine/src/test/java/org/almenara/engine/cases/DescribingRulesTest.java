package org.almenara.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.almenara.engine.PlainRun;
import org.almenara.engine.PlainRun.Arrived;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.testing.TestRecords;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.schemas.Topic;
import org.junit.jupiter.api.Test;

/** What a rule does that gives no points: it stands on the cases of others, and on none alone. */
class DescribingRulesTest {

  private static final long HOUR = 3_600_000;
  private static final long START = TestRecords.START;

  private static RuleSet rules(int points) {
    return TestRules.of(
        "near_misses: 1\n",
        rule("describes", "login", "tips", "C", points),
        rule("carries", "account.locked", "account", "A", 40));
  }

  private static RuleText rule(String id, String type, String family, String tier, int points) {
    return new RuleText(
        id,
        "performer",
        "{n: {count: records, where: 'type == \"" + type + "\"'}}",
        "2h",
        "1h",
        "n >= 1",
        family,
        "session",
        tier,
        points,
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

  /** A login every hour for two days. */
  private static List<Arrived> logins() {
    List<Arrived> logins = new ArrayList<>();
    for (int hour = 0; hour < 48; hour++) {
      logins.add(record("login-%03d".formatted(hour), "login", START + 1 + hour * HOUR));
    }
    return logins;
  }

  private static List<CaseRevision> revisions(RuleSet rules, List<Arrived> records) {
    return new PlainRun(rules).run(records, START + 100 * HOUR).revisions();
  }

  private static List<Arrived> withLock() {
    List<Arrived> records = logins();
    records.add(record("locked-01", "account.locked", START + 1));
    return records;
  }

  @Test
  void aloneItIsNeitherACaseNorNearOne() {
    assertThat(revisions(rules(0), logins())).isEmpty();
  }

  @Test
  void itStandsOnACaseAndGivesItNothing() {
    CaseRevision opened = revisions(rules(0), withLock()).get(0);
    assertThat(opened.pointsMilli()).isEqualTo(40_000);
    assertThat(opened.content()).contains("\"rule\":\"describes\"");
    assertThat(revisions(rules(1), withLock()).get(0).pointsMilli()).isEqualTo(41_000);
  }

  /** The lock gives points for two hours, and fades for four half-lives of one hour. */
  @Test
  void itKeepsNoCaseOpen() {
    assertThat(expired(rules(0))).isEqualTo(START + 7 * HOUR);
    assertThat(expired(rules(1))).isEqualTo(START + 54 * HOUR);
  }

  private static long expired(RuleSet rules) {
    return revisions(rules, withLock()).stream()
        .filter(revision -> revision.content() != null)
        .filter(
            revision ->
                Objects.requireNonNull(revision.content()).contains("\"state\":\"EXPIRED\""))
        .findFirst()
        .orElseThrow()
        .instant();
  }
}

package org.almenara.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.almenara.engine.PlainRun;
import org.almenara.engine.PlainRun.Arrived;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.testing.TestRecords;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.Topic;
import org.junit.jupiter.api.Test;

/** What speaks against a case, and what a pattern says, from records to what stands on the case. */
class CounterEvidenceOnCasesTest {

  private static final long HOUR = 3_600_000;
  private static final long START = TestRecords.START;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final RuleText LOCKED = rule("locked", "account.locked", "account", "B", 40);
  private static final RuleText LOGINS = rule("logins", "login", "hours", "B", 30);
  private static final RuleText EXITS = rule("exits", "exit.reversed", "account", "C", 10);
  private static final RuleText TIPPED = rule("tickets", "ticket.opened", "tips", "B", 10);
  private static final RuleText ATTESTED =
      new RuleText(
          "attested",
          "performer",
          "{n: {count: records, where: 'type == \"pay.attested\" && reported_by == \"performer\"'}}",
          "2h",
          "1h",
          "n >= 1",
          "[account, hours]",
          "attestation",
          "",
          15,
          "");

  private static final String LABOUR =
      """
      typologies:
      - id: locked-in
        title: {en: a, es: b, pt: c}
        describes: labour_abuse
        all: [locked, logins]
        any: [exits]
        at_least: 2
        within: 24h
        unit: labour
        references: [a test]
      """;

  private static RuleText rule(String id, String type, String family, String tier, int points) {
    String root =
        switch (family) {
          case "account" -> "account-action";
          case "hours" -> "session";
          default -> "tip";
        };
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

  private static Arrived record(String id, String type, long time) {
    PlatformEvent event =
        TestRecords.event(
            id,
            type,
            time,
            "\"performer\":" + TestRecords.ref("prf", 1, 1),
            "\"device\":" + TestRecords.ref("dev", 1, 1).replace("}", ",\"relation\":\"own\"}"),
            "\"reported_by\":\"performer\"",
            "\"attested\":\"full\"",
            "\"category\":\"other\"",
            "\"what\":\"detach\"",
            "\"actor\":\"manager\"");
    return new Arrived(
        event, new Entry(time, id, id.hashCode(), false, Topic.PLATFORM_EVENTS, 0, 7), time);
  }

  private static List<CaseRevision> run(RuleSet rules, Arrived... records) {
    return new PlainRun(rules).run(Arrays.asList(records), START + 20 * HOUR).revisions();
  }

  private static JsonNode content(CaseRevision revision) throws Exception {
    return JSON.readTree(Objects.requireNonNull(revision.content()));
  }

  @Test
  void standsOnTheCaseAndLowersIt() throws Exception {
    List<CaseRevision> revisions =
        run(
            TestRules.of(LOCKED, LOGINS, ATTESTED),
            record("locked-01", "account.locked", START + 1),
            record("login-001", "login", START + 2),
            record("attest-01", "pay.attested", START + HOUR + 1));

    assertThat(revisions.subList(0, 2))
        .extracting(CaseRevision::revision, CaseRevision::pointsMilli)
        .as("40 and 30; then each less 15, of the hours no more than 40 %")
        .containsExactly(tuple(1, 70_000L), tuple(2, 25_000L + 18_000L));
    assertThat(content(revisions.get(0)).path("counter_evidence")).isEmpty();
    assertThat(content(revisions.get(1)).path("factors")).hasSize(2);
    assertThat(JSON.writeValueAsString(content(revisions.get(1)).path("counter_evidence").get(0)))
        .isEqualTo(
            "{\"basis\":\"recorded\",\"caveats\":[\"explanation of attested\"],\"entity\":"
                + JSON.writeValueAsString(content(revisions.get(1)).path("focal"))
                + ",\"families\":[\"account\",\"hours\"],\"late\":false,\"points_milli\":15000,"
                + "\"records\":[\"attest-01\"],\"root\":\"attestation\",\"rule\":\"attested\","
                + "\"since\":\"2026-03-02T12:00:00Z\",\"title\":{\"en\":\"a\",\"es\":\"b\","
                + "\"pt\":\"c\"},\"version\":1}");
    assertThat(revisions.get(1).cited())
        .extracting(Entry::id)
        .containsExactly("attest-01", "locked-01", "login-001");
    assertThat(content(revisions.get(1)).path("to_consider"))
        .as("what it can mislead by explains nothing away")
        .extracting(JsonNode::asText)
        .containsExactly("explanation of locked", "explanation of logins");
  }

  @Test
  void keepsNoCaseAliveByItself() throws Exception {
    List<CaseRevision> revisions =
        run(
            TestRules.of(LOCKED, LOGINS, ATTESTED),
            record("locked-01", "account.locked", START + 1),
            record("login-001", "login", START + 2),
            record("attest-01", "pay.attested", START + 6 * HOUR + 1),
            record("attest-02", "pay.attested", START + 8 * HOUR + 1),
            record("attest-03", "pay.attested", START + 10 * HOUR + 1));
    CaseRevision last = revisions.get(revisions.size() - 1);
    assertThat(content(last).path("state").asText()).isEqualTo("EXPIRED");
    assertThat(last.instant()).isEqualTo(START + 7 * HOUR);
    assertThat(content(last).path("counter_evidence")).hasSize(1);
  }

  @Test
  void aPatternStandsOnTheCaseWithWhatIsMissing() throws Exception {
    JsonNode content =
        content(
            run(
                    TestRules.of(LABOUR, LOCKED, LOGINS, EXITS),
                    record("locked-01", "account.locked", START + 1),
                    record("login-001", "login", START + 2))
                .get(0));
    assertThat(JSON.writeValueAsString(content.path("typologies")))
        .isEqualTo(
            "[{\"describes\":\"labour_abuse\",\"id\":\"locked-in\",\"missing\":[\"exits\"],"
                + "\"parts\":[\"locked\",\"logins\"],\"title\":{\"en\":\"a\",\"es\":\"b\","
                + "\"pt\":\"c\"}}]");
  }

  @Test
  void whatAPatternExplainsLeadsToItsUnit() {
    Arrived[] records = {
      record("locked-01", "account.locked", START + 1), record("login-001", "login", START + 2)
    };
    assertThat(run(TestRules.of(LOCKED, LOGINS, EXITS), records).get(0).unit()).isEqualTo("police");
    assertThat(run(TestRules.of(LABOUR, LOCKED, LOGINS, EXITS), records))
        .extracting(CaseRevision::unit)
        .startsWith("labour");
  }

  @Test
  void whatItDoesNotExplainLeadsWhereItAlwaysDid() {
    assertThat(
            run(
                    TestRules.of(LABOUR, LOCKED, LOGINS, EXITS, TIPPED),
                    record("locked-01", "account.locked", START + 1),
                    record("login-001", "login", START + 2),
                    record("ticket-01", "ticket.opened", START + 3))
                .get(0)
                .unit())
        .isEqualTo("police");
  }

  @Test
  void definitionsAreKeptApart() throws Exception {
    RuleText coded =
        new RuleText(
            "coded",
            "performer",
            "{n: {count: records, where: 'type == \"account.locked\"'}}",
            "2h",
            "1h",
            "n >= 1",
            "account",
            "account-action",
            "A",
            40,
            "");
    String yaml =
        coded
            .yaml()
            .replace("elements: []", "elements: [act, purpose, sexual_exploitation, child]");
    RuleSet rules = TestRules.ofYaml("coded", yaml);
    JsonNode content = content(run(rules, record("locked-01", "account.locked", START + 1)).get(0));
    assertThat(content.path("elements_missing")).as("of a child no means is needed").isEmpty();
    assertThat(JSON.writeValueAsString(content.path("definitions")))
        .isEqualTo(
            "[{\"missing\":[],\"offence\":\"human_trafficking\"},"
                + "{\"missing\":[],\"offence\":\"sex_trafficking\"},"
                + "{\"missing\":[\"live_delivery\"],\"offence\":\"cybersex_trafficking\"}]");
  }
}

package org.almenara.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
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

/** From records to revisions: tier A by a lock, tier B by logins and payouts; windows of 2 h. */
class CaseKeeperTest {

  private static final long HOUR = 3_600_000;
  private static final long START = TestRecords.START;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final RuleSet RULES =
      TestRules.of(
          rule("locked", "account.locked", "account", "account-action", "A", 45),
          rule("logins", "login", "hours", "session", "B", 30),
          rule("payouts", "payout.made", "money", "payout", "B", 30));

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

  private static Arrived record(String id, String type, long time) {
    return record(id, type, time, 1);
  }

  private static Arrived record(String id, String type, long time, int performer) {
    PlatformEvent event =
        TestRecords.event(
            id,
            type,
            time,
            "\"performer\":" + TestRecords.ref("prf", 1, performer),
            "\"payout\":" + TestRecords.ref("pay", 1, 1),
            "\"device\":" + TestRecords.ref("dev", 1, 1).replace("}", ",\"relation\":\"own\"}"),
            "\"amount\":{\"minor\":1,\"currency\":\"USD\"}",
            "\"reported_by\":\"platform\"",
            "\"actor\":\"manager\"");
    Entry entry = new Entry(time, id, id.hashCode(), false, Topic.PLATFORM_EVENTS, 0, 7);
    return new Arrived(event, entry, time);
  }

  private static List<CaseRevision> run(Arrived... records) {
    return new PlainRun(RULES).run(Arrays.asList(records), START + 100 * HOUR).revisions();
  }

  private static JsonNode content(CaseRevision revision) throws Exception {
    return JSON.readTree(revision.content());
  }

  @Test
  void opensIsRevisedOnNewsAndExpires() throws Exception {
    List<CaseRevision> revisions =
        run(
            record("locked-01", "account.locked", START + 1),
            record("login-001", "login", START + HOUR + 1),
            // More of the same is no news.
            record("login-002", "login", START + HOUR + 2));
    assertThat(revisions).extracting(CaseRevision::revision).containsExactly(1, 2, 3, 4, 5);
    assertThat(revisions)
        .extracting(CaseRevision::opens)
        .containsExactly(true, false, false, false, false);
    assertThat(revisions).extracting(CaseRevision::id).containsOnly(revisions.get(0).id());
    // Opens; the logins come in; the word falls as the lock fades; the lock is gone after four
    // half-lives; so are the logins.
    assertThat(revisions)
        .extracting(revision -> (revision.instant() - START) / HOUR)
        .containsExactly(1L, 2L, 4L, 7L, 8L);
    assertThat(content(revisions.get(0)).path("state").asText()).isEqualTo("LEAD");
    assertThat(revisions.subList(0, 4))
        .extracting(revision -> content(revision).path("strength").path("word").asText())
        .containsExactly("middle", "high", "middle", "low");
    assertThat(content(revisions.get(3)).path("strength").path("corroboration").asText())
        .isEqualTo("none");
    JsonNode last = content(revisions.get(4));
    assertThat(last.path("state").asText()).isEqualTo("EXPIRED");
    assertThat(last.path("factors")).isEmpty();
  }

  @Test
  void staysWithTheUnitWhenWhatLedThereHasFaded() {
    assertThat(
            run(
                record("locked-01", "account.locked", START + 1),
                record("login-001", "login", START + HOUR + 1)))
        .extracting(CaseRevision::unit)
        .containsOnly("police");
  }

  @Test
  void movesToAnEarlierRouteWhenItGrows() {
    List<CaseRevision> revisions =
        run(
            record("login-001", "login", START + 1),
            record("payout-01", "payout.made", START + 2),
            record("locked-01", "account.locked", START + HOUR + 1));
    assertThat(revisions.subList(0, 3))
        .extracting(
            CaseRevision::unit, CaseRevision::revision, revision -> revision.content() == null)
        .containsExactly(
            tuple("labour", 1, false), tuple("labour", 2, true), tuple("police", 2, false));
    assertThat(revisions.subList(2, revisions.size()))
        .extracting(CaseRevision::unit)
        .containsOnly("police");
  }

  /** What carries the case is for the labour inspectorate; the lock is context only. */
  @Test
  void contextLeadsToNoUnit() {
    RuleSet rules =
        TestRules.of(
            rule("locked", "account.locked", "account", "account-action", "C", 5),
            rule("logins", "login", "hours", "session", "B", 30),
            rule("payouts", "payout.made", "money", "payout", "B", 30));
    List<Arrived> records =
        List.of(
            record("locked-01", "account.locked", START + 1),
            record("login-001", "login", START + 2),
            record("payout-01", "payout.made", START + 3));
    assertThat(new PlainRun(rules).run(records, START + 100 * HOUR).revisions())
        .isNotEmpty()
        .extracting(CaseRevision::unit)
        .containsOnly("labour");
  }

  @Test
  void theIdIsOfTheFocalEntityAndTheOpeningInstant() {
    CaseRevision one = run(record("locked-01", "account.locked", START + 1)).get(0);
    CaseRevision other = run(record("locked-99", "account.locked", START + 2)).get(0);
    assertThat(other.id()).isEqualTo(one.id()).matches("[0-9a-f]{64}");
    assertThat(run(record("locked-01", "account.locked", START + HOUR)).get(0).id())
        .isNotEqualTo(one.id());
    assertThat(run(record("locked-01", "account.locked", START + 1, 2)).get(0).id())
        .isNotEqualTo(one.id());
  }

  @Test
  void aNewCaseOpensAfterTheOldOneExpired() {
    List<CaseRevision> revisions =
        run(
            record("locked-01", "account.locked", START + 1),
            record("locked-02", "account.locked", START + 20 * HOUR));
    assertThat(revisions).extracting(CaseRevision::revision).containsExactly(1, 2, 1, 2);
    assertThat(revisions.get(2).id()).isNotEqualTo(revisions.get(0).id());
  }

  @Test
  void saysWhatAnInvestigatorNeeds() throws Exception {
    CaseRevision revision =
        run(record("login-001", "login", START + 1), record("payout-01", "payout.made", START + 2))
            .get(0);
    JsonNode content = content(revision);
    assertThat(content.path("focal").path("role").asText()).isEqualTo("unknown");
    assertThat(content.path("caution").asText()).contains("neither proves nor disproves");
    assertThat(content.path("to_consider"))
        .extracting(JsonNode::asText)
        .containsExactly("explanation of logins", "explanation of payouts");
    assertThat(content.path("elements_missing"))
        .extracting(JsonNode::asText)
        .containsExactly("act", "means", "purpose");
    assertThat(content.path("strength").path("word").asText()).isEqualTo("middle");
    assertThat(content.path("factors")).hasSize(2);
    assertThat(content.path("factors").get(0).path("records").get(0).asText())
        .isEqualTo("login-001");
    assertThat(revision.cited()).extracting(Entry::id).containsExactly("login-001", "payout-01");
    assertThat(revision.content()).doesNotContain("offset");
  }

  /** Provenance aside, a case is the same byte for byte whatever the order of its records. */
  @Property(tries = 100, seed = "81")
  void anyOrderOfArrivalGivesTheSameRevisions(@ForAll Random random) {
    List<Arrived> records = new ArrayList<>();
    List<String> types = List.of("account.locked", "login", "payout.made");
    for (int i = 0; i < 12; i++) {
      String type = types.get(random.nextInt(3));
      long time = START + random.nextInt(12) * HOUR / 2;
      records.add(record("record-%02d".formatted(i), type, time, 1 + random.nextInt(3)));
    }
    PlainRun straight = new PlainRun(RULES).run(records, START + 100 * HOUR);
    Collections.shuffle(records, random);
    PlainRun shuffled = new PlainRun(RULES).run(records, START + 100 * HOUR);
    assertThat(shuffled.revisions()).isEqualTo(straight.revisions());
    assertThat(shuffled.publications()).isEqualTo(straight.publications());
    Statistics.label("revisions").collect(straight.revisions().size() / 5 * 5);
    assertThat(straight.publications()).hasSize(2 * straight.revisions().size());
  }
}

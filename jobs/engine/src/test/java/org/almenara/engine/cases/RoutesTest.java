package org.almenara.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.almenara.engine.PlainRun;
import org.almenara.engine.PlainRun.Arrived;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.RuleSetException;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.RuleSetReader;
import org.almenara.engine.rules.examples.Example;
import org.almenara.engine.rules.examples.RuleExamples;
import org.almenara.engine.testing.TestRecords;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.Json;
import org.almenara.schemas.Topic;
import org.junit.jupiter.api.Test;

/** For which unit a case is where routes name rules. */
class RoutesTest {

  private static final long HOUR = 3_600_000;
  private static final long START = TestRecords.START;

  private static final Path DEPLOYED =
      Path.of(Objects.requireNonNull(System.getProperty("almenara.root")), "deploy", "rules");

  private static final RuleText TIPPED = rule("tickets", "ticket.opened", "tips", "tip", "B");
  private static final RuleText LOGINS = rule("logins", "login", "hours", "session", "B");
  private static final RuleText LOCKED =
      rule("locked", "account.locked", "account", "account-action", "B");
  private static final RuleText PAYOUTS = rule("payouts", "payout.made", "money", "payout", "B");

  private static final String NGO_AFTER_POLICE =
      "[{unit: police, families: [account, tips]}, {unit: ngo, families: [], rules: [tickets]},"
          + " {unit: labour, families: []}]";

  private static final String NGO_BEFORE_POLICE =
      "[{unit: ngo, families: [], rules: [tickets]}, {unit: police, families: [account, tips]},"
          + " {unit: labour, families: []}]";

  private static RuleText rule(String id, String type, String family, String root, String tier) {
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
        30,
        "");
  }

  private static Arrived record(String id, String type) {
    long time = START + 1;
    return new Arrived(
        TestRecords.event(
            id,
            type,
            time,
            "\"performer\":" + TestRecords.ref("prf", 1, 1),
            "\"payout\":" + TestRecords.ref("pay", 1, 1),
            "\"device\":" + TestRecords.ref("dev", 1, 1).replace("}", ",\"relation\":\"own\"}"),
            "\"amount\":{\"minor\":1,\"currency\":\"USD\"}",
            "\"reported_by\":\"platform\"",
            "\"category\":\"other\"",
            "\"actor\":\"manager\""),
        new Entry(time, id, id.hashCode(), false, Topic.PLATFORM_EVENTS, 0, 7),
        time);
  }

  private static final Arrived TICKET = record("ticket-01", "ticket.opened");
  private static final Arrived LOGIN = record("login-001", "login");
  private static final Arrived LOCK = record("locked-01", "account.locked");
  private static final Arrived PAYOUT = record("payout-01", "payout.made");

  /** The unit of the case that opens; what the case itself says leads there as well. */
  private static String unit(RuleSet rules, Arrived... records) {
    return unit(rules, Arrays.asList(records), START + 20 * HOUR);
  }

  private static String unit(RuleSet rules, List<Arrived> records, long end) {
    List<CaseRevision> revisions = new PlainRun(rules).run(records, end).revisions();
    List<FlaggedCase.Content> said =
        revisions.stream()
            .filter(revision -> revision.id().equals(revisions.get(0).id()))
            .map(CaseRevision::content)
            .filter(Objects::nonNull)
            .map(RoutesTest::read)
            .toList();
    for (int i = 0; i < said.size(); i++) {
      assertThat(CaseUnit.of(said.subList(0, i + 1), rules.settings()))
          .isEqualTo(said.get(i).unit());
    }
    return revisions.get(0).unit();
  }

  private static FlaggedCase.Content read(String content) {
    try {
      return Json.read(content.getBytes(StandardCharsets.UTF_8), FlaggedCase.Content.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aNamedRuleLeadsThereAndNotWhereItsFamilyLeads() {
    assertThat(unit(TestRules.of(TIPPED, LOGINS), TICKET, LOGIN)).isEqualTo("police");
    assertThat(unit(TestRules.routed(NGO_AFTER_POLICE, "", TIPPED, LOGINS), TICKET, LOGIN))
        .isEqualTo("ngo");
  }

  @Test
  void otherRulesLeadAsEverAndTheFirstRouteWins() {
    RuleSet after = TestRules.routed(NGO_AFTER_POLICE, "", TIPPED, LOGINS, LOCKED);
    RuleSet before = TestRules.routed(NGO_BEFORE_POLICE, "", TIPPED, LOGINS, LOCKED);
    assertThat(unit(after, TICKET, LOCK)).isEqualTo("police");
    assertThat(unit(after, LOGIN, LOCK)).isEqualTo("police");
    assertThat(unit(before, TICKET, LOCK)).isEqualTo("ngo");
    assertThat(unit(before, LOGIN, LOCK)).isEqualTo("police");
  }

  @Test
  void theLastRouteTakesWhatLeadsNowhereAndMayNameRules() {
    String routes =
        "[{unit: police, families: [account, tips]},"
            + " {unit: labour, families: [], rules: [tickets]}]";
    RuleSet rules = TestRules.routed(routes, "", TIPPED, LOGINS, LOCKED, PAYOUTS);
    assertThat(unit(rules, TICKET, LOGIN)).isEqualTo("labour");
    assertThat(unit(rules, PAYOUT, LOGIN)).isEqualTo("labour");
    assertThat(unit(rules, LOCK, LOGIN)).isEqualTo("police");
  }

  @Test
  void contextLeadsNowhereEvenNamed() {
    RuleText context = rule("tickets", "ticket.opened", "tips", "tip", "C");
    RuleSet rules = TestRules.routed(NGO_AFTER_POLICE, "", context, LOGINS, PAYOUTS);
    assertThat(unit(rules, TICKET, LOGIN, PAYOUT)).isEqualTo("labour");
  }

  @Test
  void theUnitOfAPatternStandsAboveTheRouteThatNamesARule() {
    String routes =
        "[{unit: police, families: [account]}, {unit: ngo, families: [], rules: [logins]},"
            + " {unit: labour, families: []}]";
    String pattern =
        """
        typologies:
        - id: underpaid
          title: {en: a, es: b, pt: c}
          describes: labour_abuse
          all: [logins, payouts]
          within: 24h
          unit: labour
          references: [a test]
        """;
    assertThat(unit(TestRules.routed(routes, "", LOGINS, PAYOUTS), LOGIN, PAYOUT)).isEqualTo("ngo");
    assertThat(unit(TestRules.routed(routes, pattern, LOGINS, PAYOUTS), LOGIN, PAYOUT))
        .isEqualTo("labour");
  }

  private static final String UNDERPAID =
      """
      typologies:
      - id: underpaid-and-locked-out
        title: {en: a, es: b, pt: c}
        describes: labour_abuse
        all: [locked, payouts]
        within: 24h
        references: [a test]
      """;

  /**
   * What a pattern of labour abuse explains goes to the inspectorate, though its family leads to
   * the police. What it leaves unexplained and is for the police takes the case there.
   */
  @Test
  void labourAbuseGoesToTheInspectorateUnlessSomethingElseIsForThePolice() {
    String routes = "[{unit: police, families: [account, tips]}, {unit: labour, families: []}]";
    RuleSet without = TestRules.routed(routes, "", LOCKED, PAYOUTS, TIPPED);
    RuleSet with = TestRules.routed(routes, UNDERPAID, LOCKED, PAYOUTS, TIPPED);
    assertThat(unit(without, LOCK, PAYOUT)).isEqualTo("police");
    assertThat(unit(with, LOCK, PAYOUT)).isEqualTo("labour");
    assertThat(unit(with, LOCK, PAYOUT, TICKET)).isEqualTo("police");
  }

  @Test
  void labourAbuseLeadsToNoOtherUnit() {
    String routes = "[{unit: police, families: [account]}, {unit: labour, families: []}]";
    assertThatThrownBy(
            () -> TestRules.routed(routes, UNDERPAID + "  unit: police\n", LOCKED, PAYOUTS))
        .hasMessageContaining("what describes labour abuse leads to the inspectorate");
  }

  @Test
  void whatIsDeployedSendsLongHoursWithoutPayToTheInspectorate() throws IOException {
    assertThat(unitAsDeployed("live-16-of-24-hours", "pay-none-attested")).isEqualTo("labour");
  }

  @Test
  void noRouteLeadsASignOfAMinorToAnybodyElse() {
    RuleText child =
        new RuleText(
            "child",
            "performer",
            "{n: {count: records, where: 'type == \"login\"'}}",
            "2h",
            "1h",
            "n >= 1",
            "minors",
            "session",
            "A",
            40,
            "");
    String named =
        "[{unit: ngo, families: [], rules: [child]}, {unit: minors, families: [minors]},"
            + " {unit: labour, families: []}]";
    String byFamily = "[{unit: police, families: [tips, minors]}, {unit: labour, families: []}]";
    String sound =
        "[{unit: minors, families: [minors], rules: [child]}, {unit: labour, families: []}]";
    assertThatThrownBy(() -> TestRules.routed(named, "", child))
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining("'child' is a sign of a minor");
    assertThatThrownBy(() -> TestRules.routed(byFamily, "", child))
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining("it leads signs of a minor to police");
    assertThat(unit(TestRules.routed(sound, "", child), LOGIN)).isEqualTo("minors");
  }

  /** What is deployed, on the first example of each rule that fires. */
  private static String unitAsDeployed(String... ids) throws IOException {
    RuleSet deployed = RuleSetReader.compile(RuleSetFiles.ofFolder(DEPLOYED));
    List<Arrived> records = new ArrayList<>();
    for (String id : ids) {
      String text = Files.readString(DEPLOYED.resolve(id + RuleExamples.SUFFIX));
      RuleExamples.read(Objects.requireNonNull(deployed.rule(id)), text).stream()
          .filter(example -> example.kind().equals(Example.FIRES))
          .findFirst()
          .ifPresent(example -> records.addAll(example.records()));
    }
    return unit(deployed, records, START + 24 * 30 * HOUR);
  }

  @Test
  void anAnonymousTipIsNeverForThePoliceByItself() throws IOException {
    assertThat(unitAsDeployed("tip-hard-means-anonymous", "live-16-of-24-hours")).isEqualTo("ngo");
    assertThat(unitAsDeployed("tip-hard-means-anonymous", "exit-reversed-by-manager"))
        .isEqualTo("police");
    assertThat(unitAsDeployed("tip-hard-means-graded")).isEqualTo("police");
  }

  /** Each is named, so that its family, which leads to the police, does not speak for it. */
  @Test
  void whatIsDeployedNamesAllAnonymousTips() throws IOException {
    RuleSet deployed = RuleSetReader.compile(RuleSetFiles.ofFolder(DEPLOYED));
    List<String> anonymous =
        deployed.rules().stream()
            .map(rule -> rule.id())
            .filter(id -> id.endsWith("-anonymous"))
            .toList();
    assertThat(deployed.settings().routes())
        .filteredOn(route -> route.unit().equals("ngo"))
        .singleElement()
        .satisfies(
            route -> {
              assertThat(route.families()).isEmpty();
              assertThat(route.rules()).containsExactlyElementsOf(anonymous);
            });
    assertThat(anonymous).hasSize(3);
    assertThat(deployed.settings().routes())
        .filteredOn(route -> route.rules().contains("payouts-moved-on-within-a-day"))
        .singleElement()
        .extracting(route -> route.unit())
        .isEqualTo("fiu");
  }
}

package org.almenara.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.almenara.engine.PlainRun;
import org.almenara.engine.PlainRun.Arrived;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.rules.Lane;
import org.almenara.engine.rules.Membership;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.testing.TestRecords;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members join, move, fall silent; their studio's rule begins to hold and ceases. */
class GroupEvaluatorTest {

  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long START = TestRecords.START;

  private static final RuleText LOGINS =
      RuleText.measuring(
          "logins",
          "performer",
          "{n: {count: records, where: 'type == \"login\"'}}",
          "2h",
          "1h",
          "n >= 1");

  private static RuleText studio(String id, String measures, String when) {
    return RuleText.measuring(id, "studio", measures, "4h", "1h", "'" + when + "'")
        .with("group: {of: performer, active: 'type == \"session.started\"'}");
  }

  private static final RuleText AFFECTED =
      studio("affected", "{a: {holding: logins}, p: {active: performer}}", "a >= 2 && p >= 2");

  private static final RuleSet RULES = TestRules.of(LOGINS, AFFECTED);

  private final List<Arrived> records = new ArrayList<>();

  private void at(long minutes, String type, int performer, int studio) {
    record(minutes, type, performer, studio, 0);
  }

  private void record(long minutes, String type, int performer, int studio, int epoch) {
    int i = records.size();
    records.add(
        World.arrived(
            TestRecords.event(
                "record-%02d".formatted(i),
                type,
                START + minutes * MINUTE,
                "\"performer\":" + TestRecords.ref("prf", epoch, performer),
                "\"studio\":" + TestRecords.ref("stu", epoch, studio),
                "\"session\":" + TestRecords.ref("ses", 0, i),
                "\"device\":"
                    + TestRecords.ref("dev", 0, 1).replace("}", ",\"relation\":\"own\"}")),
            i,
            START + minutes * MINUTE,
            0,
            i));
  }

  /** Findings about studios. */
  private List<Finding> said(RuleSet ruleSet) {
    return new PlainRun(ruleSet)
        .run(records, START + 100 * HOUR).findings().stream()
            .filter(finding -> finding.entity().type() == EntityType.STUDIO)
            .toList();
  }

  private static String studio(Finding finding) {
    return finding.entity().origin().substring(26);
  }

  private static long hour(Finding finding) {
    return (finding.instant() - START) / HOUR;
  }

  private static List<String> cited(Finding finding) {
    return finding.evidence().stream().map(Entry::id).toList();
  }

  @Test
  void whatIsSaidAtAnInstantCountsAtThatInstant() {
    at(10, "session.started", 1, 1);
    at(20, "session.started", 2, 1);
    at(30, "login", 1, 1);
    at(60, "login", 2, 1); // counts strictly after ten past: at the next hour
    assertThat(said(RULES))
        .extracting(
            GroupEvaluatorTest::hour, Finding::holds, GroupEvaluatorTest::cited, Finding::observed)
        .containsExactly(
            tuple(
                2L,
                true,
                List.of("record-02", "record-03"),
                List.of(
                    new Finding.Observation("a", 2, 2, "entities", false),
                    new Finding.Observation("p", 2, 2, "entities", false))),
            // The first login leaves its window of two hours.
            tuple(3L, false, List.of(), List.of()));
  }

  @Test
  void aPerformerWhoMovesCeasesThereAndBeginsHere() {
    at(10, "session.started", 1, 1);
    at(11, "session.started", 2, 1);
    at(12, "session.started", 3, 2);
    at(50, "login", 1, 1);
    at(51, "login", 2, 1);
    at(52, "login", 3, 2);
    at(70, "session.started", 2, 2);
    assertThat(said(RULES))
        .extracting(GroupEvaluatorTest::studio, GroupEvaluatorTest::hour, Finding::holds)
        .containsExactly(
            tuple("1", 1L, true),
            tuple("1", 2L, false),
            tuple("2", 2L, true),
            tuple("2", 3L, false));
  }

  @Test
  void whoIsSilentForTheWindowBelongsNowhere() {
    at(10, "session.started", 1, 1);
    at(170, "session.started", 2, 1);
    // Both hold at 4 h; at 5 h the first has not worked for four hours.
    at(200, "login", 1, 1);
    at(200, "login", 2, 1);
    assertThat(said(RULES))
        .extracting(GroupEvaluatorTest::hour, Finding::holds)
        .containsExactly(tuple(4L, true), tuple(5L, false));
  }

  @Test
  void oneMemberWithManyRecordsAndCopiesIsOne() {
    for (int i = 0; i < 5; i++) {
      at(10 + i, "session.started", 1, 1);
      at(20 + i, "login", 1, 1);
    }
    records.addAll(List.copyOf(records));
    assertThat(said(RULES)).isEmpty();
  }

  @Test
  void aShareIsAbsentBelowSoManyMembersAndExactAtItsConstant() {
    RuleSet share =
        TestRules.of(
            LOGINS, studio("share", "{s: {share_holding: logins, at_least: 3}}", "s >= 0.333333"));
    at(10, "session.started", 1, 1);
    at(10, "session.started", 2, 1);
    at(20, "login", 1, 1);
    at(70, "session.started", 3, 1);
    assertThat(said(share))
        .extracting(GroupEvaluatorTest::hour, Finding::holds, Finding::observed)
        .containsExactly(
            // At 1 h it is one of two, and nobody can say.
            tuple(
                2L,
                true,
                List.of(new Finding.Observation("s", 333_333, 333_333, "millionths", false))),
            tuple(3L, false, List.of()));
  }

  @Test
  void membersHearOfItWhenTheyJoinAndThatItCeasedWhenTheyLeave() {
    RuleSet passing =
        TestRules.of(
            LOGINS,
            RuleText.measuring("one", "studio", "{a: {holding: logins}}", "4h", "1h", "'a >= 1'")
                .with(
                    "group: {of: performer, active: 'type == \"session.started\"'}\n"
                        + "passes_on: {to: performer, weight: 0.25}"));
    at(10, "session.started", 1, 1);
    at(20, "login", 1, 1);
    at(30, "login", 1, 1);
    at(70, "session.started", 2, 1);
    at(130, "session.started", 2, 2);
    at(140, "login", 1, 1);
    assertThat(said(passing))
        .filteredOn(Finding::context)
        .extracting(
            finding -> finding.focal().origin().substring(26),
            GroupEvaluatorTest::hour,
            Finding::holds,
            Finding::weightPermille,
            GroupEvaluatorTest::cited)
        .containsExactly(
            tuple("1", 1L, true, 250, List.of("record-00", "record-02")),
            tuple("2", 2L, true, 250, List.of("record-02", "record-03")),
            tuple("2", 3L, false, 0, List.of()),
            // The first fell silent; nobody is left for whom it holds.
            tuple("1", 5L, false, 0, List.of()));
  }

  @Test
  void theTokenShownIsThatOfTheNewestRecord() {
    record(10, "session.started", 1, 1, 1);
    record(20, "session.started", 2, 1, 2);
    record(30, "login", 1, 1, 1);
    record(30, "login", 2, 1, 1);
    assertThat(said(RULES).get(0).entity())
        .isEqualTo(
            new Subject(
                EntityType.STUDIO, TestRecords.token("stu", 2, 1), TestRecords.token("stu", 0, 1)));
  }

  @Test
  void rulesThatLookForTheSameMembersShareThem() {
    RuleSet three =
        TestRules.of(
            LOGINS,
            AFFECTED,
            studio("people", "{p: {active: performer}}", "p >= 5"),
            RuleText.measuring("day", "studio", "{p: {active: performer}}", "1d", "1h", "p >= 5")
                .with("group: {of: performer, active: 'type == \"session.started\"'}"));
    assertThat(three.groups().memberships())
        .extracting(Membership::rules)
        .containsExactlyInAnyOrder(List.of("logins"), List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"studio", "payout", "device", "network", "cluster", "document", "payer"})
  void whateverRecordsNameCanBeAGroup(String entity) {
    RuleSet rules =
        TestRules.of(
            RuleText.measuring("people", entity, "{p: {active: performer}}", "1d", "1h", "p >= 5")
                .with("group: {of: performer, active: 'type == \"session.started\"'}"));
    assertThat(rules.groups().about(EntityType.ofCode(entity))).hasSize(1);
    assertThat(rules.lifetime(EntityType.PERFORMER)).isEqualTo(26 * HOUR);
  }

  private static final Membership MEMBERSHIP = RULES.groups().memberships().iterator().next();
  private static final String ORIGIN = TestRecords.token("stu", 0, 1);

  /** How a performer stands, who works and, where {@code holds}, for whom the rule holds. */
  private static Standing stands(int performer, long hours, boolean joins, boolean holds) {
    long instant = START + hours * HOUR;
    Entry tie = entry(instant - 2, performer);
    return new Standing(
        Lane.LIVE,
        MEMBERSHIP.print(),
        new Subject(EntityType.STUDIO, ORIGIN, ORIGIN),
        performer(performer),
        instant,
        instant,
        joins,
        tie,
        holds ? List.of(new Standing.Held("logins", entry(instant - 1, performer))) : List.of());
  }

  private static Standing leaves(int performer, long hours) {
    return new Standing(
        Lane.LIVE,
        MEMBERSHIP.print(),
        new Subject(EntityType.STUDIO, ORIGIN, ORIGIN),
        performer(performer),
        START + hours * HOUR,
        START + hours * HOUR,
        false,
        null,
        List.of());
  }

  private static Subject performer(int number) {
    String origin = TestRecords.token("prf", 0, number);
    return new Subject(EntityType.PERFORMER, origin, origin);
  }

  private static Entry entry(long time, int performer) {
    return new Entry(time, "p%d-%d".formatted(performer, time), 1, false, Topic.TIPS, 0, 0);
  }

  private static List<Finding> toTheEnd(GroupEvaluator evaluator, GroupState state) {
    List<Finding> said = new ArrayList<>();
    long next = evaluator.nextInstant(state);
    while (next != GroupState.NO_TIMER) {
      said.addAll(evaluator.evaluate(state, EntityType.STUDIO, ORIGIN, next));
      assertThat(evaluator.nextInstant(state)).as("time goes on").isGreaterThan(next);
      next = evaluator.nextInstant(state);
    }
    assertThat(state.isEmpty()).isTrue();
    return said;
  }

  @Test
  void beyondTheBoundMembersAreCountedAndTheFindingSaysSo() {
    RuleSet rules =
        TestRules.of(
            LOGINS,
            AFFECTED,
            studio("share", "{s: {share_holding: logins, at_least: 1}}", "s >= 0.5"));
    GroupEvaluator evaluator = new GroupEvaluator(rules, 2);
    GroupState state = new GroupState();
    for (int performer = 1; performer <= 4; performer++) {
      state.add(stands(performer, 1, true, true));
    }
    assertThat(evaluator.evaluate(state, EntityType.STUDIO, ORIGIN, START + HOUR))
        .as("the share of more than are remembered is not known")
        .singleElement()
        .extracting(Finding::rule, Finding::observed)
        .containsExactly(
            "affected",
            List.of(
                new Finding.Observation("a", 2, 2, "entities", false),
                new Finding.Observation("p", 2, 2, "entities", false),
                new Finding.Observation("membersNotLookedAt", 2, 2, "entities", false)));
    assertThat(state.beyond()).isEqualTo(2);

    // One who was never remembered leaves; one who was makes room for another's next standing.
    state.add(leaves(4, 2));
    state.add(leaves(1, 2));
    evaluator.evaluate(state, EntityType.STUDIO, ORIGIN, START + 2 * HOUR);
    assertThat(state.beyond()).isEqualTo(1);
    state.add(stands(3, 3, false, true));
    assertThat(evaluator.evaluate(state, EntityType.STUDIO, ORIGIN, START + 3 * HOUR))
        .extracting(Finding::rule, Finding::holds)
        .containsExactly(tuple("affected", true), tuple("share", true));
    assertThat(state.beyond()).isZero();
  }

  @Test
  void atMostThirtyTwoRecordsAreCitedTheNewest() {
    GroupEvaluator evaluator = new GroupEvaluator(RULES);
    GroupState state = new GroupState();
    for (int performer = 0; performer < 40; performer++) {
      state.add(stands(performer, 1 + performer % 2, true, true));
    }
    evaluator.evaluate(state, EntityType.STUDIO, ORIGIN, START + HOUR);
    GroupState later = new GroupState();
    for (int performer = 0; performer < 40; performer++) {
      later.add(stands(performer, 1 + performer % 2, true, true));
    }
    // A timer that comes late finds both instants' standings.
    List<Entry> cited =
        evaluator.evaluate(later, EntityType.STUDIO, ORIGIN, START + 2 * HOUR).get(0).evidence();
    assertThat(cited).hasSize(32).isSortedAccordingTo(Entry.BY_IDENTITY);
    assertThat(cited.stream().filter(entry -> entry.time() == START + 2 * HOUR - 1)).hasSize(20);
  }

  @Test
  void itIsSaidAgainWhenAllThatItCitedIsOutOfReach() {
    GroupEvaluator evaluator = new GroupEvaluator(RULES);
    GroupState state = new GroupState();
    state.add(stands(1, 1, true, true));
    state.add(stands(2, 1, true, true));
    state.add(stands(1, 4, false, true));
    state.add(stands(2, 4, false, true));
    assertThat(toTheEnd(evaluator, state))
        .extracting(GroupEvaluatorTest::hour, Finding::holds)
        .containsExactly(tuple(1L, true), tuple(5L, true), tuple(8L, false));
  }

  @Test
  void whoNeverSaysThatTheyLeftGoesWithTheWindow() {
    GroupEvaluator evaluator = new GroupEvaluator(RULES);
    GroupState state = new GroupState();
    state.add(stands(1, 1, true, true));
    state.add(stands(2, 1, true, true));
    assertThat(toTheEnd(evaluator, state))
        .extracting(GroupEvaluatorTest::hour, Finding::holds)
        .containsExactly(tuple(1L, true), tuple(5L, false));
  }

  @Test
  void withAnotherRuleSetWhatIsGoneCeases() {
    GroupEvaluator before = new GroupEvaluator(RULES);
    GroupState state = new GroupState();
    state.add(stands(1, 1, true, true));
    state.add(stands(2, 1, true, true));
    before.evaluate(state, EntityType.STUDIO, ORIGIN, START + HOUR);

    GroupEvaluator after = new GroupEvaluator(TestRules.of(LOGINS));
    assertThat(after.evaluate(state, EntityType.STUDIO, ORIGIN, START + 5 * HOUR))
        .extracting(Finding::rule, Finding::holds)
        .containsExactly(tuple("affected", false));
    assertThat(state.isEmpty()).isTrue();
  }

  @Test
  void formatOneStaysReadable() throws IOException {
    GroupEvaluator evaluator = new GroupEvaluator(RULES);
    GroupState state = new GroupState();
    state.add(stands(1, 1, true, true));
    state.add(stands(2, 1, true, true));
    evaluator.evaluate(state, EntityType.STUDIO, ORIGIN, START + HOUR);
    state.add(stands(3, 2, true, false));
    state.add(leaves(2, 2));
    state.setTimer(evaluator.nextInstant(state));
    byte[] now = GroupWalk.bytes(state);
    Path pinned =
        Path.of(
            Objects.requireNonNull(System.getProperty("almenara.root")),
            "jobs/engine/src/test/resources/group-state-format-2.base64");
    if (Boolean.getBoolean("almenara.update")) {
      Files.writeString(
          pinned, Base64.getMimeEncoder(100, new byte[] {'\n'}).encodeToString(now) + "\n");
    }
    byte[] written =
        Base64.getMimeDecoder().decode(Files.readString(pinned, StandardCharsets.US_ASCII));
    GroupState read = GroupState.read(new DataInputStream(new ByteArrayInputStream(written)));
    assertThat(read.timer()).isEqualTo(START + 2 * HOUR);
    assertThat(evaluator.evaluate(read, EntityType.STUDIO, ORIGIN, START + 2 * HOUR))
        .extracting(Finding::rule, Finding::holds)
        .containsExactly(tuple("affected", false));
    assertThat(now).as("the format has changed").isEqualTo(written);
  }

  @Test
  void anotherFormatIsRefusedByName() {
    assertThatThrownBy(
            () -> GroupState.read(new DataInputStream(new ByteArrayInputStream(new byte[] {9}))))
        .isInstanceOf(IOException.class)
        .hasMessage("group state of format 9; this version reads 2");
  }
}

package org.almenara.cli.cases;

import static org.almenara.cli.cases.SampleRevision.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.almenara.cli.cases.LaneComparison.Alone;
import org.almenara.cli.cases.LaneComparison.Counts;
import org.almenara.cli.cases.LaneComparison.Points;
import org.almenara.cli.cases.LaneComparison.Rank;
import org.almenara.cli.cases.ToldCases.Period;
import org.almenara.cli.cases.ToldCases.Shadow;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.RuleSetReader;
import org.almenara.engine.rules.Settings;
import org.almenara.schemas.FlaggedCase.State;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

final class LaneComparisonTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Period PERIOD = new Period(NOON, NOON.plus(Duration.ofHours(6)));
  private static final String HASH = "b".repeat(64);

  /** Money leads to the police, all else to the labour inspectorate. */
  private static final Settings SETTINGS =
      RuleSetReader.compile(
              new RuleSetFiles(
                  new TreeMap<>(
                      Map.of(
                          "settings.yaml",
                          """
                          rules: [money-a]
                          legal_frame: palermo
                          line: 35
                          caps: {money: 45}
                          words: [{from: 0, word: unlikely}]
                          routes: [{unit: police, families: [money]}, {unit: labour, families: []}]
                          """,
                          "money-a.yaml",
                          """
                          id: money-a
                          version: 1
                          status: stable
                          title: {en: a, es: b, pt: c}
                          indicator: I16
                          references: [a test]
                          entity: performer
                          measures: {n: {count: records, where: 'type == "login"'}}
                          window: 1h
                          slide: 1h
                          when: n >= 1
                          family: money
                          root: payout
                          tier: A
                          basis: alleged
                          elements: []
                          points: 25
                          half_life: 1h
                          falsepositives: [a new phone]
                          """))))
          .settings();

  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

  private void judged(String name, String performer, Map<String, Integer> points) {
    add(SampleRevision.judged(name, performer, points));
  }

  private void inShadow(String name, String performer, Map<String, Integer> points) {
    add(SampleRevision.inShadow(name, performer, HASH, points));
  }

  private void add(SampleRevision revision) {
    records.add(revision.at(records.size()));
  }

  private void gone(SampleRevision revision, Instant when) {
    records.add(revision.goneAt(records.size(), when));
  }

  private LaneComparison compared() {
    ToldCases told = ToldCases.of(records, PERIOD, new Shadow(HASH, SETTINGS));
    return LaneComparison.of(told, PERIOD);
  }

  private static List<String> tokens(List<Alone> cases) {
    return cases.stream()
        .map(each -> each.told().content().focal().token().substring(5, 6))
        .toList();
  }

  @Test
  void nothingDiffersWhereBothTellTheSame() {
    judged("1", "A", Map.of("money-a", 40));
    inShadow("2", "A", Map.of("money-a", 40));

    LaneComparison compared = compared();

    assertThat(compared.differs()).isFalse();
    assertThat(compared.alike()).isEqualTo(1);
    assertThat(compared.byRule()).isEmpty();
  }

  @Test
  void saysWhatIsGainedAndLostAndByWhichRule() {
    judged("1", "A", Map.of("money-a", 40, "hours-b", 10));
    judged("2", "B", Map.of("money-a", 60));
    inShadow("3", "C", Map.of("money-a", 40, "tips-c", 30));
    inShadow("4", "D", Map.of("tips-c", 50));

    LaneComparison compared = compared();

    assertThat(tokens(compared.gained())).containsExactly("D", "C");
    assertThat(compared.gained())
        .extracting(each -> each.told().unit())
        .containsExactly("labour", "police");
    assertThat(compared.gained().get(1).rules())
        .isEqualTo(Map.of("money-a", new Points(0, 40_000), "tips-c", new Points(0, 30_000)));
    assertThat(tokens(compared.lost())).containsExactly("B", "A");
    assertThat(compared.lost())
        .extracting(Alone::rank)
        .containsExactly(new Rank(1, 2), new Rank(2, 2));
    assertThat(compared.byRule())
        .isEqualTo(
            Map.of(
                "money-a", new Counts(1, 2, 0, 0, 0),
                "hours-b", new Counts(0, 1, 0, 0, 0),
                "tips-c", new Counts(2, 0, 0, 0, 0)));
    assertThat(compared.differs()).isTrue();
  }

  @Test
  void aCaseMovesByItsOwnPointsAndShiftsByThoseOfOthers() {
    judged("1", "A", Map.of("money-a", 60));
    judged("2", "B", Map.of("money-a", 50));
    judged("3", "C", Map.of("money-a", 40));
    inShadow("4", "A", Map.of("money-a", 60));
    inShadow("5", "B", Map.of("money-a", 50));
    inShadow("6", "C", Map.of("money-a", 55, "hours-b", 10));

    LaneComparison compared = compared();

    assertThat(compared.moved()).hasSize(1);
    LaneComparison.Moved moved = compared.moved().get(0);
    assertThat(moved.was()).isEqualTo(new Rank(3, 3));
    assertThat(moved.is()).isEqualTo(new Rank(1, 3));
    assertThat(moved.rules())
        .isEqualTo(Map.of("money-a", new Points(40_000, 55_000), "hours-b", new Points(0, 10_000)));
    assertThat(compared.shifted()).isEqualTo(2);
    assertThat(compared.byRule())
        .isEqualTo(
            Map.of("money-a", new Counts(0, 0, 1, 0, 0), "hours-b", new Counts(0, 0, 1, 0, 0)));
  }

  @Test
  void equalPointsShareARankSoThatNobodyMovesByAnId() {
    judged("1", "A", Map.of("money-a", 50));
    judged("2", "B", Map.of("money-a", 50));
    inShadow("4", "B", Map.of("money-a", 50));
    inShadow("3", "A", Map.of("money-a", 50));

    assertThat(compared().alike()).isEqualTo(2);
  }

  @Test
  void anotherUnitIsAMoveThoughTheRankIsTheSame() {
    judged("1", "A", Map.of("hours-b", 40));
    inShadow("2", "A", Map.of("hours-b", 40));

    LaneComparison compared = compared();

    assertThat(compared.moved()).hasSize(1);
    assertThat(compared.moved().get(0).inShadow().unit()).isEqualTo("labour");
    assertThat(compared.byRule())
        .isEqualTo(Map.of(LaneComparison.SETTINGS, new Counts(0, 0, 0, 0, 1)));
  }

  @Test
  void saysWhatTheOtherSideNearlyTold() {
    SampleRevision near = SampleRevision.judged("1", "A", Map.of("money-a", 30)).nearMiss();
    add(near);
    gone(near, NOON.plus(HOUR));
    inShadow("2", "A", Map.of("money-a", 36));
    judged("3", "B", Map.of("money-a", 40));
    add(SampleRevision.inShadow("4", "B", HASH, Map.of("money-a", 40)).nearMiss());

    LaneComparison compared = compared();

    assertThat(compared.gained().get(0).rules())
        .isEqualTo(Map.of("money-a", new Points(30_000, 36_000)));
    Alone lost = compared.lost().get(0);
    assertThat(lost.nearMiss()).isNotNull();
    assertThat(lost.rules()).isEmpty();
    assertThat(compared.byRule()).containsEntry(LaneComparison.SETTINGS, new Counts(0, 1, 0, 0, 0));
  }

  @Test
  void casesOfOneEntityThatDidNotStandTogetherAreTwo() {
    SampleRevision first = SampleRevision.judged("1", "A", Map.of("money-a", 40));
    add(first);
    add(first.next(HOUR, State.EXPIRED, Map.of()));
    add(SampleRevision.inShadow("2", "A", HASH, Map.of("money-a", 40)).opened(NOON.plus(HOUR)));

    LaneComparison compared = compared();

    assertThat(compared.lost()).hasSize(1);
    assertThat(compared.gained()).hasSize(1);
    assertThat(compared.lost().get(0).told().pointsMilli()).isEqualTo(40_000);
  }

  @Test
  void aCaseFromBeforeIsComparedIfTheShadowTellsItAndElseIsNotLost() {
    Instant before = NOON.minus(HOUR);
    add(SampleRevision.judged("1", "A", Map.of("money-a", 40)).opened(before));
    add(SampleRevision.judged("2", "B", Map.of("money-a", 50)).opened(before));
    inShadow("3", "B", Map.of("money-a", 50));

    LaneComparison compared = compared();

    assertThat(compared.differs()).isFalse();
    assertThat(compared.alike()).isEqualTo(1);
    assertThat(compared.earlier())
        .extracting(each -> each.content().focal().token().substring(5, 6))
        .containsExactly("A");
  }

  @Test
  void looksAtThePeriodAlone() {
    SampleRevision over = SampleRevision.judged("1", "A", Map.of("money-a", 40));
    add(over.opened(NOON.minus(HOUR.multipliedBy(2))));
    gone(over, NOON);
    add(SampleRevision.judged("2", "B", Map.of("money-a", 40)).opened(PERIOD.to()));
    SampleRevision grows = SampleRevision.judged("3", "C", Map.of("money-a", 40));
    add(grows);
    add(grows.next(HOUR.multipliedBy(7), State.LEAD, Map.of("money-a", 90)));
    add(SampleRevision.inShadow("4", "D", "c".repeat(64), Map.of("money-a", 40)));

    LaneComparison compared = compared();

    assertThat(compared.gained()).isEmpty();
    assertThat(tokens(compared.lost())).containsExactly("C");
    assertThat(compared.lost().get(0).told().pointsMilli()).isEqualTo(40_000);
  }

  @Test
  void aCaseThatMovedToAnotherUnitStands() {
    SampleRevision first = SampleRevision.judged("1", "A", Map.of("hours-b", 40)).of("labour");
    add(first);
    gone(first, NOON.plus(HOUR));
    add(first.next(HOUR, State.LEAD, Map.of("hours-b", 40, "money-a", 10)).of("police"));
    SampleRevision other = SampleRevision.inShadow("2", "A", HASH, Map.of("hours-b", 40));
    add(other.opened(NOON.plus(HOUR.multipliedBy(2))));

    assertThat(compared().moved())
        .singleElement()
        .satisfies(
            moved -> {
              assertThat(moved.judged().unit()).isEqualTo("police");
              assertThat(moved.judged().place()).isEqualTo("cases.police.v1-0@2");
              assertThat(moved.inShadow().unit()).isEqualTo("labour");
            });
  }

  @Test
  void aShadowsCasesOfOtherUnitsCanBeLeftOut() {
    inShadow("1", "A", Map.of("money-a", 40));
    inShadow("2", "B", Map.of("hours-b", 40));
    ToldCases told = ToldCases.of(records, PERIOD, new Shadow(HASH, SETTINGS));

    assertThat(told.ofUnits(List.of("police", "ngo")).shadow())
        .extracting(each -> each.content().focal().token().substring(5, 6))
        .containsExactly("A");
    assertThat(told.ofUnits(List.of("minors")).shadow()).isEmpty();
  }

  /** Topics are read one after the other, so their order must not matter. */
  @Test
  void theOrderOfTopicsDoesNotMatter() {
    judged("1", "A", Map.of("money-a", 40));
    judged("2", "B", Map.of("money-a", 50));
    inShadow("3", "B", Map.of("money-a", 30, "hours-b", 3));
    inShadow("4", "C", Map.of("hours-b", 36));
    LaneComparison compared = compared();
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(records, new Random(seed));
      assertThat(compared()).isEqualTo(compared);
    }
  }
}

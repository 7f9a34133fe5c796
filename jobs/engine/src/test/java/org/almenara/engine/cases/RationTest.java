package org.almenara.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.almenara.engine.rules.Unit;
import org.almenara.schemas.UnitKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a unit is given of its new cases, and when: against a count by hand. */
class RationTest {

  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final long MIDNIGHT = 20_000 * DAY;

  private static Unit police(@Nullable Integer ration, @Nullable Integer perRule) {
    return new Unit("police", UnitKind.POLICE, List.of(), ration, perRule);
  }

  private static CaseRevision opened(String id, long instant, long points, String rule) {
    return Revisions.opened(id, instant, points).with(new Claim(true, false, rule));
  }

  /** Runs a publisher over days as its operator does, and notes what it gives. */
  private static final class Desk {

    private final Publisher publisher;
    private Waiting waiting = Waiting.inMemory();
    private AuditHead head = AuditHead.START;
    private Taken taken = Taken.NOTHING;
    private final TreeMap<Long, List<String>> given = new TreeMap<>();
    private final List<Publication> publications = new ArrayList<>();
    private int deferred;
    private int released;
    private int withdrawn;

    private Desk(Unit unit) {
      this.publisher = new Publisher(unit.id(), unit);
    }

    /** Everything that waits, moved into a new room: as after a restart. */
    private void restart() {
      Waiting restored = Waiting.inMemory();
      for (Place place : waiting.places()) {
        restored.put(place, waiting.remove(place.id()));
      }
      waiting = restored;
    }

    private Desk run(List<CaseRevision> revisions, long end) {
      TreeMap<Long, List<CaseRevision>> byInstant = new TreeMap<>();
      revisions.forEach(
          one -> byInstant.computeIfAbsent(one.instant(), at -> new ArrayList<>()).add(one));
      TreeSet<Long> timers = new TreeSet<>(byInstant.keySet());
      while (!timers.isEmpty() && timers.first() <= end) {
        long instant = timers.pollFirst();
        Publisher.Step step =
            publisher.step(
                head, taken, waiting, instant, byInstant.getOrDefault(instant, List.of()));
        head = step.head();
        taken = step.taken();
        deferred += step.deferred();
        released += step.released();
        withdrawn += step.withdrawn();
        publications.addAll(step.publications());
        if (step.nextHour() != null) {
          timers.add(step.nextHour());
        }
        step.publications().stream()
            .filter(one -> one.topic().equals("cases.police.v1") && one.value() != null)
            .forEach(one -> given.computeIfAbsent(instant, at -> new ArrayList<>()).add(one.key()));
        assertThat(taken.waiting()).isEqualTo(waiting.places().size());
      }
      return this;
    }

    private List<String> all() {
      return given.values().stream().flatMap(List::stream).toList();
    }
  }

  /** A day on which 100 times as many cases come as the unit can look into. */
  private static List<CaseRevision> flood(long seed, int cases, long day) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, cases)
        .mapToObj(
            i ->
                opened(
                    "case-" + i,
                    day + random.nextInt(24 * 12) * HOUR / 12,
                    35_000 + random.nextInt(100) * 1_000,
                    "rule-" + random.nextInt(3)))
        .toList();
  }

  @Test
  void onADayWithAHundredTimesTheRationTheBestAreGivenAndNoneIsLost() {
    List<CaseRevision> flood = flood(1, 2_500, MIDNIGHT);
    Desk desk = new Desk(police(25, null)).run(flood, MIDNIGHT + DAY - 1);

    assertThat(desk.all()).hasSize(25).doesNotHaveDuplicates();
    assertThat(desk.given.values()).allSatisfy(hour -> assertThat(hour).hasSizeLessThan(3));
    assertThat(desk.given.keySet()).allMatch(instant -> instant % HOUR == 0);
    assertThat(desk.taken.waiting()).isEqualTo(2_475);
    assertThat(desk.deferred).isEqualTo(desk.released + desk.withdrawn + desk.taken.waiting());

    // At each hour nobody who waited ranked above who was given.
    Map<String, CaseRevision> byId = new HashMap<>();
    flood.forEach(one -> byId.put(one.id(), one));
    Set<String> gone = new HashSet<>();
    desk.given.forEach(
        (hour, ids) -> {
          gone.addAll(ids);
          long least =
              ids.stream()
                  .mapToLong(id -> Objects.requireNonNull(byId.get(id)).pointsMilli())
                  .min()
                  .orElseThrow();
          assertThat(flood)
              .filteredOn(one -> one.instant() <= hour && !gone.contains(one.id()))
              .allMatch(one -> one.pointsMilli() <= least);
        });

    // Without anything new, all come in the end, 25 a day.
    Desk later = desk.run(nothingAt(MIDNIGHT + DAY), MIDNIGHT + 200 * DAY);
    assertThat(later.all()).hasSize(2_500).doesNotHaveDuplicates();
    assertThat(later.taken.waiting()).isZero();
    assertThat(later.deferred).isEqualTo(later.released);
    assertThat(later.given.lastKey()).isBetween(MIDNIGHT + 99 * DAY, MIDNIGHT + 100 * DAY);
  }

  /** A revision of what the unit knows: it only wakes the desk. */
  private static List<CaseRevision> nothingAt(long instant) {
    return List.of(Revisions.opened("known", instant, 1).leaving("police"));
  }

  @ParameterizedTest
  @CsvSource({"25,,1", "25,10,2", "3,1,3", "100,7,4", ",2,5", "24,,6"})
  void givesWhatACountByHandGives(@Nullable Integer ration, @Nullable Integer perRule, long seed) {
    List<CaseRevision> flood = new ArrayList<>(flood(seed, 90, MIDNIGHT));
    flood.addAll(flood(seed + 100, 40, MIDNIGHT + DAY).stream().map(RationTest::renamed).toList());
    Desk desk = new Desk(police(ration, perRule)).run(flood, MIDNIGHT + 3 * DAY);
    assertThat(desk.given).isEqualTo(byHand(flood, ration, perRule, MIDNIGHT + 3 * DAY));
  }

  private static CaseRevision renamed(CaseRevision one) {
    return opened("b-" + one.id(), one.instant(), one.pointsMilli(), one.claim().rule());
  }

  /** Hour by hour over plain lists: who came, who is best, who is left. */
  private static Map<Long, List<String>> byHand(
      List<CaseRevision> flood, @Nullable Integer ration, @Nullable Integer perRule, long end) {
    TreeMap<Long, List<String>> given = new TreeMap<>();
    List<CaseRevision> left = new ArrayList<>(flood);
    Map<String, Integer> ofDay = new HashMap<>();
    int today = 0;
    for (long hour = MIDNIGHT; hour <= end; hour += HOUR) {
      long ofTheDay = hour % DAY / HOUR;
      if (ofTheDay == 0) {
        ofDay.clear();
        today = 0;
      }
      double share = ration == null ? 1e9 : (ration - today) / (double) (24 - ofTheDay);
      int most = (int) Math.ceil(share - 1e-9);
      List<String> now = new ArrayList<>();
      while (now.size() < most) {
        long at = hour;
        CaseRevision best =
            left.stream()
                .filter(one -> one.instant() <= at)
                .filter(
                    one -> perRule == null || ofDay.getOrDefault(one.claim().rule(), 0) < perRule)
                .min(
                    Comparator.comparingLong((CaseRevision one) -> -one.pointsMilli())
                        .thenComparingLong(CaseRevision::instant)
                        .thenComparing(CaseRevision::id))
                .orElse(null);
        if (best == null) {
          break;
        }
        left.remove(best);
        ofDay.merge(best.claim().rule(), 1, Integer::sum);
        today++;
        now.add(best.id());
      }
      if (!now.isEmpty()) {
        given.put(hour, now);
      }
    }
    return given;
  }

  @Test
  void neitherTheOrderOfArrivalNorARestartShows() {
    List<CaseRevision> flood = flood(7, 300, MIDNIGHT);
    List<CaseRevision> backwards = new ArrayList<>(flood);
    Collections.reverse(backwards);
    Desk whole = new Desk(police(25, 9)).run(flood, MIDNIGHT + DAY);

    assertThat(new Desk(police(25, 9)).run(backwards, MIDNIGHT + DAY).publications)
        .isEqualTo(whole.publications);

    Desk halved = new Desk(police(25, 9));
    long noon = MIDNIGHT + 12 * HOUR;
    halved.run(flood.stream().filter(one -> one.instant() <= noon).toList(), noon);
    halved.restart();
    halved.run(flood.stream().filter(one -> one.instant() > noon).toList(), MIDNIGHT + DAY);
    assertThat(halved.given).isEqualTo(whole.given);
  }

  @Test
  void whatIsUrgentIsGivenAtOnceAndTakesNothingFromTheRest() {
    List<CaseRevision> revisions = new ArrayList<>();
    revisions.add(opened("calm", MIDNIGHT + 1, 99_000, "r"));
    for (int i = 0; i < 50; i++) {
      revisions.add(
          Revisions.opened("urgent-" + i, MIDNIGHT + 1, 35_000).with(new Claim(true, true, "r")));
    }
    Desk desk = new Desk(police(1, null)).run(revisions, MIDNIGHT + HOUR);
    assertThat(desk.given.get(MIDNIGHT + 1)).hasSize(50).allMatch(id -> id.startsWith("urgent"));
    assertThat(desk.given.get(MIDNIGHT + HOUR)).containsExactly("calm");
  }

  @Test
  void aWaitingCaseThatBecomesUrgentIsGivenAtOnceAndSaysSinceWhenItWaited() {
    CaseRevision urgent =
        Revisions.revised("a", 2, MIDNIGHT + 90 * 60_000, 60_000)
            .with(new Claim(false, true, "help-asked-for"));
    Desk desk =
        new Desk(police(1, null))
            .run(
                List.of(
                    opened("best", MIDNIGHT + 1, 99_000, "r"),
                    opened("a", MIDNIGHT + 1, 40_000, "r"),
                    urgent),
                MIDNIGHT + 2 * HOUR);
    assertThat(desk.given)
        .containsExactly(
            Map.entry(MIDNIGHT + HOUR, List.of("best")),
            Map.entry(MIDNIGHT + 90 * 60_000, List.of("a")));
    assertThat(desk.publications)
        .filteredOn(one -> one.key().equals("a"))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.value())
                    .contains("\"deferred_since\":\"2024-10-04T00:00:00.001Z\"", "\"revision\":2"));
  }

  @Test
  void aRevisionOfAWaitingCaseTakesItsPlaceAndItsRankAndOneOfAKnownCaseFlows() {
    Desk desk =
        new Desk(police(1, null))
            .run(
                List.of(
                    opened("a", MIDNIGHT + 1, 40_000, "r"),
                    opened("b", MIDNIGHT + 1, 50_000, "r"),
                    Revisions.revised("a", 2, MIDNIGHT + 2, 60_000)
                        .with(new Claim(false, false, "r")),
                    Revisions.revised("a", 3, MIDNIGHT + HOUR + 1, 61_000)
                        .with(new Claim(false, false, "r"))),
                MIDNIGHT + 23 * HOUR);
    assertThat(desk.given)
        .containsExactly(
            Map.entry(MIDNIGHT + HOUR, List.of("a")), Map.entry(MIDNIGHT + HOUR + 1, List.of("a")));
    assertThat(desk.taken.waiting()).isEqualTo(1);
    assertThat(audit(desk))
        .containsExactly(
            "case.deferred b 1", "case.deferred a 1", "case.released a 2", "case.revised a 3");
  }

  @Test
  void aCaseThatIsGivenByTheHourSaysWhatElseWaits() {
    Desk desk =
        new Desk(police(23, null))
            .run(
                List.of(
                    opened("a", MIDNIGHT + 1, 40_000, "r"),
                    opened("b", MIDNIGHT + 1, 50_000, "r"),
                    opened("c", MIDNIGHT + 1, 60_000, "r")),
                MIDNIGHT + 3 * HOUR);
    assertThat(desk.publications)
        .filteredOn(one -> one.topic().equals("cases.police.v1"))
        .extracting(Publication::key, RationTest::behind)
        .containsExactly(
            tuple("c", "{\"best_points_milli\":50000,\"cases\":2}"),
            tuple("b", "{\"best_points_milli\":40000,\"cases\":1}"),
            tuple("a", ""));
  }

  private static String behind(Publication publication) {
    String value = Objects.requireNonNull(publication.value());
    int at = value.indexOf("\"behind\":");
    return at < 0 ? "" : value.substring(at + 9, value.indexOf('}', at) + 1);
  }

  @Test
  void whatExpiresOrLeavesUnreadIsCountedAndNeverShown() {
    Desk desk =
        new Desk(police(1, null))
            .run(
                List.of(
                    opened("best", MIDNIGHT + 1, 90_000, "r"),
                    opened("expires", MIDNIGHT + 1, 40_000, "r"),
                    opened("leaves", MIDNIGHT + 1, 41_000, "r"),
                    Revisions.expired("expires", 2, MIDNIGHT + 2 * HOUR),
                    Revisions.revised("leaves", 2, MIDNIGHT + 2 * HOUR, 41_000).leaving("police")),
                MIDNIGHT + 3 * DAY);
    assertThat(desk.all()).containsExactly("best");
    assertThat(desk.publications).allMatch(one -> one.value() != null);
    assertThat(audit(desk))
        .containsExactly(
            "case.deferred best 1",
            "case.deferred leaves 1",
            "case.deferred expires 1",
            "case.released best 1",
            "case.left leaves 2",
            "case.lapsed expires 2");
    assertThat(desk.withdrawn).isEqualTo(2);
    assertThat(desk.deferred).isEqualTo(desk.released + desk.withdrawn);
  }

  @Test
  void aRationThatIsLiftedLetsAllThroughOnTheNextHour() {
    Desk desk = new Desk(police(1, null)).run(flood(3, 40, MIDNIGHT), MIDNIGHT + DAY - HOUR);
    Publisher free = new Publisher("police", null);
    Publisher.Step step = free.step(desk.head, desk.taken, desk.waiting, MIDNIGHT + DAY, List.of());
    assertThat(step.released()).isEqualTo(39);
    assertThat(step.nextHour()).isNull();
  }

  private static List<String> audit(Desk desk) {
    return desk.publications.stream()
        .filter(one -> one.topic().equals("audit.v1"))
        .map(Revisions::auditLine)
        .toList();
  }
}

package org.almenara.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.EventType;
import org.almenara.schemas.Refusal;
import org.almenara.schemas.Tip;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** That the world for demonstrations is what its file promises. */
class SmallWorldTest {
  private static final World WORLD = World.named("small");
  private static final Census CENSUS = new Census(WORLD);
  private static final Map<String, Truth> PEOPLE =
      Simulation.of(WORLD).truth().stream()
          .filter(line -> line.entityType() == EntityType.PERFORMER)
          .collect(Collectors.toMap(Truth::origin, line -> line));

  @Test
  void isSmall() {
    assertThat(CENSUS.records).isBetween(300_000, 450_000);
    assertThat(PEOPLE).hasSize(2_000);
  }

  @Test
  void reportsEveryTypeThatItsPrimitivesKnow() {
    assertThat(CENSUS.types.keySet())
        .containsExactlyInAnyOrder(
            EventType.ACCOUNT_REGISTERED,
            EventType.ACCOUNT_CHANGED,
            EventType.LOGIN,
            EventType.EXIT_REQUESTED,
            EventType.EXIT_COMPLETED,
            EventType.EXIT_REVERSED,
            EventType.SESSION_STARTED,
            EventType.SESSION_ALIVE,
            EventType.SESSION_PAUSED,
            EventType.SESSION_RESUMED,
            EventType.SESSION_ENDED,
            EventType.PAYMENT_RECEIVED,
            EventType.PAYOUT_MADE,
            EventType.PAY_ATTESTED);
    assertThat(CENSUS.tips.keySet())
        .containsExactlyInAnyOrder(Tip.ReporterKind.PROFESSIONAL, Tip.ReporterKind.ANONYMOUS);
  }

  @Test
  void holdsEveryBehaviourInAtLeastTheNumberAskedFor() {
    Map<String, Long> people =
        PEOPLE.values().stream()
            .collect(Collectors.groupingBy(Truth::behaviour, Collectors.counting()));
    Map<String, Long> groups =
        PEOPLE.values().stream().collect(Collectors.groupingBy(Truth::behaviour, distinctGroups()));

    assertThat(people.keySet()).isEqualTo(WORLD.behaviours().keySet());
    WORLD
        .behaviours()
        .forEach(
            (name, behaviour) -> {
              int asked = behaviour.groups() == null ? 1_000 : behaviour.groups();
              assertThat(people.get(name))
                  .as(name)
                  .isGreaterThanOrEqualTo((long) asked * behaviour.people().low());
              if (behaviour.inside() == null) {
                assertThat(groups.get(name)).as(name).isGreaterThanOrEqualTo(asked);
              }
            });
  }

  private static Collector<Truth, ?, Long> distinctGroups() {
    return Collectors.collectingAndThen(
        Collectors.mapping(Truth::group, Collectors.toSet()), set -> (long) set.size());
  }

  @Test
  void isMostlyLawful() {
    Map<TruthClass, Long> classes =
        PEOPLE.values().stream()
            .collect(Collectors.groupingBy(Truth::truthClass, Collectors.counting()));

    assertThat(classes.get(TruthClass.TRAFFICKING)).isBetween(40L, 70L);
    assertThat(classes.get(TruthClass.LABOUR_ABUSE)).isBetween(15L, 30L);
    assertThat(classes.get(TruthClass.LAWFUL)).isGreaterThan(1_900L);
  }

  @Test
  void hasALawfulStudioOf160UnderOneInstrument() {
    assertThat(CENSUS.studios)
        .anySatisfy(
            studio -> {
              assertThat(studio.size()).isEqualTo(160);
              assertThat(studio.registered()).isTrue();
            });
    assertThat(
            Simulation.of(WORLD).truth().stream()
                .filter(line -> line.entityType() == EntityType.PAYOUT)
                .filter(line -> line.members().size() == 160))
        .singleElement()
        .extracting(Truth::truthClass)
        .isEqualTo(TruthClass.LAWFUL);
  }

  @Test
  void lastsVeryLongForManyVictimsAndNowAndThenForOthers() {
    assertThat(classesOfVeryLongSessions(1))
        .containsExactlyInAnyOrder(
            TruthClass.LAWFUL, TruthClass.LABOUR_ABUSE, TruthClass.TRAFFICKING);
    assertThat(classesOfVeryLongSessions(3))
        .containsExactlyInAnyOrder(TruthClass.LABOUR_ABUSE, TruthClass.TRAFFICKING);
    assertThat(classesOfVeryLongSessions(8)).containsExactly(TruthClass.TRAFFICKING);
  }

  @Test
  void hasVictimsWhoNeverWorkVeryLong() {
    assertThat(PEOPLE.values())
        .filteredOn(person -> person.truthClass() == TruthClass.TRAFFICKING)
        .filteredOn(person -> !CENSUS.veryLongSessions.containsKey(person.origin()))
        .extracting(Truth::behaviour)
        .contains("hidden");
  }

  private static Set<TruthClass> classesOfVeryLongSessions(int atLeast) {
    return CENSUS.veryLongSessions.entrySet().stream()
        .filter(entry -> entry.getValue() >= atLeast)
        .map(entry -> Objects.requireNonNull(PEOPLE.get(entry.getKey())).truthClass())
        .collect(Collectors.toSet());
  }

  @Test
  void isAsNoisyAsItsFileSays() {
    Noise noise = WORLD.noise();
    int facts = CENSUS.records - CENSUS.heartbeats;

    assertThat(CENSUS.late).isCloseTo(of(facts, noise.late()), within(250));
    assertThat(CENSUS.tooLate).isCloseTo(of(facts, noise.tooLate()), within(100));
    assertThat(CENSUS.twice).isCloseTo(of(facts, noise.twice()), within(250));
    assertThat(CENSUS.broken()).isCloseTo(of(facts, noise.malformed()), within(100));
    assertThat(CENSUS.ahead).isCloseTo(of(facts, noise.future()), within(45)).isPositive();
  }

  private static int of(int facts, Share share) {
    return (int) Math.round(facts * share.fraction());
  }

  @Test
  void breaksRecordsInEveryWay() {
    assertThat(CENSUS.broken.keySet())
        .containsExactlyInAnyOrder(
            Refusal.Reason.TRUNCATED,
            Refusal.Reason.WRONG_TYPE,
            Refusal.Reason.LOOKS_LIKE_EMAIL,
            Refusal.Reason.TYPE_UNKNOWN);
  }

  @Test
  void doesNotTellTheClassByDelayOrId() {
    Map<TruthClass, LongSummaryStatistics> delays = CENSUS.delays;

    assertThat(CENSUS.idLengths).containsExactly(22);
    assertThat(delays.keySet())
        .containsExactlyInAnyOrder(
            TruthClass.LAWFUL, TruthClass.LABOUR_ABUSE, TruthClass.TRAFFICKING);
    delays.forEach(
        (truthClass, delay) ->
            assertThat(delay.getAverage())
                .as("%s", truthClass)
                .isCloseTo(10_000, Percentage.withPercentage(2)));
  }
}

package org.almenara.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.EventType;
import org.almenara.schemas.PlatformEvent;
import org.junit.jupiter.api.Test;

/** That the worlds for development hold what docs/evaluation.md promises. */
class DevelopmentWorldsTest {
  private static final World TYPOLOGIES = World.named("typologies");

  @Test
  void everyTypologyShowsSoonerOrLaterButTheOneThatCannot() {
    List<Truth> people = people(TYPOLOGIES);

    assertThat(people).hasSize(1_600);
    assertThat(behaviours(people)).isEqualTo(TYPOLOGIES.behaviours().keySet());
    assertThat(people.stream().map(Truth::truthClass).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(TruthClass.values());
    Set<String> harmed =
        behaviours(people.stream().filter(one -> one.truthClass() != TruthClass.LAWFUL).toList());
    Set<String> shown =
        behaviours(people.stream().filter(one -> one.firstEvidence() != null).toList());
    assertThat(harmed).hasSize(16).contains("unseen").containsAll(shown);
    assertThat(shown).hasSize(15).doesNotContain("unseen");
    assertThat(people)
        .filteredOn(one -> Boolean.FALSE.equals(one.detectable()))
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.behaviour()).isEqualTo("unseen"));
  }

  @Test
  void auditGroupsFallEvenlyOnAllClasses() {
    List<Truth> people = people(TYPOLOGIES);
    List<Truth> lawful =
        people.stream().filter(one -> one.truthClass() == TruthClass.LAWFUL).toList();
    List<Truth> others =
        people.stream().filter(one -> one.truthClass() != TruthClass.LAWFUL).toList();

    assertThat(north(lawful)).isBetween(0.46, 0.54);
    assertThat(north(others)).isBetween(0.40, 0.60);
  }

  private static double north(List<Truth> people) {
    return people.stream().filter(one -> "north".equals(one.auditGroup())).count()
        / (double) people.size();
  }

  /** Heartbeats are nobody's. */
  @Test
  void everyTypeOfRecordIsWrittenButThoseOfALinkService() {
    Set<EventType> types = EnumSet.noneOf(EventType.class);
    for (Person person : Population.of(TYPOLOGIES)) {
      Course course =
          new Course(
              TYPOLOGIES,
              person,
              fact -> {
                if (fact instanceof PlatformEvent event) {
                  types.add(event.type());
                }
              });
      for (Instant day = TYPOLOGIES.start();
          day.isBefore(TYPOLOGIES.end());
          day = day.plus(1, ChronoUnit.DAYS)) {
        course.day(day);
      }
    }

    // What a link service sees of clusters has no writer yet.
    Set<EventType> others =
        EnumSet.of(
            EventType.HEARTBEAT,
            EventType.CLUSTER_OBSERVED,
            EventType.CLUSTER_MOVED,
            EventType.CLUSTER_MARKED,
            EventType.CLUSTER_UNMARKED);
    assertThat(types).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(others)));
  }

  @Test
  void decoysAreLawfulToTheLastOne() {
    World world = World.named("decoys");
    List<Truth> all = Simulation.of(world).truth();

    assertThat(all)
        .allSatisfy(
            one -> {
              assertThat(one.truthClass()).isEqualTo(TruthClass.LAWFUL);
              assertThat(one.harmOnset()).isNull();
            });
    assertThat(behaviours(people(world)))
        .hasSize(22)
        .isEqualTo(world.behaviours().keySet())
        .isSubsetOf(TYPOLOGIES.behaviours().keySet());
  }

  @Test
  void theLargeWorldHasAHundredThousandAccountsAndAllBehaviours() {
    World world = World.named("large");

    assertThat(world.accounts()).isEqualTo(100_000);
    assertThat(world.behaviours().keySet()).isEqualTo(TYPOLOGIES.behaviours().keySet());
  }

  private static List<Truth> people(World world) {
    return Simulation.of(world).truth().stream()
        .filter(line -> line.entityType() == EntityType.PERFORMER)
        .toList();
  }

  private static Set<String> behaviours(List<Truth> people) {
    return people.stream().map(Truth::behaviour).collect(Collectors.toSet());
  }
}

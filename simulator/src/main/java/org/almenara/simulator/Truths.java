package org.almenara.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.almenara.schemas.EntityType;
import org.jspecify.annotations.Nullable;

/** Says what is true of a world: of its people first, then of the things that they use. */
final class Truths {
  private final World world;
  private final Map<String, Thing> things = new LinkedHashMap<>();

  private Truths(World world) {
    this.world = world;
  }

  static List<Truth> of(World world, List<Person> people) {
    Truths truths = new Truths(world);
    List<Truth> all = new ArrayList<>(people.stream().map(truths::person).toList());
    truths.things.forEach((origin, thing) -> all.add(thing.truth(origin)));
    return all;
  }

  private Truth person(Person person) {
    List<Use> uses = uses(person);
    Truth truth =
        new Truth(
            EntityType.PERFORMER,
            person.account().origin(),
            person.ways().truth(),
            person.behaviour(),
            person.group().id(),
            person.harmed(),
            firstEvidence(person),
            List.copyOf(new TreeSet<>(uses.stream().map(Use::origin).toList())),
            auditGroup(person),
            person.ways().detectable());
    // A guest's harm is the guest's own: what the hosts share has no part in it.
    boolean guest = person.ways().inside() != null;
    for (Use use : uses) {
      things
          .computeIfAbsent(use.origin(), none -> new Thing(use.type()))
          .add(truth, !(guest && use.shared()));
    }
    return truth;
  }

  private @Nullable String auditGroup(Person person) {
    return world.auditGroups() == null
        ? null
        : Draw.of(world.seed())
            .child("audit")
            .child(person.account().origin())
            .oneOf(world.auditGroups());
  }

  private record Use(EntityType type, String origin, boolean shared) {}

  private static List<Use> uses(Person person) {
    List<Use> uses = new ArrayList<>();
    List<Way> ways = person.ways().all();
    boolean switches = ways.stream().anyMatch(way -> way.switches() != null);
    List<Group> groups =
        switches ? List.of(person.group(), person.next()) : List.of(person.group());
    for (Group group : groups) {
      ways.forEach(way -> uses.addAll(uses(person, way, group)));
      if (group.studio() != null) {
        uses.add(new Use(EntityType.STUDIO, group.studio().entity().origin(), true));
      }
    }
    return uses;
  }

  private static List<Use> uses(Person person, Way way, Group group) {
    List<Use> uses = new ArrayList<>();
    way.things()
        .forEach(
            used ->
                uses.add(
                    new Use(
                        used.type(),
                        person.thing(used.type(), used.held(), group).origin(),
                        isShared(used.held()))));
    if (way.transfers() != null) {
      for (Transfers transfers : way.transfers()) {
        for (String payer : transfers.payers(person, group)) {
          uses.add(new Use(EntityType.PAYER, payer, isShared(transfers.known())));
        }
      }
    }
    return uses;
  }

  private static boolean isShared(Way.Held held) {
    return held == Way.Held.SHARED || held == Way.Held.RING;
  }

  private @Nullable Instant firstEvidence(Person person) {
    if (person.harmed() == null) {
      return null;
    }
    Course course = new Course(world, person, unheard -> {});
    for (Instant day = world.start();
        day.isBefore(world.end());
        day = day.plus(1, ChronoUnit.DAYS)) {
      course.day(day);
    }
    return course.firstEvidence();
  }

  /** A thing, while its people are gathered. */
  private static final class Thing {
    private final EntityType type;
    private final TreeSet<String> members = new TreeSet<>();
    private final List<Truth> counted = new ArrayList<>();
    private @Nullable Truth any;

    Thing(EntityType type) {
      this.type = type;
    }

    void add(Truth person, boolean counts) {
      any = any == null ? person : any;
      members.add(person.origin());
      if (counts) {
        counted.add(person);
      }
    }

    Truth truth(String origin) {
      Truth shown =
          counted.stream()
              .max(Comparator.comparing(Truth::truthClass))
              .orElseGet(() -> Objects.requireNonNull(any, origin));
      return new Truth(
          type,
          origin,
          counted.isEmpty() ? TruthClass.LAWFUL : shown.truthClass(),
          shown.behaviour(),
          shown.group(),
          earliest(Truth::harmOnset),
          earliest(Truth::firstEvidence),
          List.copyOf(members),
          null,
          null);
    }

    private @Nullable Instant earliest(Function<Truth, @Nullable Instant> of) {
      return counted.stream()
          .map(of)
          .filter(Objects::nonNull)
          .min(Comparator.naturalOrder())
          .orElse(null);
    }
  }
}

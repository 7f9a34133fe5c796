package org.almenara.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.almenara.schemas.EntityType;
import org.almenara.simulator.Truth;
import org.almenara.simulator.TruthClass;
import org.jspecify.annotations.Nullable;

/**
 * What is true of one world, asked by origin. The world says it of people and of what they use; of
 * what only records name, as a cluster or a document, it follows from the people named with it.
 */
final class Ground {

  private final List<Truth> people = new ArrayList<>();
  private final Map<String, Truth> byOrigin = new HashMap<>();

  /**
   * Gathers it.
   *
   * @param named people by what is named together with them in records
   */
  Ground(List<Truth> truth, Map<String, Set<String>> named) {
    for (Truth one : truth) {
      byOrigin.put(one.origin(), one);
      if (one.entityType() == EntityType.PERFORMER) {
        people.add(one);
      }
    }
    named.forEach(
        (origin, with) -> {
          if (!byOrigin.containsKey(origin)) {
            Truth known = ofPeople(origin, with);
            if (known != null) {
              byOrigin.put(origin, known);
            }
          }
        });
  }

  /** The gravest of its people, where at least half of them are harmed: else it is lawful. */
  private @Nullable Truth ofPeople(String origin, Set<String> with) {
    List<Truth> known =
        new TreeSet<>(with).stream().map(byOrigin::get).filter(Objects::nonNull).toList();
    List<Truth> harmed =
        known.stream().filter(one -> one.truthClass() != TruthClass.LAWFUL).toList();
    if (known.isEmpty()) {
      return null;
    }
    boolean counts = 2 * harmed.size() >= known.size();
    Truth shown =
        counts
            ? harmed.stream().max(Comparator.comparing(Truth::truthClass)).orElseThrow()
            : known.get(0);
    return new Truth(
        EntityType.CLUSTER,
        origin,
        counts ? shown.truthClass() : TruthClass.LAWFUL,
        shown.behaviour(),
        shown.group(),
        counts ? shown.harmOnset() : null,
        counts ? shown.firstEvidence() : null,
        known.stream().map(Truth::origin).toList());
  }

  /** Everybody, in the order of the world. */
  List<Truth> people() {
    return people;
  }

  /** Absent where the world and its records do not know it. */
  @Nullable Truth of(String origin) {
    return byOrigin.get(origin);
  }

  /** What is true at an instant: nobody is harmed before harm begins. */
  TruthClass classAt(String origin, long instant) {
    Truth truth = byOrigin.get(origin);
    if (truth == null || truth.harmOnset() == null) {
      return TruthClass.LAWFUL;
    }
    return instant < truth.harmOnset().toEpochMilli() ? TruthClass.LAWFUL : truth.truthClass();
  }

  /**
   * Whose situation something is about: the person's own, and that of the things which the person
   * uses and of which the same is true. So a case on the lawful studio of one coerced performer
   * does not find that performer.
   */
  List<String> about(Truth person) {
    List<String> about = new ArrayList<>();
    about.add(person.origin());
    for (String thing : person.members()) {
      Truth truth = byOrigin.get(thing);
      if (truth != null && truth.truthClass() == person.truthClass()) {
        about.add(thing);
      }
    }
    return about;
  }

  /** Whether somebody works under a studio. */
  boolean inStudio(Truth person) {
    return person.members().stream()
        .map(byOrigin::get)
        .anyMatch(thing -> thing != null && thing.entityType() == EntityType.STUDIO);
  }

  static boolean isVictim(TruthClass of) {
    return of == TruthClass.TRAFFICKING || of == TruthClass.CHILD;
  }
}

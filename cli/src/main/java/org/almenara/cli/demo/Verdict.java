package org.almenara.cli.demo;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.FlaggedCase;
import org.almenara.simulator.Truth;
import org.almenara.simulator.TruthClass;

/**
 * Cases against the truth of a simulated world. It says how a simulation went and measures nothing
 * about the field.
 */
final class Verdict {

  /**
   * One way of living, and how many of those who live so were flagged.
   *
   * @param truth what is true of them
   * @param behaviour its name in the world
   * @param people how many live so
   * @param flagged on how many of them there is a case, or on a thing of their harm
   * @param groups into how many groups they belong
   * @param groupsFlagged in how many of these there is a case
   */
  record Row(
      TruthClass truth, String behaviour, int people, int flagged, int groups, int groupsFlagged) {}

  private final Map<String, Truth> truths;
  private final Set<String> flagged;

  private Verdict(Map<String, Truth> truths, Set<String> flagged) {
    this.truths = truths;
    this.flagged = flagged;
  }

  static Verdict of(Collection<FlaggedCase> cases, Collection<Truth> truth) {
    return new Verdict(
        truth.stream().collect(toMap(Truth::origin, one -> one)),
        cases.stream()
            .filter(one -> one.content().state() != FlaggedCase.State.NEAR_MISS)
            .map(one -> one.content().focal().origin())
            .collect(toSet()));
  }

  /** By truth, the gravest first, then by name. */
  List<Row> rows() {
    Map<String, List<Truth>> people =
        truths.values().stream()
            .filter(truth -> truth.entityType() == EntityType.PERFORMER)
            .collect(groupingBy(Truth::behaviour));
    List<Row> rows = new ArrayList<>();
    people.forEach((behaviour, alike) -> rows.add(row(behaviour, alike)));
    rows.sort(Comparator.comparing(Row::truth).reversed().thenComparing(Row::behaviour));
    return rows;
  }

  private Row row(String behaviour, List<Truth> people) {
    List<Truth> found = people.stream().filter(this::isFlagged).toList();
    return new Row(
        people.get(0).truthClass(),
        behaviour,
        people.size(),
        found.size(),
        groups(people),
        groups(found));
  }

  private boolean isFlagged(Truth person) {
    return flagged.contains(person.origin())
        || person.members().stream()
            .filter(flagged::contains)
            .anyMatch(thing -> harms(thing, person));
  }

  /**
   * A thing that others use lawfully may be part of one person's harm; it is that only by its own
   * truth.
   */
  private boolean harms(String thing, Truth person) {
    Truth truth = truths.get(thing);
    return truth != null
        && truth.truthClass() != TruthClass.LAWFUL
        && truth.truthClass() == person.truthClass();
  }

  private static int groups(List<Truth> people) {
    return (int) people.stream().map(Truth::group).distinct().count();
  }

  /** Cases on things that are lawful, or that the world does not know. */
  long onLawfulThings() {
    return flagged.stream()
        .map(truths::get)
        .filter(
            truth ->
                truth == null
                    || (truth.entityType() != EntityType.PERFORMER
                        && truth.truthClass() == TruthClass.LAWFUL))
        .count();
  }
}

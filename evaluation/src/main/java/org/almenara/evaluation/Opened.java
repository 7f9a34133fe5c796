package org.almenara.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.almenara.simulator.Truth;
import org.almenara.simulator.TruthClass;
import org.jspecify.annotations.Nullable;

/**
 * The cases that investigators open, were a given share of people victims, and what is true of whom
 * they are about.
 */
final class Opened {

  /**
   * One of them.
   *
   * @param truth of what it is about; absent where nobody knows it
   * @param at what was true when it was opened by the system
   * @param group with which it is drawn
   * @param part of it that was opened
   * @param since epoch milliseconds
   * @param weight how many it stands for, its part counted
   */
  record Case(
      Run run,
      Lead lead,
      @Nullable Truth truth,
      TruthClass at,
      int group,
      double part,
      long since,
      double weight) {

    /** Right for somebody: victims for all, labour abuse for the inspectorate alone. */
    boolean right() {
      return Ground.isVictim(at)
          || (at == TruthClass.LABOUR_ABUSE && lead.unit().equals(Lead.LABOUR));
    }

    String behaviour() {
      return truth == null ? "unknown" : truth.behaviour();
    }
  }

  private final List<Case> cases = new ArrayList<>();
  private final Map<String, List<Case>> byOrigin = new HashMap<>();

  Opened(Pool pool, int accounts, double prevalence) {
    for (Run run : pool.runs()) {
      Ground ground = run.ground();
      for (Ration.Opened opened :
          Ration.open(
              run.leads(),
              accounts,
              run.end(),
              lead -> pool.weight(classOf(ground, lead.origin()), prevalence))) {
        Lead lead = opened.lead();
        Case one =
            new Case(
                run,
                lead,
                ground.of(lead.origin()),
                ground.classAt(lead.origin(), lead.opened()),
                pool.groupOf(run, lead.origin()),
                opened.part(),
                opened.at(),
                opened.part() * pool.weight(classOf(ground, lead.origin()), prevalence));
        cases.add(one);
        byOrigin.computeIfAbsent(run.seed() + lead.origin(), none -> new ArrayList<>()).add(one);
      }
    }
  }

  private static TruthClass classOf(Ground ground, String origin) {
    Truth truth = ground.of(origin);
    return truth == null ? TruthClass.LAWFUL : truth.truthClass();
  }

  List<Case> all() {
    return cases;
  }

  /** Cases about somebody, or about what belongs to the same situation. */
  List<Case> about(Pool.Person person) {
    List<Case> about = new ArrayList<>();
    for (String origin : person.about()) {
      about.addAll(byOrigin.getOrDefault(person.run().seed() + origin, List.of()));
    }
    return about;
  }

  /** Cases about the account of somebody. */
  List<Case> of(Pool.Person person) {
    return byOrigin.getOrDefault(person.run().seed() + person.truth().origin(), List.of());
  }
}

package org.almenara.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.almenara.simulator.Truth;
import org.almenara.simulator.TruthClass;

/** The people of several worlds that differ by their seeds alone, seen through one feed. */
final class Pool {

  /**
   * Somebody.
   *
   * @param group number of the group with which the person is drawn
   * @param about whose stands and cases speak of the person, see {@link Ground#about}
   */
  record Person(Run run, Truth truth, int group, List<String> about) {

    boolean isVictim() {
      return Ground.isVictim(truth.truthClass());
    }

    /** Whether there is something to find: nobody can find what no record shows. */
    boolean shows() {
      return isVictim()
          && truth.firstEvidence() != null
          && !Boolean.FALSE.equals(truth.detectable());
    }

    /** From when on a case is right, epoch milliseconds. */
    long onset() {
      return truth.harmOnset() == null ? Long.MIN_VALUE : truth.harmOnset().toEpochMilli();
    }
  }

  private final List<Run> runs;
  private final Set<String> apart;
  private final List<Person> people = new ArrayList<>();
  private final Map<String, Integer> groups = new HashMap<>();
  private final List<TreeSet<String>> behaviours = new ArrayList<>();
  private final long victims;

  /**
   * Pools runs.
   *
   * @param apart behaviours that are reported apart: offenders who have read the thresholds
   */
  Pool(List<Run> runs, Set<String> apart) {
    this.runs = runs;
    this.apart = apart;
    for (Run run : runs) {
      for (Truth truth : run.ground().people()) {
        int group = group(run, truth.group());
        behaviours.get(group).add(truth.behaviour());
        people.add(new Person(run, truth, group, run.ground().about(truth)));
      }
    }
    victims = people.stream().filter(Person::isVictim).count();
  }

  private int group(Run run, String group) {
    return groups.computeIfAbsent(
        run.seed() + " " + group,
        none -> {
          behaviours.add(new TreeSet<>());
          return behaviours.size() - 1;
        });
  }

  /** Group of what a case is about; what nobody knows is one group in each world. */
  int groupOf(Run run, String origin) {
    Truth truth = run.ground().of(origin);
    return group(run, truth == null ? "" : truth.group());
  }

  List<Run> runs() {
    return runs;
  }

  List<Person> people() {
    return people;
  }

  /** Whom floors are about. */
  List<Person> findable() {
    return people.stream()
        .filter(person -> person.shows() && !isApart(person.truth().behaviour()))
        .toList();
  }

  boolean isApart(String behaviour) {
    return apart.contains(behaviour);
  }

  boolean hasVictims() {
    return victims > 0;
  }

  /** How many people one of that class stands for, were that the share of victims. */
  double weight(TruthClass of, double prevalence) {
    double all = people.size();
    if (victims == 0) {
      return 1;
    }
    return Ground.isVictim(of)
        ? prevalence * all / victims
        : (1 - prevalence) * all / (all - victims);
  }

  /** What each group is like, for the bootstrap. */
  List<String> kinds() {
    return behaviours.stream().map(names -> String.join("+", names)).toList();
  }
}

package org.almenara.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.almenara.engine.evaluate.Finding;
import org.almenara.engine.rules.GroupRule;
import org.almenara.engine.rules.Lane;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.score.Assessment;
import org.almenara.engine.score.Corroboration;
import org.almenara.engine.score.ScoreState;
import org.almenara.engine.score.Scorer;

/**
 * Scores the findings of a run again, with another line or without a rule. Findings do not depend
 * on either, so no record is read again.
 */
final class Rescoring {

  /**
   * Where an entity stood from an instant on.
   *
   * @param instant epoch milliseconds
   * @param pointsMilli thousandths of a point
   * @param corroborated whether a case could open, were the line passed
   */
  record Stand(long instant, long pointsMilli, boolean corroborated) {}

  private final RuleSet ruleSet;
  private final Scorer scorer;
  private final Map<String, List<Finding>> byFocal = new TreeMap<>();
  private final Map<String, Set<String>> focalsOfRule = new TreeMap<>();

  Rescoring(RuleSet ruleSet, List<Finding> findings) {
    this.ruleSet = ruleSet;
    this.scorer = new Scorer(ruleSet.tellingAll());
    for (Finding finding : findings) {
      if (finding.lane() == Lane.LIVE) {
        String focal = finding.focal().origin();
        byFocal.computeIfAbsent(focal, none -> new ArrayList<>()).add(finding);
        focalsOfRule.computeIfAbsent(finding.rule(), none -> new TreeSet<>()).add(focal);
      }
    }
  }

  /** Stands of all entities, by origin. */
  Map<String, List<Stand>> all() {
    Map<String, List<Stand>> all = new TreeMap<>();
    byFocal.forEach((focal, findings) -> all.put(focal, stands(findings)));
    return all;
  }

  /**
   * The same had a rule never held, nor those about groups that read it.
   *
   * @param all what {@link #all} gave; only what differs is scored again
   */
  Map<String, List<Stand>> without(String rule, Map<String, List<Stand>> all) {
    Set<String> gone = new TreeSet<>(Set.of(rule));
    for (GroupRule group : ruleSet.groups().rules()) {
      if (group.inputs().stream().anyMatch(input -> input.holding().equals(rule))) {
        gone.add(group.rule().id());
      }
    }
    Map<String, List<Stand>> others = new TreeMap<>(all);
    for (String one : gone) {
      for (String focal : focalsOfRule.getOrDefault(one, Set.of())) {
        List<Finding> left =
            byFocal.getOrDefault(focal, List.of()).stream()
                .filter(finding -> !gone.contains(finding.rule()))
                .toList();
        others.put(focal, stands(left));
      }
    }
    return others;
  }

  private List<Stand> stands(List<Finding> findings) {
    List<Stand> stands = new ArrayList<>();
    if (findings.isEmpty()) {
      return stands;
    }
    ScoreState state = new ScoreState(findings.get(0).focal(), List.of(), findings, false);
    while (state != null) {
      long instant = scorer.nextInstant(state);
      if (instant == Scorer.NEVER) {
        break;
      }
      Scorer.Step step = scorer.step(state, instant);
      Assessment said = step.assessment();
      if (said != null) {
        stands.add(
            new Stand(instant, said.pointsMilli(), said.corroboration() != Corroboration.NONE));
      }
      state = step.state();
    }
    return stands;
  }
}

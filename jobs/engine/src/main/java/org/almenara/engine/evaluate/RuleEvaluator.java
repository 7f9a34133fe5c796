package org.almenara.engine.evaluate;

import java.util.List;
import java.util.Map;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.RecentTokens;
import org.almenara.engine.registers.Feeds;
import org.almenara.engine.rules.Lane;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.time.EventTime;

/**
 * Evaluates one rule for an entity at a moment, and says what changed: to the entity, and to the
 * members that the rule passes its findings on to.
 */
final class RuleEvaluator {

  private final RuleSet ruleSet;
  private final Sight sight;

  RuleEvaluator(RuleSet ruleSet, Feeds feeds) {
    this.ruleSet = ruleSet;
    this.sight = new Sight(feeds);
  }

  void evaluate(Moment moment, Rule rule, Said said) {
    moment.state.withheld.remove(rule.id());
    boolean holds = rule.condition().holds(moment.values(rule));
    if (holds != said.holds(rule.id())
        && sight.isBlind(rule, moment.state.counted.seen, moment.instant)) {
      withhold(moment, rule);
      return;
    }
    if (!holds) {
      said.cease(rule.id());
      return;
    }
    RuleState held = moment.state.rules.get(rule.id());
    boolean again = held == null || moment.instant >= held.staleAt;
    RuleState state = held == null ? new RuleState(RuleState.NEVER) : held;
    if (!again && rule.passesOn() == null && state.told.isEmpty()) {
      return; // all that it would say was said
    }
    List<List<Entry>> cited = moment.cited(rule);
    List<Entry> evidence = Moment.byIdentity(cited);
    List<Finding.Observation> observed = moment.observed(rule);
    List<Finding.Gap> gaps = gaps(moment, rule);
    if (again) {
      said.holds(ruleSet, rule, said.subject, Finding.FULL_WEIGHT, observed, evidence, gaps);
      state.staleAt = staleAt(rule, cited);
      moment.state.rules.put(rule.id(), state);
    }
    Rule.PassesOn passesOn = rule.passesOn();
    if (passesOn == null) {
      said.ceaseFor(member -> true, rule.id(), state);
      return;
    }
    Map<String, RecentTokens.Seen> members = moment.members(rule, passesOn);
    for (RecentTokens.Seen member : members.values()) {
      if (again || !state.told.containsKey(member.origin())) {
        Subject focal = new Subject(passesOn.to(), member.token(), member.origin());
        said.holds(
            ruleSet,
            rule,
            focal,
            focal.equals(said.subject) ? Finding.FULL_WEIGHT : passesOn.weightPermille(),
            observed,
            Moment.byIdentity(List.of(evidence, List.of(member.last()))),
            gaps);
        state.told.put(member.origin(), member.token());
      }
    }
    if (again) {
      said.ceaseFor(member -> !members.containsKey(member), rule.id(), state);
    }
  }

  /**
   * What a rule would say rests on what is not recorded, and a feed lacks it or is silent: it says
   * nothing, and is looked at again at its next instant.
   */
  private static void withhold(Moment moment, Rule rule) {
    long again = EventTime.instantAtOrAfter(moment.instant + 1, rule.slide());
    moment.state.withheld.put(rule.id(), again);
    moment.state.rulesDue = Math.min(moment.state.rulesDue, again);
    RuleState held = moment.state.rules.get(rule.id());
    if (held != null) {
      held.staleAt = Math.max(held.staleAt, moment.instant + 1);
    }
  }

  /** What keeps rules of the same lane, about such an entity, from being evaluated. */
  private List<Finding.Gap> gaps(Moment moment, Rule rule) {
    return sight.gaps(
        ruleSet.rules().stream()
            .filter(other -> other.entity() == rule.entity())
            .filter(other -> Lane.of(other.id()) == Lane.of(rule.id())),
        moment.state.counted.seen,
        moment.instant);
  }

  /** When none of the cited records shows anything any more; always after they were cited. */
  private static long staleAt(Rule rule, List<List<Entry>> cited) {
    long staleAt = Long.MIN_VALUE;
    for (int i = 0; i < cited.size(); i++) {
      if (!cited.get(i).isEmpty()) {
        long newest = cited.get(i).get(0).time();
        staleAt = Math.max(staleAt, newest + rule.inputs().get(i).reach() + 1);
      }
    }
    return staleAt == Long.MIN_VALUE ? RuleState.NEVER : staleAt;
  }
}

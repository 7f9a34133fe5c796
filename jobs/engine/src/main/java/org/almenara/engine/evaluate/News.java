package org.almenara.engine.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.almenara.engine.measures.Summary;
import org.almenara.engine.rules.Gauge;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.time.EventTime;

/**
 * Knows when an entity's gauges must be read, and for which rules what they say is news.
 *
 * <p>A gauge is read only at instants at which it can differ: when a record begins to count, or
 * leaves the window far enough to matter. A rule has news only when one of its gauges has reached
 * or lost a threshold, or when it must be said again.
 */
final class News {

  private final RuleSet ruleSet;

  News(RuleSet ruleSet) {
    this.ruleSet = ruleSet;
  }

  /** Notes that a measure has news that counts from an instant on. */
  void touched(EntityState state, long measure, long instant) {
    for (Gauge gauge : ruleSet.gauges(measure)) {
      GaugeState gaugeState =
          state.gauges.computeIfAbsent(
              gauge.print(),
              print -> new GaugeState(gauge.level(gauge.valueOfNothing()), GaugeState.NEVER));
      long due = EventTime.instantAtOrAfter(instant, gauge.slide());
      gaugeState.due = Math.min(gaugeState.due, due);
      state.gaugesDue = Math.min(state.gaugesDue, due);
    }
  }

  /** What another rule set has left: every gauge is read anew, from an instant on. */
  void reconcile(EntityState state, long instant) {
    if (state.plan == ruleSet.planPrint()) {
      return;
    }
    state.plan = ruleSet.planPrint();
    state.gauges.clear();
    state.gaugesDue = GaugeState.NEVER;
    boolean dropped = state.rules.keySet().stream().anyMatch(id -> ruleSet.rule(id) == null);
    long next = EventTime.instantAtOrAfter(instant, Math.max(1, ruleSet.baseSlide()));
    state.rulesDue = dropped ? next : rulesDue(state);
    for (long measure : state.counted.summaries.keySet()) {
      touched(state, measure, instant);
    }
    for (String held : state.rules.keySet()) {
      // It may read now what nothing was recorded of.
      Rule rule = ruleSet.rule(held);
      List<Rule.Input> inputs = rule == null ? List.of() : rule.inputs();
      inputs.forEach(input -> touched(state, input.gauge().measure().fingerprint(), instant));
    }
    state.gauges.values().forEach(gauge -> gauge.level = GaugeState.UNKNOWN);
  }

  /** Reads the gauges that are due, and gives the rules for which that can matter, by id. */
  Set<Rule> rules(Moment moment) {
    EntityState state = moment.state;
    Set<Rule> news = new TreeSet<>(Comparator.comparing(Rule::id));
    state
        .gauges
        .entrySet()
        .removeIf(
            entry -> {
              Gauge gauge = ruleSet.gauge(entry.getKey());
              if (gauge == null) {
                return true;
              }
              GaugeState gaugeState = entry.getValue();
              if (gaugeState.due <= moment.instant) {
                read(gauge, gaugeState, moment, news);
              }
              return gaugeState.due == GaugeState.NEVER
                  && gaugeState.level == gauge.level(gauge.valueOfNothing());
            });
    state.gaugesDue = GaugeState.NEVER;
    for (GaugeState gauge : state.gauges.values()) {
      state.gaugesDue = Math.min(state.gaugesDue, gauge.due);
    }
    if (state.rulesDue <= moment.instant) {
      for (Map.Entry<String, RuleState> held : state.rules.entrySet()) {
        if (held.getValue().staleAt <= moment.instant) {
          Rule rule = ruleSet.rule(held.getKey());
          if (rule != null && due(rule, held.getValue()) <= moment.instant) {
            news.add(rule);
          }
        }
      }
      addWithheld(moment, news);
    }
    return news;
  }

  private void addWithheld(Moment moment, Set<Rule> news) {
    moment.state.withheld.keySet().removeIf(id -> ruleSet.rule(id) == null);
    for (Map.Entry<String, Long> withheld : moment.state.withheld.entrySet()) {
      Rule rule = ruleSet.rule(withheld.getKey());
      if (rule != null && withheld.getValue() <= moment.instant) {
        news.add(rule);
      }
    }
  }

  private void read(Gauge gauge, GaugeState gaugeState, Moment moment, Set<Rule> news) {
    int level = gauge.level(moment.value(gauge));
    if (level != gaugeState.level) {
      news.addAll(ruleSet.readers(gauge));
    }
    for (Rule rule : ruleSet.readersThatPassOn(gauge)) {
      if (moment.state.rules.containsKey(rule.id())) {
        news.add(rule); // its members may be others
      }
    }
    gaugeState.level = level;
    Summary summary = moment.summary(gauge);
    long change =
        summary == null
            ? Summary.NEVER
            : summary.nextChange(gauge.question(), moment.instant, gauge.thresholds());
    gaugeState.due =
        change == Summary.NEVER
            ? GaugeState.NEVER
            : EventTime.instantAtOrAfter(Math.max(change, moment.instant + 1), gauge.slide());
  }

  /** The first instant at which a rule that holds must be said again, or was not evaluable. */
  long rulesDue(EntityState state) {
    long due = RuleState.NEVER;
    for (Map.Entry<String, RuleState> held : state.rules.entrySet()) {
      if (held.getValue().staleAt < due) { // no rule is due before it is stale
        Rule rule = ruleSet.rule(held.getKey());
        due = rule == null ? due : Math.min(due, due(rule, held.getValue()));
      }
    }
    for (long again : state.withheld.values()) {
      due = Math.min(due, again);
    }
    return due;
  }

  private static long due(Rule rule, RuleState state) {
    return state.staleAt == RuleState.NEVER
        ? RuleState.NEVER
        : EventTime.instantAtOrAfter(state.staleAt, rule.slide());
  }
}

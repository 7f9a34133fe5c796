package org.almenara.engine.rules;

import java.util.List;
import java.util.TreeMap;

/** Rule sets of which one rule throws, as no compiled rule should. */
public final class FailingRules {

  private FailingRules() {}

  /** The same rule set, but one rule throws whenever its condition is asked. */
  public static RuleSet of(RuleSet ruleSet, String failing) {
    TreeMap<String, Rule> rules = new TreeMap<>();
    for (Rule rule : ruleSet.rules()) {
      rules.put(rule.id(), rule.id().equals(failing) ? throwing(rule) : rule);
    }
    TreeMap<Long, Measure> measures = new TreeMap<>();
    ruleSet.measures().forEach(measure -> measures.put(measure.fingerprint(), measure));
    TreeMap<Long, Gauge> gauges = new TreeMap<>();
    ruleSet.gauges().forEach(gauge -> gauges.put(gauge.print(), gauge));
    return new RuleSet(
        ruleSet.hash(), ruleSet.settings(), rules, measures, gauges, new GroupRules(List.of()));
  }

  private static Rule throwing(Rule rule) {
    return new Rule(
        rule.id(),
        rule.version(),
        rule.title(),
        rule.indicator(),
        rule.entity(),
        rule.inputs(),
        rule.window(),
        rule.slide(),
        rule.when(),
        values -> {
          throw new ArithmeticException("forced");
        },
        rule.bearing(),
        rule.root(),
        rule.basis(),
        rule.pointsMilli(),
        rule.halfLife(),
        rule.passesOn(),
        rule.needs(),
        rule.falsePositives());
  }
}

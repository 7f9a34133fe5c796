package org.almenara.engine.rules.lint;

import java.util.List;
import java.util.stream.Stream;
import org.almenara.engine.rules.Gauge;
import org.almenara.engine.rules.Measure;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;

/** Who asks for what is measured: rules, and rules about a group by who its members are. */
final class Readers {

  private Readers() {}

  /** Ids of the rules that ask for a gauge, ascending; never empty. */
  static List<String> of(RuleSet ruleSet, Gauge gauge) {
    return ids(ruleSet, gauge).distinct().sorted().toList();
  }

  /** Ids of the rules that ask for any gauge of a measure, ascending; never empty. */
  static List<String> of(RuleSet ruleSet, Measure measure) {
    return ruleSet.gauges(measure.fingerprint()).stream()
        .flatMap(gauge -> ids(ruleSet, gauge))
        .distinct()
        .sorted()
        .toList();
  }

  private static Stream<String> ids(RuleSet ruleSet, Gauge gauge) {
    return Stream.concat(
        ruleSet.readers(gauge).stream().map(Rule::id),
        ruleSet.groups().rules().stream()
            .filter(rule -> rule.membership().gauge().print() == gauge.print())
            .map(rule -> rule.rule().id()));
  }
}

package org.almenara.cli.rules;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.Typology;
import org.almenara.engine.rules.examples.Example;
import org.almenara.engine.rules.examples.RuleExamples;
import org.jspecify.annotations.Nullable;

/**
 * What a rule set looks for and what it could mistake for it: indicators, the rules that serve
 * them, lawful explanations, and the examples that show each.
 *
 * @param indicators rules that are evidence, by indicator, each by id
 * @param counterEvidence rules that speak against a case, by id
 * @param typologies in the order of the settings
 */
record RuleTable(
    TreeMap<String, List<Entry>> indicators,
    List<Entry> counterEvidence,
    List<Typology> typologies) {

  /**
   * A rule.
   *
   * @param rule compiled
   * @param explanations its false positives, in the order of its file
   */
  record Entry(Rule rule, List<Explanation> explanations) {}

  /**
   * A false positive.
   *
   * @param text of the rule
   * @param examples that show it, in the order of their file; empty where there is none
   */
  record Explanation(String text, List<Shown> examples) {}

  /**
   * An example that shows a false positive.
   *
   * @param name of the example
   * @param fires whether the rule fires on it all the same, since the facts cannot tell it apart
   */
  record Shown(String name, boolean fires) {}

  /** The table of a rule set with texts of examples by rule; what cannot be read shows nothing. */
  static RuleTable of(RuleSet ruleSet, Map<String, String> examples) {
    List<Entry> entries =
        ruleSet.rules().stream()
            .sorted(Comparator.comparing(Rule::id))
            .map(rule -> entry(rule, examples.get(rule.id())))
            .toList();
    TreeMap<String, List<Entry>> indicators =
        entries.stream()
            .filter(entry -> !entry.rule().isCounter())
            .collect(
                Collectors.groupingBy(
                    entry -> entry.rule().indicator(), TreeMap::new, Collectors.toList()));
    return new RuleTable(
        indicators,
        entries.stream().filter(entry -> entry.rule().isCounter()).toList(),
        ruleSet.settings().typologies());
  }

  private static Entry entry(Rule rule, @Nullable String text) {
    List<Example> examples = text == null ? List.of() : RuleExamples.inspect(rule, text).examples();
    return new Entry(
        rule,
        rule.falsePositives().stream()
            .map(explanation -> new Explanation(explanation, shown(explanation, examples)))
            .toList());
  }

  private static List<Shown> shown(String explanation, List<Example> examples) {
    return examples.stream()
        .filter(example -> explanation.equals(example.shows()))
        .map(example -> new Shown(example.name(), example.kind().equals(Example.FIRES)))
        .toList();
  }
}

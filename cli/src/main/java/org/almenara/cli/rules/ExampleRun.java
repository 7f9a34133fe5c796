package org.almenara.cli.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.almenara.cli.Screen;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleProblem;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.examples.Example;
import org.almenara.engine.rules.examples.Outcome;
import org.almenara.engine.rules.examples.RuleExamples;

/**
 * What came of the examples beside rules.
 *
 * @param folder where they lie
 * @param rules each with its examples
 * @param orphans ids that examples name and no rule has
 */
record ExampleRun(RuleFolder folder, List<OfRule> rules, List<String> orphans) {

  /**
   * What came of the examples of one rule.
   *
   * @param outcomes one an example
   * @param problems why examples cannot be read
   * @param missing kinds of which there must be an example and is none
   */
  record OfRule(
      Rule rule, List<Outcome> outcomes, List<RuleProblem> problems, List<String> missing) {

    long failed() {
      return outcomes.stream().filter(outcome -> !outcome.asExpected()).count();
    }

    boolean fine() {
      return failed() == 0 && problems.isEmpty() && missing.isEmpty();
    }
  }

  /** Runs the examples of all rules, and says on standard error how far it is. */
  static ExampleRun ofAll(RuleFolder folder, RuleSet ruleSet, Screen screen) {
    return of(folder, ruleSet, List.copyOf(ruleSet.rules()), folder.orphans(), screen);
  }

  /** Runs the examples of one rule. */
  static ExampleRun ofOne(RuleFolder folder, RuleSet ruleSet, Rule rule, Screen screen) {
    return of(folder, ruleSet, List.of(rule), List.of(), screen);
  }

  private static ExampleRun of(
      RuleFolder folder, RuleSet ruleSet, List<Rule> rules, List<String> orphans, Screen screen) {
    List<OfRule> all = new ArrayList<>();
    RuleProgress progress = new RuleProgress(screen, rules.size());
    try {
      for (Rule rule : rules) {
        progress.at(all.size());
        all.add(run(folder, ruleSet, rule));
      }
    } finally {
      progress.end();
    }
    return new ExampleRun(folder, all, orphans);
  }

  private static OfRule run(RuleFolder of, RuleSet ruleSet, Rule rule) {
    String text = of.examples().get(rule.id());
    if (text == null) {
      RuleProblem none =
          new RuleProblem(
              rule.id() + RuleExamples.SUFFIX,
              0,
              0,
              "rule " + rule.id() + " has no examples",
              "add the file; docs/rules.md says what is in it");
      return new OfRule(rule, List.of(), List.of(none), List.of());
    }
    RuleExamples.Read read = RuleExamples.inspect(rule, text);
    return new OfRule(
        rule,
        read.examples().stream().map(example -> Outcome.of(ruleSet, rule, example)).toList(),
        read.problems(),
        read.missing());
  }

  /** Whether all is as expected, and no example lacks. */
  boolean fine() {
    return orphans.isEmpty() && rules.stream().allMatch(OfRule::fine);
  }

  void print(Screen screen) {
    RemarkPrinter printer = new RemarkPrinter(screen, folder);
    for (OfRule rule : rules) {
      String state = rule.fine() ? "ok      " : screen.alert("differs ");
      line(
          screen,
          state
              + rule.rule().id()
              + ": "
              + RemarkPrinter.count(rule.outcomes().size(), "example")
              + (rule.failed() == 0 ? "" : ", " + rule.failed() + " not as expected"));
      printer.print(rule.problems());
      rule.missing()
          .forEach(
              kind ->
                  line(
                      screen,
                      "  lacks an example of kind '"
                          + kind
                          + "': add one to "
                          + folder.place(rule.rule().id() + RuleExamples.SUFFIX)));
      rule.outcomes().stream()
          .filter(outcome -> !outcome.asExpected())
          .forEach(outcome -> new OutcomeText(screen, outcome).print());
    }
    for (String id : orphans) {
      line(screen, "differs " + id + RuleExamples.SUFFIX + ": there is no rule " + id);
    }
    long examples = rules.stream().mapToLong(rule -> rule.outcomes().size()).sum();
    long failed = rules.stream().mapToLong(OfRule::failed).sum();
    long lacking = rules.stream().mapToLong(rule -> rule.missing().size()).sum();
    line(
        screen,
        "%s of %s: %d as expected, %d not, %d lacking"
            .formatted(
                RemarkPrinter.count(examples, "example"),
                RemarkPrinter.count(rules.size(), "rule"),
                examples - failed,
                failed,
                lacking));
  }

  private static void line(Screen screen, String text) {
    screen.out().println(text);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("folder", folder.folder().toString());
    json.put("fine", fine());
    json.put("examples_without_rule", orphans);
    json.put("rules", rules.stream().map(ExampleRun::json).toList());
    return json;
  }

  private static Map<String, Object> json(OfRule rule) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", rule.rule().id());
    json.put("fine", rule.fine());
    json.put("missing_kinds", rule.missing());
    json.put("problems", rule.problems().stream().map(RuleProblem::toString).toList());
    json.put("examples", rule.outcomes().stream().map(ExampleRun::json).toList());
    return json;
  }

  private static Map<String, Object> json(Outcome outcome) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", outcome.example().name());
    json.put("kind", outcome.example().kind());
    json.put("as_expected", outcome.asExpected());
    if (!outcome.asExpected()) {
      json.put("expected", outcome.example().findings().stream().map(ExampleRun::json).toList());
      json.put("found", outcome.found().stream().map(ExampleRun::json).toList());
    }
    return json;
  }

  private static Map<String, Object> json(Example.Said said) {
    return Map.of(
        "at", said.at().toString(),
        "focal", said.focal(),
        "holds", said.holds(),
        "records", said.records());
  }
}

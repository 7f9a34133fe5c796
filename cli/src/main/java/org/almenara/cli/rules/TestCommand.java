package org.almenara.cli.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.almenara.cli.Exit;
import org.almenara.cli.Nearest;
import org.almenara.cli.Screen;
import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleProblem;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.examples.Example;
import org.almenara.engine.rules.examples.Outcome;
import org.almenara.engine.rules.examples.RuleExamples;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the examples beside the rules. */
@Command(
    name = "test",
    description = {
      "Runs the examples beside the rules of a folder, by the engine that the job runs, and says"
          + " where a rule does something else than its examples expect, and which examples lack.",
      "Exit codes: 0 all as expected and none lacks, 1 something differs or lacks, or the rules do"
          + " not compile, 2 usage (no such folder or rule), 3 a file cannot be read, or there are"
          + " no settings."
    })
final class TestCommand implements Callable<Integer> {

  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final FolderParameter folder = new FolderParameter();

  @Option(names = "--rule", paramLabel = "ID", description = "Only the examples of this rule.")
  private @Nullable String only;

  @Option(names = "--json", description = "Prints one JSON object instead of text.")
  private boolean json;

  TestCommand(Screen screen) {
    this.screen = screen;
  }

  /** What came of the examples of one rule. */
  private record OfRule(
      Rule rule, List<Outcome> outcomes, List<RuleProblem> problems, List<String> missing) {

    long failed() {
      return outcomes.stream().filter(outcome -> !outcome.asExpected()).count();
    }

    boolean fine() {
      return failed() == 0 && problems.isEmpty() && missing.isEmpty();
    }
  }

  @Override
  public Integer call() {
    RuleFolder of = folder.read();
    Inspection inspection = Compiled.orSay(of, screen);
    if (inspection == null) {
      return Exit.FINDING;
    }
    List<OfRule> all = run(of, Compiled.ruleSet(inspection));
    List<String> orphans = only == null ? of.orphans() : List.of();
    if (json) {
      JsonLine.print(screen, json(of, all, orphans));
    } else {
      print(of, all, orphans);
    }
    return orphans.isEmpty() && all.stream().allMatch(OfRule::fine) ? Exit.FINE : Exit.FINDING;
  }

  private List<OfRule> run(RuleFolder of, RuleSet ruleSet) {
    List<Rule> rules = rules(ruleSet);
    List<OfRule> all = new ArrayList<>();
    RuleProgress progress = new RuleProgress(screen, rules.size());
    try {
      for (Rule rule : rules) {
        progress.at(all.size());
        all.add(run(of, ruleSet, rule));
      }
    } finally {
      progress.end();
    }
    return all;
  }

  private List<Rule> rules(RuleSet ruleSet) {
    if (only == null) {
      return List.copyOf(ruleSet.rules());
    }
    Rule rule = ruleSet.rule(only);
    if (rule == null) {
      List<String> ids = ruleSet.rules().stream().map(Rule::id).toList();
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "there is no rule '%s' in the set%s".formatted(only, Nearest.hint(only, ids)));
    }
    return List.of(rule);
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

  private void print(RuleFolder of, List<OfRule> all, List<String> orphans) {
    RemarkPrinter printer = new RemarkPrinter(screen, of);
    for (OfRule rule : all) {
      String state = rule.fine() ? "ok      " : screen.alert("differs ");
      line(
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
                      "  lacks an example of kind '"
                          + kind
                          + "': add one to "
                          + of.place(rule.rule().id() + RuleExamples.SUFFIX)));
      rule.outcomes().stream()
          .filter(outcome -> !outcome.asExpected())
          .forEach(outcome -> new OutcomeText(screen, outcome).print());
    }
    for (String id : orphans) {
      line("differs " + id + RuleExamples.SUFFIX + ": there is no rule " + id);
    }
    long examples = all.stream().mapToLong(rule -> rule.outcomes().size()).sum();
    long failed = all.stream().mapToLong(OfRule::failed).sum();
    long lacking = all.stream().mapToLong(rule -> rule.missing().size()).sum();
    line(
        "%s of %s: %d as expected, %d not, %d lacking"
            .formatted(
                RemarkPrinter.count(examples, "example"),
                RemarkPrinter.count(all.size(), "rule"),
                examples - failed,
                failed,
                lacking));
  }

  private void line(String text) {
    screen.out().println(text);
  }

  private static Map<String, Object> json(RuleFolder of, List<OfRule> all, List<String> orphans) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("folder", of.folder().toString());
    json.put("fine", orphans.isEmpty() && all.stream().allMatch(OfRule::fine));
    json.put("examples_without_rule", orphans);
    json.put("rules", all.stream().map(TestCommand::json).toList());
    return json;
  }

  private static Map<String, Object> json(OfRule rule) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", rule.rule().id());
    json.put("fine", rule.fine());
    json.put("missing_kinds", rule.missing());
    json.put("problems", rule.problems().stream().map(RuleProblem::toString).toList());
    json.put("examples", rule.outcomes().stream().map(TestCommand::json).toList());
    return json;
  }

  private static Map<String, Object> json(Outcome outcome) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", outcome.example().name());
    json.put("kind", outcome.example().kind());
    json.put("as_expected", outcome.asExpected());
    if (!outcome.asExpected()) {
      json.put("expected", outcome.example().findings().stream().map(TestCommand::json).toList());
      json.put("found", outcome.found().stream().map(TestCommand::json).toList());
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

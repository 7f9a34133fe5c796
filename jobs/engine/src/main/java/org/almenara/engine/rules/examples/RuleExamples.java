package org.almenara.engine.rules.examples;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.almenara.engine.PlainRun;
import org.almenara.engine.registers.Register;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleProblem;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.RuleSetException;
import org.almenara.engine.rules.TokenField;
import org.almenara.engine.rules.YamlFile;
import org.almenara.schemas.TokenRef;

/** Reads the examples of a rule and runs them. */
public final class RuleExamples {

  /** How the file of a rule's examples ends: {@code <rule id>.examples.yaml}. */
  public static final String SUFFIX = ".examples.yaml";

  private RuleExamples() {}

  /**
   * Reads the examples of a rule.
   *
   * @throws RuleSetException with all problems of the file, and with the kinds that are missing: at
   *     least one example that fires, one that is quiet, and one for each false positive, quiet or
   *     said to be like it
   */
  public static List<Example> read(Rule rule, String text) {
    Read read = inspect(rule, text);
    List<RuleProblem> problems = new ArrayList<>(read.problems());
    for (String kind : read.missing()) {
      problems.add(
          new RuleProblem(
              rule.id() + SUFFIX, 0, 0, "no example is of kind '" + kind + "'", "add one"));
    }
    if (!problems.isEmpty()) {
      throw new RuleSetException(problems);
    }
    return read.examples();
  }

  /**
   * The examples of a rule as far as they can be read.
   *
   * @param examples those without a problem, in the order of the file
   * @param problems of the others, by place
   * @param missing kinds of which there is none: at least one example fires, one is quiet, and one
   *     stands for each false positive
   */
  public record Read(List<Example> examples, List<RuleProblem> problems, List<String> missing) {}

  /** Reads the examples of a rule as far as they can be read. */
  public static Read inspect(Rule rule, String text) {
    List<RuleProblem> problems = new ArrayList<>();
    YamlFile.Parsed<List<ExampleFile>> parsed =
        YamlFile.readList(rule.id() + SUFFIX, text, ExampleFile.class, problems);
    List<Example> examples = new ArrayList<>();
    List<String> missing = kinds(rule);
    missing.remove(Example.NOT_EVALUABLE);
    for (int i = 0; parsed != null && i < parsed.value().size(); i++) {
      ExampleFile written = parsed.value().get(i);
      missing.remove(written.kind());
      missing.remove(written.like());
      int before = problems.size();
      Example example = example(written, rule, parsed.file(), "/" + i);
      if (!kinds(rule).contains(written.kind())) {
        parsed
            .file()
            .problem(
                "/" + i + "/kind",
                "'" + written.kind() + "' is no kind of example of this rule",
                "use " + String.join(", ", kinds(rule)));
      }
      checkLike(written, rule, parsed.file(), "/" + i + "/like");
      if (problems.size() == before) {
        examples.add(example);
      }
    }
    return new Read(
        List.copyOf(examples),
        List.copyOf(problems),
        parsed == null ? List.of() : List.copyOf(missing));
  }

  /** What a lawful example is like is said only where the rule fires on it all the same. */
  private static void checkLike(ExampleFile written, Rule rule, YamlFile file, String pointer) {
    String like = written.like();
    if (like == null) {
      return;
    }
    if (!written.kind().equals(Example.FIRES)) {
      file.problem(
          pointer,
          "an example of kind '" + written.kind() + "' is like nothing else",
          "remove it, or write kind: fires");
    } else if (!rule.falsePositives().contains(like)) {
      file.problem(
          pointer,
          "'" + like + "' is no false positive of this rule",
          "use " + String.join(", ", rule.falsePositives()));
    }
  }

  private static Example example(ExampleFile written, Rule rule, YamlFile file, String pointer) {
    List<PlainRun.Arrived> records = new ArrayList<>();
    for (JsonNode record : written.records()) {
      int i = records.size();
      try {
        records.add(ExampleRecords.read(record, i));
      } catch (ExampleRecords.Impossible e) {
        file.problem(pointer + "/records/" + i, e.cause(), e.mend());
        break;
      }
    }
    List<Register.Said> registers = new ArrayList<>();
    List<JsonNode> entries = written.registers() == null ? List.of() : written.registers();
    for (JsonNode entry : entries) {
      try {
        registers.add(ExampleRecords.readRegister(entry));
      } catch (ExampleRecords.Impossible e) {
        file.problem(pointer + "/registers/" + registers.size(), e.cause(), e.mend());
        break;
      }
    }
    List<Example.Said> findings = new ArrayList<>();
    List<ExampleFile.FindingFile> expected =
        written.findings() == null ? List.of() : written.findings();
    for (ExampleFile.FindingFile finding : expected) {
      try {
        findings.add(said(finding, rule, records));
      } catch (ExampleRecords.Impossible e) {
        file.problem(pointer + "/findings/" + findings.size(), e.cause(), e.mend());
        break;
      }
    }
    return new Example(
        written.name(), written.kind(), written.like(), records, registers, findings);
  }

  private static Example.Said said(
      ExampleFile.FindingFile finding, Rule rule, List<PlainRun.Arrived> records)
      throws ExampleRecords.Impossible {
    String focal = finding.focal();
    List<String> cited = finding.records();
    return new Example.Said(
        ExampleRecords.instant(finding.at()),
        focal == null ? entity(rule, records) : focal,
        finding.holds(),
        cited == null ? List.of() : cited);
  }

  /** The rule's entity in the first record that has one. */
  private static String entity(Rule rule, List<PlainRun.Arrived> records) {
    return records.stream()
        .map(record -> new TokenField(rule.entity().code()).read(record.source()))
        .filter(Objects::nonNull)
        .map(TokenRef::token)
        .findFirst()
        .orElse("");
  }

  private static List<String> kinds(Rule rule) {
    List<String> kinds =
        new ArrayList<>(List.of(Example.FIRES, Example.QUIET, Example.NOT_EVALUABLE));
    kinds.addAll(rule.falsePositives());
    return kinds;
  }

  /** What the rule says in an example, until all its records are forgotten. */
  public static List<Example.Said> run(RuleSet ruleSet, Rule rule, Example example) {
    long newest = example.records().stream().mapToLong(PlainRun.Arrived::arrival).max().orElse(0);
    long end = newest + ruleSet.lifetime(rule.entity()) + rule.slide();
    return new PlainRun(ruleSet)
        .with(example.registers()).run(example.records(), end).findings().stream()
            .filter(finding -> finding.rule().equals(rule.id()))
            .map(
                finding ->
                    new Example.Said(
                        Instant.ofEpochMilli(finding.instant()),
                        finding.focal().token(),
                        finding.holds(),
                        finding.evidence().stream().map(entry -> entry.id()).toList()))
            .toList();
  }
}

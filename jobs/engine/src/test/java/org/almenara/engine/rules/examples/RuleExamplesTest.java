package org.almenara.engine.rules.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.RuleSetReader;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every rule in deploy/rules does what its examples say: one test an example. */
class RuleExamplesTest {

  private static final Path RULES =
      Path.of(Objects.requireNonNull(System.getProperty("almenara.root")), "deploy", "rules");

  @TestFactory
  Stream<DynamicContainer> rules() throws IOException {
    RuleSet ruleSet = RuleSetReader.compile(RuleSetFiles.ofFolder(RULES));
    return ruleSet.rules().stream()
        .map(rule -> dynamicContainer(rule.id(), examples(ruleSet, rule)));
  }

  private static Stream<DynamicTest> examples(RuleSet ruleSet, Rule rule) {
    return RuleExamples.read(rule, text(rule)).stream()
        .map(
            example ->
                dynamicTest(
                    example.kind() + ": " + example.name(), () -> run(ruleSet, rule, example)));
  }

  private static void run(RuleSet ruleSet, Rule rule, Example example) {
    assertThat(lines(RuleExamples.run(ruleSet, rule, example)))
        .isEqualTo(lines(example.findings()));
    assertThat(!example.findings().isEmpty())
        .as("an example that fires has findings, any other has none")
        .isEqualTo(example.kind().equals(Example.FIRES));
    assertThat(Outcome.of(ruleSet, rule, example).ofItsKind()).isTrue();
  }

  private static String lines(List<Example.Said> findings) {
    StringBuilder lines = new StringBuilder();
    findings.forEach(finding -> lines.append("- ").append(finding).append('\n'));
    return lines.toString();
  }

  private static String text(Rule rule) {
    try {
      return Files.readString(RULES.resolve(rule.id() + RuleExamples.SUFFIX));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

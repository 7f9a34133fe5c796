package org.almenara.engine.rules.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.junit.jupiter.api.Test;

/** The example of registers in docs/rules.md does what it says. */
class RegisterExamplesTest {

  private static final String START = "```yaml\n";

  private static List<String> blocks() throws IOException {
    String docs =
        Files.readString(
            Path.of(Objects.requireNonNull(System.getProperty("almenara.root")), "docs/rules.md"));
    String section = docs.substring(docs.indexOf("\n### What registers say\n"));
    String[] parts = section.split(START, 4);
    return List.of(upToEnd(parts[1]), upToEnd(parts[2]));
  }

  private static String upToEnd(String block) {
    return block.substring(0, block.indexOf("```"));
  }

  private static Outcome outcome(String example) throws IOException {
    String measures = blocks().get(0).replace("measures:", "").replace("\n", " ").strip();
    RuleSet ruleSet =
        TestRules.of(
            RuleText.measuring(
                "rule", "payout", "{" + measures + "}", "24h", "1h", "performers >= 3"));
    Rule rule = Objects.requireNonNull(ruleSet.rule("rule"));
    RuleExamples.Read read = RuleExamples.inspect(rule, example);
    assertThat(read.problems()).isEmpty();
    return Outcome.of(ruleSet, rule, read.examples().get(0));
  }

  @Test
  void theThirdPayoutDoesNotCount() throws IOException {
    assertThat(outcome(blocks().get(1)).asExpected()).isTrue();
  }

  /** It is the register that keeps it quiet, from five minutes after it was said. */
  @Test
  void aSecondEarlierItDoes() throws IOException {
    String earlier = blocks().get(1).replace("12:05:00Z", "12:04:59Z");
    assertThat(outcome(earlier).found()).hasSize(2);
    String later =
        blocks()
            .get(1)
            .replace("id: entry-0001", "timestamp: '2026-03-02T12:00:01Z', id: entry-0001");
    assertThat(outcome(later).found()).hasSize(2);
  }

  @Test
  void anEntryThatTheContractRefusesIsTold() {
    RuleSet ruleSet =
        TestRules.of(
            RuleText.measuring(
                "rule",
                "payout",
                "{n: {count: records, where: 'type == \"payout.made\" && register.payout.aggregator'}}",
                "24h",
                "1h",
                "n >= 1"));
    String text =
        """
        - name: an audit of nobody
          kind: quiet
          records: []
          registers:
            - {id: entry-0001, type: studio.audited, time: '2026-03-02T12:00:00Z', effective: '2026-03-01T00:00:00Z'}
        """;
    assertThat(RuleExamples.inspect(Objects.requireNonNull(ruleSet.rule("rule")), text).problems())
        .extracting(Object::toString)
        .containsExactly(
            "rule.examples.yaml:5:7: the contract refuses this record: field_missing studio; add the"
                + " field: the schema needs it here");
  }

  @Test
  void aTimeThatNoContractCanSayIsTold() {
    RuleSet ruleSet =
        TestRules.of(
            RuleText.measuring(
                "rule",
                "payout",
                "{n: {count: records, where: 'type == \"payout.made\" && register.payout.aggregator'}}",
                "24h",
                "1h",
                "n >= 1"));
    String text =
        """
        - name: an audit in another age
          kind: quiet
          records: []
          registers:
            - {id: entry-0001, type: studio.audited, time: '2026-03-02T12:00:00Z', effective: '2026-03-01T00:00:00Z', studio: stu1_SSSSSSSSSSSSSSSSSSSSSS, timestamp: '+999999999-12-31T23:59:59Z'}
        """;
    assertThat(RuleExamples.inspect(Objects.requireNonNull(ruleSet.rule("rule")), text).problems())
        .extracting(Object::toString)
        .containsExactly(
            "rule.examples.yaml:5:7: '+999999999-12-31T23:59:59Z' is no time; write it as"
                + " '2026-03-02T10:00:00Z'");
  }
}

package org.almenara.engine.rules.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.junit.jupiter.api.Test;

/** Lawful examples on which a rule fires all the same. */
class LookalikesTest {

  private static final Rule RULE =
      Objects.requireNonNull(
          TestRules.of(
                  RuleText.measuring(
                      "logins",
                      "performer",
                      "{n: {count: records, where: 'type == \"login\"'}}",
                      "2h",
                      "1h",
                      "n >= 1"))
              .rule("logins"));

  private static final String LAWFUL = RULE.falsePositives().get(0);

  private static RuleExamples.Read read(String kind, String like) {
    return RuleExamples.inspect(
        RULE,
        String.join(
            "\n",
            "- name: somebody logs in",
            "  kind: " + kind,
            "  like: " + like,
            "  records: []",
            ""));
  }

  @Test
  void standForTheirFalsePositive() {
    RuleExamples.Read read = read("fires", LAWFUL);
    assertThat(read.problems()).isEmpty();
    assertThat(read.examples()).hasSize(1);
    assertThat(read.missing()).containsExactly("quiet");
  }

  @Test
  void areLikeAFalsePositiveOfTheRule() {
    RuleExamples.Read read = read("fires", "a trip");
    assertThat(read.examples()).isEmpty();
    assertThat(read.problems())
        .singleElement()
        .asString()
        .contains("'a trip' is no false positive of this rule", "use " + LAWFUL);
  }

  @Test
  void fire() {
    RuleExamples.Read read = read("quiet", LAWFUL);
    assertThat(read.examples()).isEmpty();
    assertThat(read.problems())
        .singleElement()
        .asString()
        .contains("an example of kind 'quiet' is like nothing else", "write kind: fires");
  }
}

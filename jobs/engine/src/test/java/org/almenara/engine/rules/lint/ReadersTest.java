package org.almenara.engine.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.RuleSetReader;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.junit.jupiter.api.Test;

/** Who asks for a measure, where a rule about a group asks who its members are. */
final class ReadersTest {

  private static final RuleText LOGINS =
      RuleText.measuring(
          "logins",
          "performer",
          "{n: {distinct: studio, where: 'type == \"login\"'}}",
          "4h",
          "1h",
          "n >= 1");

  private static final RuleText AFFECTED =
      RuleText.measuring("affected", "studio", "{a: {holding: logins}}", "4h", "1h", "'a >= 2'")
          .with("group: {of: performer, active: 'type == \"session.started\"'}");

  private static final RuleSet RULES = TestRules.of(LOGINS, AFFECTED);

  @Test
  void theRuleAboutAGroupIsAReaderOfWhoItsMembersAre() {
    assertThat(RULES.measures())
        .extracting(measure -> Readers.of(RULES, measure))
        .containsExactlyInAnyOrder(List.of("logins"), List.of("affected"));
  }

  @Test
  void costAndDifferenceNameItToo() {
    assertThat(Cost.of(RULES).entities())
        .singleElement()
        .satisfies(
            performer ->
                assertThat(performer.measures())
                    .extracting(Cost.OfMeasure::readers)
                    .containsExactly(List.of("affected"), List.of("logins")));
    assertThat(difference().measures())
        .filteredOn(of -> of.fate() == RuleSetDiff.Fate.NEW)
        .extracting(RuleSetDiff.OfMeasure::readers)
        .containsExactly(List.of("affected"));
  }

  private static RuleSetDiff difference() {
    return RuleSetDiff.of(
        RuleSetReader.inspect(TestRules.files(LOGINS)),
        RuleSetReader.inspect(TestRules.files(LOGINS, AFFECTED)));
  }
}

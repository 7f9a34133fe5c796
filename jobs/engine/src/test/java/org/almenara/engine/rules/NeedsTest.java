package org.almenara.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rules rest on records alone, and how much of a feed the others can do without. */
class NeedsTest {

  private static final long MINUTE = 60_000;

  private static Needs needs(String measures, String when) {
    RuleText text =
        RuleText.measuring("rule", "performer", measures, "10h", "1h", "'" + when + "'")
            .with("requires: [login.device, login]");
    return Objects.requireNonNull(TestRules.of(text).rule("rule")).needs();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "count: records, where: 'type == \"login\"' | n >= 3 | false",
        "count: records, where: 'type == \"login\"' | n >= 1 && n < 3 | true",
        "count: records, where: 'type == \"login\"' | n == 2 | true",
        "distinct: device, where: 'type == \"login\"' | n >= 3 | false",
        "count: records, where: 'type == \"login\" && !has(studio.registered)' | n >= 3 | true",
        "count: records, where: 'type == \"login\" && has(studio.registered)' | n >= 3 | false",
        "max: tenure_days, where: 'type == \"login\"' | n >= 3 | false",
        "max: tenure_days, where: 'type == \"login\"' | n < 3 | true",
        "min: tenure_days, where: 'type == \"login\"' | n < 3 | false",
        "min: tenure_days, where: 'type == \"login\"' | n >= 3 | true",
        "changes: device, where: 'type == \"login\"' | n >= 1 | false",
        "sequence: 'type == \"login\"', then: 'type == \"exit.reversed\"', within: 2h | n >= 1 | false",
        "sequence: 'type == \"login\"', then: 'type == \"exit.reversed\"',"
            + " without: 'type == \"exit.completed\"', within: 2h | n >= 1 | true",
        "absence: 'type == \"login\"', then: 'type == \"exit.reversed\"', within: 2h | n >= 1 | true",
        "first_seen: device, where: 'type == \"login\"' | n >= 1 | true",
        "longest_rest: session | n >= duration(\"8h\") | true",
        "covered: session | n >= duration(\"8h\") | true"
      },
      quoteCharacter = '`')
  void restsOnRecordsAlone(String measure, String when, boolean whole) {
    assertThat(needs("{n: {" + measure + "}}", when).whole()).isEqualTo(whole);
  }

  @Test
  void toleratesATwentiethOfTheShortestTime() {
    Needs count = needs("{n: {count: records, where: 'type == \"login\"'}}", "n >= 1 && n < 3");
    Needs absence =
        needs(
            "{n: {absence: 'type == \"login\"', then: 'type == \"exit.reversed\"', within: 2h}}",
            "n >= 1");

    assertThat(count.facts())
        .isEqualTo(List.of(new Needs.Fact("login", "device"), new Needs.Fact("login", "")));
    assertThat(count.horizon()).isEqualTo(10 * 60 * MINUTE);
    assertThat(count.tolerated()).isEqualTo(30 * MINUTE);
    assertThat(absence.horizon()).isGreaterThanOrEqualTo(12 * 60 * MINUTE);
    assertThat(absence.tolerated()).isEqualTo(6 * MINUTE);
  }

  @Test
  void aRuleThatRequiresNothingIsNeverHeldBack() {
    RuleText text =
        RuleText.measuring(
            "rule", "performer", "{n: {covered: session}}", "10h", "1h", "'n >= duration(\"1h\")'");
    assertThat(Objects.requireNonNull(TestRules.of(text).rule("rule")).needs())
        .isEqualTo(Needs.NOTHING);
  }
}

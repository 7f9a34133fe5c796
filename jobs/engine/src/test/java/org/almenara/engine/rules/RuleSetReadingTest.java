package org.almenara.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;

/** Whatever text comes, a rule set is read or refused with places and mends. */
class RuleSetReadingTest {

  private static final RuleText SOUND =
      RuleText.measuring(
              "sound",
              "payout",
              "{who: {members: performer, where: 'type == \"payout.made\" && has(studio.size)'},"
                  + " t: {covered: session, where: 'platform == \"p\"'}}",
              "1h",
              "10m",
              "'who >= 1 && !(t < duration(\"16m\"))'")
          .with("passes_on: {to: performer, weight: 0.5}");

  private static final List<String> SCRAPS =
      List.of(
          "'",
          "\"",
          ":",
          "- ",
          "[",
          "]",
          "{",
          "}",
          "&a ",
          "*a",
          "!!set ",
          "|",
          ">-",
          "#",
          "\t",
          "\n",
          "\0",
          "\uFEFF",
          "\uD83D",
          "\u2028",
          "null",
          "~",
          "1e999",
          "0x1F",
          "1_0",
          ".nan",
          "yes",
          "-",
          "duration(",
          "&&",
          "==",
          "type",
          "performer",
          "<<: ",
          "%YAML 9.9",
          "---\n",
          "...\n",
          "@",
          "`",
          "9999999999999999999",
          "\\");

  @Property(tries = 1_000, seed = "51")
  void readsOrRefusesAnyText(@ForAll Random random) {
    TreeMap<String, String> files = TestRules.files(SOUND).files();
    String file = random.nextBoolean() ? "sound.yaml" : "settings.yaml";
    String text = String.valueOf(files.get(file));
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      text = mutated(text, random);
    }
    files.put(file, text);
    String outcome = "read";
    try {
      assertThat(RuleSetReader.compile(new RuleSetFiles(files)).rules()).isNotEmpty();
    } catch (RuleSetException e) {
      outcome = "refused";
      assertThat(e.problems()).isNotEmpty();
      String[] lines = text.split("\n", -1);
      for (RuleProblem problem : e.problems()) {
        assertThat(problem.cause()).isNotBlank();
        assertThat(problem.mend()).isNotBlank();
        assertThat(problem.line()).isBetween(0, lines.length + 1);
      }
    }
    Statistics.label("outcome").collect(outcome);
  }

  private static String mutated(String text, Random random) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(12));
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, from) + text.substring(to);
      case 1 -> text.substring(0, from) + scrap(random) + text.substring(from);
      case 2 -> text.substring(0, from) + scrap(random) + text.substring(to);
      default -> text.substring(0, to) + text.substring(from);
    };
  }

  private static String scrap(Random random) {
    return SCRAPS.get(random.nextInt(SCRAPS.size()));
  }
}

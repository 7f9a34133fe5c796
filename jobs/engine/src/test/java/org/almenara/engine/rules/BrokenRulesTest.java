package org.almenara.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is said of rule files that are refused. To take over what is said now, run with {@code
 * -Dalmenara.update=true} and read the difference.
 */
class BrokenRulesTest {

  private static final Path BROKEN =
      Path.of(
          Objects.requireNonNull(System.getProperty("almenara.root")),
          "jobs/engine/src/test/resources/broken-rules");

  private static final RuleText SOUND =
      RuleText.measuring(
          "sound",
          "performer",
          "{n: {count: records, where: 'type == \"login\"'}}",
          "1h",
          "10m",
          "n >= 1");

  /** What typologies can be made of, and routes can name. */
  private static final RuleText[] PARTS = {
    SOUND,
    new RuleText(
        "same-root",
        "performer",
        "{n: {count: records, where: 'type == \"login\"'}}",
        "1h",
        "10m",
        "n >= 1",
        "hours",
        "session",
        "B",
        10,
        ""),
    new RuleText(
        "same-family",
        "performer",
        "{n: {count: records, where: 'type == \"login\"'}}",
        "1h",
        "10m",
        "n >= 1",
        "account",
        "payout",
        "B",
        10,
        ""),
    new RuleText(
        "weak",
        "performer",
        "{n: {count: records, where: 'type == \"login\"'}}",
        "1h",
        "10m",
        "n >= 1",
        "account",
        "session",
        "C",
        10,
        ""),
    new RuleText(
        "weak-too",
        "performer",
        "{n: {count: records, where: 'type == \"login\"'}}",
        "1h",
        "10m",
        "n >= 1",
        "money",
        "payout",
        "C",
        10,
        ""),
    RuleText.against("against", "[money]", "payout", 10)
  };

  static Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(BROKEN)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .map(name -> name.replace(".yaml", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void saysWhatIsWrongWhereAndHowToMendIt(String name) throws IOException {
    String text = Files.readString(BROKEN.resolve(name + ".yaml"));
    TreeMap<String, String> files =
        name.startsWith("settings-typolog") || name.equals("settings-route-rules")
            ? TestRules.files(PARTS).files()
            : TestRules.files(SOUND).files();
    if (name.startsWith("settings")) {
      files.put(RuleSetFiles.SETTINGS, text);
    } else {
      files.put("rule.yaml", text);
      files.put(RuleSetFiles.SETTINGS, TestRules.settings("sound", "rule"));
    }
    RuleSetException refused =
        catchThrowableOfType(
            RuleSetException.class, () -> RuleSetReader.compile(new RuleSetFiles(files)));
    assertThat(refused).as("refused").isNotNull();
    Path golden = BROKEN.resolve(name + ".txt");
    if (Boolean.getBoolean("almenara.update")) {
      Files.writeString(golden, refused.getMessage() + "\n");
    }
    assertThat(refused.getMessage() + "\n").isEqualTo(Files.readString(golden));
  }

  @Test
  void problemsOfAllFilesAreFoundInOneRun() {
    TreeMap<String, String> files = TestRules.files(SOUND).files();
    files.put("a.yaml", "id: a\n");
    files.put("b.yaml", "- no rule\n");
    files.put("c.yaml", "{");
    files.put("sound.yaml", SOUND.yaml().replace("n >= 1", "n >= m"));
    RuleSetException refused =
        catchThrowableOfType(
            RuleSetException.class, () -> RuleSetReader.compile(new RuleSetFiles(files)));
    assertThat(refused.problems().stream().map(RuleProblem::file).distinct())
        .containsExactly("a.yaml", "b.yaml", "c.yaml", "settings.yaml", "sound.yaml");
  }
}

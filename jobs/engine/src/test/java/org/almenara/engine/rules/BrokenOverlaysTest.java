package org.almenara.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is said of overlays that are refused; {@code HASH} stands for that of the published files.
 * To take over what is said now, run with {@code -Dalmenara.update=true} and read the difference.
 */
class BrokenOverlaysTest {

  private static final Path BROKEN =
      Path.of(
          Objects.requireNonNull(System.getProperty("almenara.root")),
          "jobs/engine/src/test/resources/broken-overlays");

  private static final RuleText RULE =
      RuleText.measuring(
          "many",
          "performer",
          "{logins: {count: records, where: 'type == \"login\"'}, studios: {distinct: studio, where:"
              + " 'type == \"login\"'}, live: {covered: session}, part: {share: 'actor =="
              + " \"manager\"', where: 'type == \"login\"', at_least: 3}}",
          "7d",
          "1h",
          "logins >= 5 && studios >= 1 && studios < 3 && live >= duration(\"16h\") && part >= 0.5");

  private static final RuleText OTHER =
      RuleText.measuring(
          "other",
          "performer",
          "{n: {count: records, where: 'type == \"login\"'}}",
          "1h",
          "10m",
          "n >= 1");

  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(BROKEN)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .map(name -> name.replace(".yaml", ""))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void saysWhatIsWrongWhereAndHowToMendIt(String name) throws IOException {
    TreeMap<String, String> files = TestRules.files(RULE, OTHER).files();
    files.merge(
        RuleSetFiles.SETTINGS,
        "typologies:\n  - {id: both, title: {en: a, es: b, pt: c}, describes: trafficking, all:"
            + " [many, other], within: 60d, references: [a test]}\n",
        String::concat);
    RuleSetFiles published = new RuleSetFiles(files);
    String text = Files.readString(BROKEN.resolve(name + ".yaml"));
    RuleSetException refused =
        catchThrowableOfType(
            RuleSetException.class,
            () ->
                RuleSetReader.compile(
                    published.withOverlay(text.replace("HASH", published.hash()))));
    assertThat(refused).as("refused").isNotNull();
    String said = (refused.getMessage() + "\n").replace(published.hash(), "HASH");
    Path golden = BROKEN.resolve(name + ".txt");
    if (Boolean.getBoolean("almenara.update")) {
      Files.writeString(golden, said);
    }
    assertThat(said).isEqualTo(Files.readString(golden));
    assertThat(refused.problems())
        .allMatch(problem -> (problem.file() + problem.mend()).contains("overlay.yaml"));
  }
}

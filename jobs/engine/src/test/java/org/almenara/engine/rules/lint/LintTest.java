package org.almenara.engine.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.testing.TestRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What lint says, word for word. */
final class LintTest {

  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("almenara.root")));
  private static final Path CASES = ROOT.resolve("jobs/engine/src/test/resources/lint");

  static Stream<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void says(String name) throws IOException {
    TreeMap<String, String> files = RuleSetFiles.ofFolder(CASES.resolve(name)).files();
    files.putIfAbsent(
        RuleSetFiles.SETTINGS,
        TestRules.settings(
            files.keySet().stream().map(file -> file.replace(".yaml", "")).toArray(String[]::new)));
    String said = text(Lint.of(new RuleSetFiles(files)).remarks());
    Path golden = CASES.resolve(name).resolve("expected.txt");
    if (Boolean.getBoolean("almenara.update")) {
      Files.writeString(golden, said);
    }
    assertThat(said).isEqualTo(Files.readString(golden));
  }

  @Test
  void eachKindHasACase() throws IOException {
    List<String> cases = cases().toList();
    assertThat(Lint.kinds())
        .allSatisfy(kind -> assertThat(cases).anyMatch(name -> name.startsWith(kind)));
  }

  /** A case is about its kind alone. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void saysOnlyThat(String name) throws IOException {
    assertThat(Files.readAllLines(CASES.resolve(name).resolve("expected.txt")))
        .allSatisfy(
            line ->
                assertThat(name)
                    .startsWith(line.substring(line.indexOf('[') + 1, line.indexOf(']'))));
  }

  @Test
  void hasNothingToSayOfTheRulesThatAreDeployed() throws IOException {
    assertThat(text(Lint.of(RuleSetFiles.ofFolder(ROOT.resolve("deploy/rules"))).remarks()))
        .isEmpty();
  }

  private static String text(List<Remark> remarks) {
    return remarks.stream()
        .map(remark -> remark.severity() + " [" + remark.kind() + "] " + remark.problem() + "\n")
        .collect(Collectors.joining());
  }
}

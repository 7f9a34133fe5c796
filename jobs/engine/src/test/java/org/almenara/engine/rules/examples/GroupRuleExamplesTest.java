package org.almenara.engine.rules.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeMap;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.RuleSetReader;
import org.junit.jupiter.api.Test;

/** A rule about a group has examples as any other: records in, findings out. */
class GroupRuleExamplesTest {

  private static final String RULE = "studio-live-16-of-24-hours";
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("almenara.root")));
  private static final Path FOLDER = ROOT.resolve("jobs/engine/src/test/resources/group-rules");

  @Test
  void doesWhatItsExamplesSay() throws IOException {
    TreeMap<String, String> files =
        new TreeMap<>(RuleSetFiles.ofFolder(ROOT.resolve("deploy/rules")).files());
    files.put(RULE + ".yaml", Files.readString(FOLDER.resolve(RULE + ".yaml")));
    files.computeIfPresent(
        RuleSetFiles.SETTINGS,
        (name, settings) -> settings.replace("rules:\n", "rules:\n  - " + RULE + "\n"));
    RuleSet ruleSet = RuleSetReader.compile(new RuleSetFiles(files));
    Rule rule = Objects.requireNonNull(ruleSet.rule(RULE));
    String examples = Files.readString(FOLDER.resolve(RULE + RuleExamples.SUFFIX));

    for (Example example : RuleExamples.read(rule, examples)) {
      assertThat(RuleExamples.run(ruleSet, rule, example))
          .as(example.name())
          .isEqualTo(example.findings());
    }
  }
}

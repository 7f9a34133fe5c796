package org.almenara.pipeline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeMap;
import org.almenara.engine.rules.RuleSetFiles;

/** The packed rule set and a rule about studios that reads one of its rules. */
public final class GroupRuleSet {

  /** Id of the rule about studios. */
  public static final String RULE = "studio-live-16-of-24-hours";

  private GroupRuleSet() {}

  /** Its files. */
  public static RuleSetFiles files() {
    TreeMap<String, String> files = new TreeMap<>(RuleSetFiles.packed().files());
    files.put(RULE + ".yaml", text());
    files.computeIfPresent(
        RuleSetFiles.SETTINGS,
        (name, settings) -> settings.replace("rules:\n", "rules:\n  - " + RULE + "\n"));
    return new RuleSetFiles(files);
  }

  private static String text() {
    Path root = Path.of(Objects.requireNonNull(System.getProperty("almenara.root")));
    try {
      return Files.readString(
          root.resolve("jobs/engine/src/test/resources/group-rules/" + RULE + ".yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.almenara.cli.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.almenara.cli.Exit;
import org.almenara.cli.Installation;
import org.almenara.cli.TestScreen;

/** {@code docs/indicators.md}: what {@code almenara rules table} says of the deployed rules. */
final class IndicatorsPage {

  /** Why no rule serves an indicator of the catalogue, by its id. */
  static final TreeMap<String, String> NOT_SERVED =
      new TreeMap<>(
          Map.of(
              "I13",
              "no measure counts the days on which several performers did something together"));

  private static final Pattern ROW = Pattern.compile("(?m)^\\| (I[0-9]{2}[a-z]?) \\|");

  private IndicatorsPage() {}

  static String text() {
    return """
    # Indicators, rules, and what they could be mistaken about

    Made by `almenara rules table` from [`deploy/rules`](../deploy/rules); do not edit. To make it anew:

    ```
    %s
    ```

    What each indicator is, and where it comes from: [the catalogue](domain.md#the-indicators). What the columns mean: [the
    keys of a rule](rules.md#the-keys-of-a-rule). Where a rule differs from the catalogue on purpose:
    [0019](decisions/0019-rules-about-people.md).

    Each rule has lawful or harmless explanations, and for each an example that the engine runs in every build. On most the
    rule **is quiet**: the records tell the two apart. On some it **fires**, since they do not: such a rule never
    opens a case by itself unless it is of tier A, and the explanation stands on each case under "to consider".

    Not served by a rule:

    %s
    %s"""
        .formatted(GoldenFile.COMMAND, notServed(), table());
  }

  private static String notServed() {
    return NOT_SERVED.entrySet().stream()
        .map(entry -> "- %s: %s.\n".formatted(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining());
  }

  private static String table(String... options) {
    TestScreen screen = new TestScreen();
    String[] words = new String[2 + options.length];
    words[0] = "rules";
    words[1] = "table";
    System.arraycopy(options, 0, words, 2, options.length);
    if (screen.run(words) != Exit.FINE) {
      throw new IllegalStateException(screen.err());
    }
    return screen.out();
  }

  /** Indicators that a rule which is evidence serves. */
  static Set<String> served() throws IOException {
    JsonNode json = new JsonMapper().readTree(table("--json"));
    return new TreeSet<>(json.get("indicators").findValuesAsText("indicator"));
  }

  /** Indicators of the catalogue. */
  static Set<String> catalogue() throws IOException {
    String page = Files.readString(Installation.current().root().resolve("docs/domain.md"));
    return ROW.matcher(page)
        .results()
        .map(row -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

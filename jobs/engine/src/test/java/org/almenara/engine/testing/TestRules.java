package org.almenara.engine.testing;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.RuleSetReader;

/** Small rule sets for tests. */
public final class TestRules {

  private TestRules() {}

  /**
   * A rule, as far as tests vary it.
   *
   * @param id of the rule
   * @param entity what it is evaluated for
   * @param measures YAML flow mapping
   * @param window duration
   * @param slide duration
   * @param when condition
   * @param family of the rule; a list of those that it lowers, where it is counter-evidence
   * @param root of the rule
   * @param tier of the rule; empty where it is counter-evidence
   * @param points whole points
   * @param more further lines of YAML, or nothing
   */
  public record RuleText(
      String id,
      String entity,
      String measures,
      String window,
      String slide,
      String when,
      String family,
      String root,
      String tier,
      int points,
      String more) {

    /** A rule of which only the measuring matters. */
    public static RuleText measuring(
        String id, String entity, String measures, String window, String slide, String when) {
      return new RuleText(
          id, entity, measures, window, slide, when, "account", "session", "B", 10, "");
    }

    /** Counter-evidence that counts logins. */
    public static RuleText against(String id, String families, String root, int points) {
      return new RuleText(
          id,
          "performer",
          "{n: {count: records, where: 'type == \"login\"'}}",
          "1h",
          "1h",
          "n >= 1",
          families,
          root,
          "",
          points,
          "");
    }

    /** The same with further lines. */
    public RuleText with(String lines) {
      return new RuleText(
          id, entity, measures, window, slide, when, family, root, tier, points, lines);
    }

    /** The file. */
    public String yaml() {
      return String.join(
          "\n",
          "id: " + id,
          "version: 1",
          "status: stable",
          "title: {en: a, es: b, pt: c}",
          "indicator: I21",
          "references: [a test]",
          "entity: " + entity,
          "measures: " + measures,
          "window: " + window,
          "slide: " + slide,
          "when: " + when,
          tier.isEmpty()
              ? "counters: " + family
              : "family: " + family + "\ntier: " + tier + "\nelements: []",
          "root: " + root,
          "basis: recorded",
          "points: " + points,
          "half_life: 1h",
          "falsepositives: [explanation of " + id + "]",
          more,
          "");
    }
  }

  /** Settings that list rules: line 35, a cap of 50 for every family, two units. */
  public static String settings(String... ids) {
    return String.join(
        "\n",
        "rules: " + Arrays.toString(ids),
        "legal_frame: palermo",
        "line: 35",
        "caps: {account: 50, hours: 50, money: 50, movement: 50, network: 50, tips: 50, minors: 50,"
            + " recruitment: 50, offender: 50}",
        "words: [{from: 0, word: low}, {from: 40, word: middle}, {from: 70, word: high}]",
        "routes: [{unit: police, families: [account, tips]}, {unit: labour, families: []}]",
        "");
  }

  /** The files of a rule set. */
  public static RuleSetFiles files(RuleText... rules) {
    TreeMap<String, String> files =
        Arrays.stream(rules)
            .collect(
                Collectors.toMap(
                    rule -> rule.id() + ".yaml", RuleText::yaml, (a, b) -> a, TreeMap::new));
    files.put(
        "settings.yaml", settings(Arrays.stream(rules).map(RuleText::id).toArray(String[]::new)));
    return new RuleSetFiles(files);
  }

  /** A compiled rule set with further lines of settings. */
  public static RuleSet of(String moreSettings, RuleText... rules) {
    TreeMap<String, String> files = new TreeMap<>(files(rules).files());
    files.merge("settings.yaml", moreSettings, String::concat);
    return RuleSetReader.compile(new RuleSetFiles(files));
  }

  /** A compiled rule set with routes of its own, a flow sequence, and further lines of settings. */
  public static RuleSet routed(String routes, String moreSettings, RuleText... rules) {
    TreeMap<String, String> files = new TreeMap<>(files(rules).files());
    files.computeIfPresent(
        "settings.yaml",
        (name, text) -> text.replaceAll("(?m)^routes: .*$", "routes: " + routes) + moreSettings);
    return RuleSetReader.compile(new RuleSetFiles(files));
  }

  /** A compiled rule set of one file. */
  public static RuleSet ofYaml(String id, String yaml) {
    return RuleSetReader.compile(
        new RuleSetFiles(new TreeMap<>(Map.of(id + ".yaml", yaml, "settings.yaml", settings(id)))));
  }

  /** A compiled rule set. */
  public static RuleSet of(RuleText... rules) {
    return RuleSetReader.compile(files(rules));
  }
}

package org.almenara.cli.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.almenara.cli.cases.ObservedText;
import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.RuleSetReader;
import org.almenara.engine.rules.RuleSource;
import org.almenara.engine.rules.lint.RuleSetDiff;
import org.almenara.engine.rules.lint.RuleSetDiff.Change;
import org.almenara.schemas.FlaggedCase;

/**
 * A case beside the rules of its time: for each thing that it says, what the rule said then, and
 * what that rule says otherwise now.
 *
 * @param content of the case
 * @param signs its factors and counter-evidence, in the order of the case
 * @param line points that opened a case then
 * @param own values of a deployment that held then, in the place of published ones, by rule
 * @param sinceThen changes of the settings
 */
record CaseByRules(
    FlaggedCase.Content content,
    List<Sign> signs,
    String line,
    Map<String, List<String>> own,
    List<Change> sinceThen) {

  /** Keys of a rule that say why it held and what it gave, in the order of a rule file. */
  private static final List<String> SHOWN =
      List.of("window", "when", "points", "half_life", "passes_on.weight", "why");

  /** Keys that say nothing of what a rule does. */
  private static final List<String> WORDS =
      List.of("title.", "description", "references", "author", "date", "tags");

  /** What has become of a rule. */
  enum Fate {
    SAME,
    CHANGED,
    GONE
  }

  /**
   * What a rule says on the case.
   *
   * @param rule id
   * @param version of the rule
   * @param pointsMilli that it gives; below zero what it can take off
   * @param observed what was seen; empty for counter-evidence
   * @param records ids of the cited records
   * @param text what the rule said then, by key
   * @param fate of the rule since
   * @param changes since
   */
  record Sign(
      String rule,
      int version,
      long pointsMilli,
      String observed,
      List<String> records,
      Map<String, String> text,
      Fate fate,
      List<Change> changes) {}

  /**
   * Explains a case.
   *
   * @param then the rule set that it names
   * @param now the rule set that judges now
   */
  static CaseByRules of(FlaggedCase.Content content, RuleSetFiles then, RuleSetFiles now) {
    Inspection before = RuleSetReader.inspect(then);
    RuleSetDiff diff = RuleSetDiff.of(before, RuleSetReader.inspect(now));
    Map<String, SortedMap<String, String>> rules = new TreeMap<>();
    for (RuleSource source : before.sources()) {
      rules.put(source.id(), source.values());
    }
    List<Sign> signs = new ArrayList<>();
    for (FlaggedCase.Factor factor : content.factors()) {
      signs.add(
          sign(
              factor.rule(),
              factor.version(),
              factor.pointsMilli(),
              ObservedText.of(factor.observed()),
              factor.records(),
              rules,
              diff));
    }
    for (FlaggedCase.Counter counter : content.counterEvidence()) {
      signs.add(
          sign(
              counter.rule(),
              counter.version(),
              -counter.pointsMilli(),
              "",
              counter.records(),
              rules,
              diff));
    }
    OverlayText overlay = OverlayText.of(then);
    Map<String, List<String>> own = new TreeMap<>();
    signs.forEach(sign -> own.put(sign.rule(), overlay.ofRule(sign.rule())));
    own.values().removeIf(List::isEmpty);
    return new CaseByRules(
        content, signs, before.settings().getOrDefault("line", ""), own, diff.settings());
  }

  private static Sign sign(
      String rule,
      int version,
      long pointsMilli,
      String observed,
      List<String> records,
      Map<String, SortedMap<String, String>> rules,
      RuleSetDiff diff) {
    SortedMap<String, String> values = rules.getOrDefault(rule, new TreeMap<>());
    Map<String, String> text = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith("measures.") || key.startsWith("group.")) {
            text.put(key, value);
          }
        });
    SHOWN.forEach(
        key -> {
          String value = values.get(key);
          if (value != null) {
            text.put(key, value);
          }
        });
    List<Change> changes =
        diff.changed().getOrDefault(rule, List.of()).stream()
            .filter(change -> WORDS.stream().noneMatch(change.key()::startsWith))
            .toList();
    Fate fate =
        diff.removed().contains(rule) ? Fate.GONE : changes.isEmpty() ? Fate.SAME : Fate.CHANGED;
    return new Sign(rule, version, pointsMilli, observed, records, text, fate, changes);
  }
}

package org.almenara.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.almenara.engine.rules.lint.Lint;
import org.almenara.engine.rules.lint.Remark;
import org.almenara.engine.rules.lint.RuleSetDiff;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An overlay says the same as the files would with its values written into them. */
class OverlayTest {

  private static final RuleText FUNNEL =
      RuleText.measuring(
              "funnel",
              "payout",
              "{performers: {members: performer, where: 'type == \"payout.made\"'}}",
              "30d",
              "1h",
              "performers >= 5")
          .with("passes_on: {to: performer, weight: 0.5}");

  private static final RuleText SHORT =
      RuleText.measuring(
          "short",
          "performer",
          "{days: {short_rests: session, under: 6h}, live: {covered: session}}",
          "7d",
          "1h",
          "days >= 5 && duration('16h') <= live");

  private static final RuleText TWICE =
      RuleText.measuring(
          "twice",
          "performer",
          "{studios: {distinct: studio, where: 'type == \"login\"'}, part: {share: 'actor =="
              + " \"manager\"', where: 'type == \"login\"', at_least: 3}}",
          "7d",
          "1h",
          "(studios >= 1 && studios < 2) || part >= 0.5");

  private static final RuleSetFiles PUBLISHED =
      with(
          TestRules.files(FUNNEL, SHORT, TWICE),
          RuleSetFiles.SETTINGS,
          "(?s)\\z",
          "typologies:\n  - {id: both, title: {en: a, es: b, pt: c}, describes: trafficking, all:"
              + " [funnel, short], within: 60d, references: [a test]}\n");

  private static RuleSetFiles with(
      RuleSetFiles files, String name, String pattern, String replacement) {
    RuleSetFiles others = new RuleSetFiles(new TreeMap<>(files.files()));
    String text = Objects.requireNonNull(others.files().get(name));
    others.files().put(name, text.replaceFirst(pattern, replacement));
    assertThat(others).as(pattern).isNotEqualTo(files);
    return others;
  }

  private static RuleSetFiles overlaid(String lines) {
    return PUBLISHED.withOverlay("over: " + PUBLISHED.hash() + "\n" + lines + "\n");
  }

  /** All that the compiled rule set says, whatever its hash. */
  private static Map<String, Object> said(RuleSetFiles files) {
    Inspection inspection = RuleSetReader.inspect(files);
    assertThat(inspection.problems()).isEmpty();
    RuleSet ruleSet = Objects.requireNonNull(inspection.ruleSet());
    List<SortedMap<String, String>> rules =
        inspection.sources().stream().map(RuleSource::values).toList();
    return Map.of(
        "rules", rules,
        "settings", inspection.settings(),
        "plan", ruleSet.planPrint(),
        "judging", ruleSet.settings(),
        "points", ruleSet.rules().stream().map(Rule::pointsMilli).toList(),
        "half lives", ruleSet.rules().stream().map(Rule::halfLife).toList());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "rules: {funnel: {thresholds: {performers: 6}}}|funnel|performers >= 5|performers >= 6",
        "rules: {funnel: {thresholds: {performers: [12]}}}|funnel|>= 5|>= 12",
        "rules: {funnel: {window: 21d}}|funnel|window: 30d|window: 21d",
        "rules: {funnel: {points: 30}}|funnel|points: 10|points: 30",
        "rules: {funnel: {half_life: 45d}}|funnel|half_life: 1h|half_life: 45d",
        "rules: {funnel: {weight: 0.25}}|funnel|weight: 0.5|weight: 0.25",
        "rules: {short: {measures: {days: {under: 7h}}}}|short|under: 6h|under: 7h",
        "rules: {short: {thresholds: {live: 14h}}}|short|'16h'|'14h'",
        "rules: {twice: {thresholds: {part: 0.25}}}|twice|0\\.5|0.25",
        "rules: {twice: {thresholds: {part: 1}}}|twice|0\\.5|1",
        "rules: {twice: {thresholds: {studios: [2, 4]}}}"
            + "|twice|studios >= 1 && studios < 2|studios >= 2 && studios < 4",
        "rules: {twice: {measures: {part: {at_least: 10}}}}|twice|at_least: 3|at_least: 10",
        "settings: {line: 40}|settings|line: 35|line: 40",
        "settings: {caps: {money: 40}}|settings|money: 50|money: 40",
        "settings: {near_misses: 20}|settings|line: 35|line: 35~near_misses: 20",
        "settings: {budget: 128}|settings|line: 35|line: 35~budget: 128",
        "settings: {words: [{from: 0, word: low}]}|settings|words: .*|words: [{from: 0, word: low}]",
        "settings: {typologies: {both: {within: 30d}}}|settings|within: 60d|within: 30d",
        "settings: {typologies: {both: {at_least: 2}}}|settings|within: 60d|within: 60d, at_least: 2"
      })
  void putsItsValuesInThePlaceOfThePublished(
      String overlay, String file, String published, String value) {
    assertThat(said(overlaid(overlay)))
        .isEqualTo(said(with(PUBLISHED, file + ".yaml", published, value.replace('~', '\n'))));
  }

  @Test
  void severalConstantsOfOneConditionAreReplacedAtOnce() {
    RuleSetFiles files =
        overlaid("rules: {twice: {thresholds: {studios: [10, 200], part: 0.125}}}");
    RuleSet ruleSet = RuleSetReader.compile(files);
    assertThat(Objects.requireNonNull(ruleSet.rule("twice")).when())
        .isEqualTo("(studios >= 10 && studios < 200) || part >= 0.125");
  }

  @Test
  void isPartOfTheHashAndNotOfTheOneThatItIsOver() {
    RuleSetFiles files = overlaid("settings: {line: 40}");
    assertThat(files.hash()).isNotEqualTo(PUBLISHED.hash());
    assertThat(files.withoutOverlay().hash()).isEqualTo(PUBLISHED.hash());
    assertThat(RuleSetReader.compile(files).hash()).isEqualTo(files.hash());
    assertThat(files.hasOverlay()).isTrue();
    assertThat(files.withoutOverlay().hasOverlay()).isFalse();
  }

  @Test
  void aLongerWindowIsRemarkedWhereItStands() {
    RuleSetFiles files = overlaid("rules:\n  funnel:\n    window: 120d");
    List<Remark> remarks =
        Lint.of(files).remarks().stream()
            .filter(remark -> remark.kind().equals("window-beyond-retention"))
            .toList();
    assertThat(remarks).hasSize(1);
    RuleProblem problem = remarks.get(0).problem();
    assertThat(problem.file() + ":" + problem.line() + ":" + problem.column())
        .isEqualTo("overlay.yaml:4:13");
  }

  @Test
  void aRuleThatAnOverlayChangesNeedsNoNewVersion() {
    Inspection published = RuleSetReader.inspect(PUBLISHED);
    Inspection overlaid =
        RuleSetReader.inspect(overlaid("rules: {funnel: {points: 30, window: 30d}}"));
    RuleSetDiff diff = RuleSetDiff.of(published, overlaid);
    assertThat(diff.changed())
        .isEqualTo(Map.of("funnel", List.of(new RuleSetDiff.Change("points", "10", "30"))));
    assertThat(diff.hasOldVersion("funnel")).isFalse();
    Inspection edited =
        RuleSetReader.inspect(with(PUBLISHED, "funnel.yaml", "points: 10", "points: 30"));
    assertThat(RuleSetDiff.of(published, edited).hasOldVersion("funnel")).isTrue();
  }
}

package org.almenara.engine.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code overlay.yaml} as it is written: the values of one deployment, in the place of those that
 * are published. It has no key for what a rule looks for, only for how much of it is enough.
 *
 * @param over hash of the rule set that it was written for, without it
 * @param rules values of rules, by id
 * @param settings values of the settings
 */
record OverlayFile(
    String over, @Nullable Map<String, OfRule> rules, @Nullable OfSettings settings) {

  /**
   * Values of a rule.
   *
   * @param thresholds constants of the condition, by the measure that is compared with them: one,
   *     or as many as there are, in the order of the condition
   * @param measures numbers of measures, by name
   * @param window how far back it looks
   * @param points whole points
   * @param halfLife how fast points fade
   * @param weight of what it passes on
   */
  record OfRule(
      @Nullable Map<String, JsonNode> thresholds,
      @Nullable Map<String, OfMeasure> measures,
      @Nullable String window,
      @Nullable Integer points,
      @Nullable String halfLife,
      @Nullable Double weight) {}

  /**
   * Numbers of a measure; see {@link MeasureFile}.
   *
   * @param atLeast records below which there is no answer
   * @param baseline the longer window of growth
   * @param within longest time between the first record and the next
   * @param under limit of a rest
   * @param over limit of a session
   * @param after length of a silence
   * @param memory how long values and silences are remembered
   */
  record OfMeasure(
      @Nullable Integer atLeast,
      @Nullable String baseline,
      @Nullable String within,
      @Nullable String under,
      @Nullable String over,
      @Nullable String after,
      @Nullable String memory) {}

  /**
   * Values of the settings; see {@link SettingsFile}.
   *
   * @param line points that a case needs to open
   * @param caps most points a family may give; of families that have a cap
   * @param words all estimative words
   * @param budget KiB that the state of one entity may take
   * @param nearMisses points from which analysts hear of near misses
   * @param typologies values of typologies, by id
   */
  record OfSettings(
      @Nullable Integer line,
      @Nullable Map<Family, Integer> caps,
      @Nullable List<SettingsFile.WordFile> words,
      @Nullable Integer budget,
      @Nullable Integer nearMisses,
      @Nullable Map<String, OfTypology> typologies) {}

  /**
   * Values of a typology; see {@link TypologyFile}.
   *
   * @param atLeast how many of its parts
   * @param within how far apart the times may lie at which they held
   */
  record OfTypology(@Nullable Integer atLeast, @Nullable String within) {}
}

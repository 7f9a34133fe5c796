package org.almenara.engine.rules;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code settings.yaml} as it is written.
 *
 * @param rules ids of the rules that belong to the set
 * @param legalFrame whose definitions the elements follow
 * @param line points that a case needs to open
 * @param caps most points a family may give
 * @param words estimative words, from the points at which each begins
 * @param routes which unit a case is for: the first route of which a family or a rule counts
 * @param budget KiB that the state of one entity may take
 * @param timeZones where days begin, by country (ISO 3166-1): name of the zone; elsewhere and where
 *     absent they begin in UTC
 * @param baselines what is usual in a market, by name
 * @param nearMisses points from which analysts hear of what is corroborated and under the line
 * @param typologies situations that several rules together describe
 * @param urgent ids of the rules whose cases no ration holds back
 */
record SettingsFile(
    List<String> rules,
    String legalFrame,
    int line,
    Map<Family, Integer> caps,
    List<WordFile> words,
    List<RouteFile> routes,
    @Nullable Integer budget,
    @Nullable Map<String, String> timeZones,
    @Nullable Map<String, BaselineFile> baselines,
    @Nullable Integer nearMisses,
    @Nullable List<TypologyFile> typologies,
    @Nullable List<String> urgent) {

  /** An estimative word and the points from which it is used. */
  record WordFile(int from, String word) {}

  /**
   * A market baseline.
   *
   * @param source who says so
   * @param date since when, or of which day
   * @param markets numbers by country
   * @param elsewhere number of every other market; absent: there is none
   */
  record BaselineFile(
      String source, String date, Map<String, Double> markets, @Nullable Double elsewhere) {}

  /**
   * A kind of unit and what leads to it.
   *
   * @param unit code of the kind
   * @param families that lead to it; in the last route none: it takes every case that came so far
   * @param rules ids of the rules that lead to it, and not where their family leads
   */
  record RouteFile(String unit, List<Family> families, @Nullable List<String> rules) {}
}

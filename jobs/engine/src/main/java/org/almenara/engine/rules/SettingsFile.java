package org.almenara.engine.rules;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * {@code settings.yaml} as it is written.
 *
 * @param rules ids of the rules that belong to the set
 * @param legalFrame whose definitions the elements follow
 * @param line points that a case needs to open
 * @param caps most points a family may give
 * @param words estimative words, from the points at which each begins
 * @param routes which unit a case is for: the first route of which a family counts
 */
record SettingsFile(
    @JsonProperty(required = true) List<String> rules,
    @JsonProperty(required = true) String legalFrame,
    @JsonProperty(required = true) int line,
    @JsonProperty(required = true) Map<Family, Integer> caps,
    @JsonProperty(required = true) List<WordFile> words,
    @JsonProperty(required = true) List<RouteFile> routes) {

  /** An estimative word and the points from which it is used. */
  record WordFile(
      @JsonProperty(required = true) int from, @JsonProperty(required = true) String word) {}

  /** A unit and the families that lead to it; none: every case that came so far. */
  record RouteFile(
      @JsonProperty(required = true) String unit,
      @JsonProperty(required = true) List<Family> families) {}
}

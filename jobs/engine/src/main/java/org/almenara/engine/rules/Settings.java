package org.almenara.engine.rules;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule set says beside its rules.
 *
 * @param legalFrame whose definitions the elements follow
 * @param lineMilli what a case needs to open, thousandths of a point
 * @param capsMilli most that a family gives, thousandths of a point; every family that a rule uses
 * @param words estimative words by the points at which each begins, ascending, the first at 0
 * @param routes kind of unit by families and rules, first match wins; the last takes every other
 *     case
 * @param budgetBytes what the state of one entity of a type may take; only {@code rules lint} looks
 *     at it
 * @param nearMissMilli from how many thousandths of a point on analysts hear of what is
 *     corroborated and under the line, or over the line and not corroborated; absent: they do not
 * @param typologies situations that several rules together describe, by id
 * @param urgent ids of the rules whose cases no ration holds back
 */
public record Settings(
    String legalFrame,
    long lineMilli,
    Map<Family, Long> capsMilli,
    List<Word> words,
    List<Route> routes,
    long budgetBytes,
    @Nullable Long nearMissMilli,
    List<Typology> typologies,
    List<String> urgent) {

  /** KiB that the state of one entity may take where the settings do not say. */
  static final int DEFAULT_BUDGET_KIB = 64;

  /** Every record reads and writes the state of its entity: more would be a mistake. */
  static final int MOST_BUDGET_KIB = 16_384;

  /** An estimative word and where it begins. */
  public record Word(long fromMilli, String word) {}

  /**
   * A kind of unit and what leads to it.
   *
   * @param unit code of the kind; which unit of it is for the deployment to say, see {@link Units}
   * @param families that lead to it
   * @param rules ids of the rules that lead to it, whatever their family; each in one route at most
   */
  public record Route(String unit, List<Family> families, List<String> rules) {}

  /** The same where the lowest score is over the line, or at least a near miss. */
  Settings tellingAll() {
    return new Settings(
        legalFrame, 1, capsMilli, words, routes, budgetBytes, 1L, typologies, urgent);
  }

  /** Whether a route names the rule: it then leads there, and not where its family leads. */
  public boolean routesByItself(String rule) {
    return routes.stream().anyMatch(route -> route.rules().contains(rule));
  }

  /** A typology by id; absent when the settings have none of that id. */
  public @Nullable Typology typology(String id) {
    return typologies.stream()
        .filter(typology -> typology.id().equals(id))
        .findFirst()
        .orElse(null);
  }

  /** The word for so many points. */
  public String word(long pointsMilli) {
    String word = words.get(0).word();
    for (Word next : words) {
      if (next.fromMilli() <= pointsMilli) {
        word = next.word();
      }
    }
    return word;
  }
}

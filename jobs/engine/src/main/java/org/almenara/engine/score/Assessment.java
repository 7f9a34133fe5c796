package org.almenara.engine.score;

import java.util.List;
import org.almenara.engine.evaluate.Subject;

/**
 * Where a focal entity stands at an instant.
 *
 * @param focal whom it is about
 * @param instant epoch milliseconds
 * @param corroboration what carries a case, or that nothing does
 * @param qualifies whether a case may open: corroborated, and the line passed
 * @param nearMiss whether little is missing: corroborated and not far under the line, or over the
 *     line and not corroborated
 * @param pointsMilli sum over families, each capped and lowered by counter-evidence, thousandths of
 *     a point
 * @param factors what speaks for a case, strongest first; empty when all are gone
 * @param counters what speaks against it, strongest first
 * @param typologies that the factors meet, in the order of the settings
 * @param late whether a worker on the way had heard of the rule set too late; provenance, and no
 *     part of what a case says
 */
public record Assessment(
    Subject focal,
    long instant,
    Corroboration corroboration,
    boolean qualifies,
    boolean nearMiss,
    long pointsMilli,
    List<Factor> factors,
    List<Factor> counters,
    List<TypologyMatch> typologies,
    boolean late) {

  /** By workers that heard of the rule set in time. */
  public Assessment(
      Subject focal,
      long instant,
      Corroboration corroboration,
      boolean qualifies,
      boolean nearMiss,
      long pointsMilli,
      List<Factor> factors,
      List<Factor> counters,
      List<TypologyMatch> typologies) {
    this(
        focal,
        instant,
        corroboration,
        qualifies,
        nearMiss,
        pointsMilli,
        factors,
        counters,
        typologies,
        false);
  }

  /** The same, by a worker that had heard of the rule set too late. */
  public Assessment appliedLate() {
    return new Assessment(
        focal,
        instant,
        corroboration,
        qualifies,
        nearMiss,
        pointsMilli,
        factors,
        counters,
        typologies,
        true);
  }

  /** The same, judged anew. */
  public Assessment judgedBy(boolean qualifying, boolean nearlySo) {
    return new Assessment(
        focal,
        instant,
        corroboration,
        qualifying,
        nearlySo,
        pointsMilli,
        factors,
        counters,
        typologies,
        late);
  }

  /**
   * Whether nothing is left that gives points. What only describes stands on a case, and keeps none
   * open.
   */
  public boolean faded() {
    return factors.stream().allMatch(factor -> factor.pointsMilli() == 0);
  }
}

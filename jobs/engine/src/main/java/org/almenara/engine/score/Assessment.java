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
 * @param factors what speaks for a case, strongest first; empty when all have faded
 * @param counters what speaks against it, strongest first
 * @param typologies that the factors meet, in the order of the settings
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
    List<TypologyMatch> typologies) {

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
        typologies);
  }
}

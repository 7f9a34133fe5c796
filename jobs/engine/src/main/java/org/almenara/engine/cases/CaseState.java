package org.almenara.engine.cases;

import org.almenara.engine.score.Assessment;
import org.almenara.schemas.FlaggedCase;
import org.jspecify.annotations.Nullable;

/**
 * What is kept for a case. One that is open goes when it expires, one that was dismissed 90 days
 * later; a near miss when it opens a case or is none any more.
 *
 * @param id of the case
 * @param revision published last
 * @param opened the instant at which it opened, epoch milliseconds
 * @param unit code of the unit that it was published for last
 * @param nearMiss whether it is a near miss
 * @param said what the last revision said, as far as a new one must differ
 * @param facts which rules the last revision named, for and against
 * @param news the revision that last named others than the one before: who judged an earlier one
 *     has not weighed them
 * @param assessment what stands for and against it now
 * @param human what people made of it; absent: nobody has decided anything yet
 */
public record CaseState(
    String id,
    int revision,
    long opened,
    String unit,
    boolean nearMiss,
    String said,
    String facts,
    int news,
    Assessment assessment,
    @Nullable Human human) {

  /** Where it stands, while it stands. */
  FlaggedCase.State stands() {
    if (nearMiss) {
      return FlaggedCase.State.NEAR_MISS;
    }
    return human == null ? FlaggedCase.State.LEAD : human.state();
  }

  /** Whether people found that it is none; it is kept, since new evidence may say otherwise. */
  boolean dismissed() {
    return human != null && human.dismissed();
  }

  CaseState with(Assessment known) {
    return new CaseState(id, revision, opened, unit, nearMiss, said, facts, news, known, human);
  }

  CaseState with(Human decided) {
    return new CaseState(
        id, revision, opened, unit, nearMiss, said, facts, news, assessment, decided);
  }

  CaseState in(String otherUnit) {
    return new CaseState(
        id, revision, opened, otherUnit, nearMiss, said, facts, news, assessment, human);
  }

  /** The next revision. */
  CaseState saying(String says, String named) {
    int next = revision + 1;
    return new CaseState(
        id,
        next,
        opened,
        unit,
        nearMiss,
        says,
        named,
        named.equals(facts) ? news : next,
        assessment,
        human);
  }
}

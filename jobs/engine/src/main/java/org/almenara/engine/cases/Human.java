package org.almenara.engine.cases;

import java.util.List;
import org.almenara.schemas.Disposition;
import org.almenara.schemas.FlaggedCase;
import org.jspecify.annotations.Nullable;

/**
 * What people made of a case.
 *
 * @param state where they put it
 * @param decision the last one that moved it
 * @param at when that took effect, epoch milliseconds
 * @param role code of what they take the focal entity to be
 * @param waitsUntil up to when it waits for an answer, epoch milliseconds; absent: it does not wait
 * @param reviewers codes of the persons who took the last decision; they stand in no case
 * @param reviewsDue second looks that were drawn and have not come
 */
public record Human(
    FlaggedCase.State state,
    FlaggedCase.Decision decision,
    long at,
    String role,
    @Nullable Long waitsUntil,
    List<String> reviewers,
    List<Disposition.Review> reviewsDue) {

  boolean dismissed() {
    return state == FlaggedCase.State.DISMISSED;
  }

  /** Whether it has been taken up, so that no fading ends it. */
  boolean takenUp() {
    return state != FlaggedCase.State.LEAD;
  }

  /** The wait is over, and it is in review again, as it was before. */
  Human awake() {
    return new Human(FlaggedCase.State.IN_REVIEW, decision, at, role, null, reviewers, reviewsDue);
  }

  /** A second look has come. */
  Human reviewed(Disposition.Review review) {
    return new Human(
        state,
        decision,
        at,
        role,
        waitsUntil,
        reviewers,
        reviewsDue.stream().filter(due -> due != review).toList());
  }
}

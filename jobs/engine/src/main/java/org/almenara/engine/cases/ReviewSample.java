package org.almenara.engine.cases;

import java.util.ArrayList;
import java.util.List;
import org.almenara.schemas.Disposition.Decision;
import org.almenara.schemas.Disposition.Review;
import org.almenara.schemas.Json;

/**
 * Which decisions are looked at a second time: one in ten by somebody of the unit who does not know
 * the first decision, and one dismissal in twenty by another unit. Drawn by a hash of case and
 * revision, so that a replay draws the same.
 */
final class ReviewSample {

  private static final int BLIND_PERMILLE = 100;
  private static final int OTHER_UNIT_PERMILLE = 50;

  private ReviewSample() {}

  /**
   * What is due after a decision.
   *
   * @param shareable whether another unit may see the case
   */
  static List<Review> of(String caseId, int revision, Decision decision, boolean shareable) {
    List<Review> due = new ArrayList<>();
    if (Grounds.closes(decision)
        && isDrawn(Review.BLIND_SECOND, caseId, revision, BLIND_PERMILLE)) {
      due.add(Review.BLIND_SECOND);
    }
    if (decision == Decision.DISMISSED
        && shareable
        && isDrawn(Review.OTHER_UNIT, caseId, revision, OTHER_UNIT_PERMILLE)) {
      due.add(Review.OTHER_UNIT);
    }
    return List.copyOf(due);
  }

  private static boolean isDrawn(Review review, String caseId, int revision, int permille) {
    String hash = Json.sha256(review.code() + "|" + caseId + "@" + revision);
    return Long.parseLong(hash.substring(0, 12), 16) % 1000 < permille;
  }
}

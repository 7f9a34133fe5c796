package org.almenara.engine.cases;

import java.util.Comparator;
import org.almenara.schemas.Disposition.Review;
import org.jspecify.annotations.Nullable;

/**
 * What came of a disposition, for the audit.
 *
 * @param timestamp of the disposition, epoch milliseconds
 * @param disposition its id
 * @param digest SHA-256 of its canonical JSON
 * @param moved whether it moved the case; a second look moves nothing
 * @param objection code of why it moved nothing; absent when nothing was wrong with it
 */
public record Verdict(
    long timestamp, String disposition, String digest, boolean moved, @Nullable String objection) {

  /** As they took effect. */
  static final Comparator<Verdict> IN_ORDER =
      Comparator.comparingLong(Verdict::timestamp)
          .thenComparing(Verdict::disposition)
          .thenComparing(Verdict::digest);

  static Verdict of(Decided decided, @Nullable Objection objection) {
    return new Verdict(
        decided.timestamp(),
        decided.disposition().id(),
        decided.digest(),
        objection == null && decided.disposition().review() == Review.FIRST,
        objection == null ? null : objection.code());
  }

  /** What the audit calls it. */
  public String action() {
    if (objection != null) {
      return "disposition.refused";
    }
    return moved ? "disposition.applied" : "disposition.recorded";
  }
}

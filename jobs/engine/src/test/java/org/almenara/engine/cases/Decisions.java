package org.almenara.engine.cases;

import java.time.Instant;
import java.util.List;
import org.almenara.engine.testing.TestRecords;
import org.almenara.schemas.Disposition;
import org.almenara.schemas.Disposition.CounterEvidence;
import org.almenara.schemas.Disposition.Decision;
import org.almenara.schemas.Disposition.Reason;
import org.almenara.schemas.Disposition.Review;
import org.almenara.schemas.Disposition.Role;
import org.almenara.schemas.Json;
import org.jspecify.annotations.Nullable;

/**
 * A disposition for tests, as whole as its contract asks; whatever a test does not say is in order.
 *
 * @param caseId of the case
 * @param revision that was judged
 * @param unit that decides
 */
record Decisions(String caseId, int revision, String unit) {

  static final long MINUTE = 60_000;

  Decided decide(String id, long timestamp, Decision decision) {
    return decide(id, timestamp, decision, null, null);
  }

  Decided decide(
      String id,
      long timestamp,
      Decision decision,
      @Nullable String second,
      @Nullable String toUnit,
      CounterEvidence... considered) {
    return new Decided(
        new Disposition(
            id,
            Instant.ofEpochMilli(timestamp),
            caseId,
            TestRecords.token("prf", 0, 1),
            revision,
            decision,
            "inv.1",
            "investigator",
            second,
            Review.FIRST,
            decision == Decision.IN_REVIEW ? List.of() : List.of(Reason.LAWFUL_EXPLANATION),
            List.of(considered),
            decision == Decision.REFERRED ? Role.VICTIM : null,
            Json.sha256("own words"),
            unit,
            toUnit,
            null),
        timestamp);
  }

  /** A second look by somebody else. */
  Decided review(String id, long timestamp, Review review, String reviewer) {
    Disposition first = decide(id, timestamp, Decision.DISMISSED).disposition();
    return new Decided(
        new Disposition(
            id,
            first.time(),
            caseId,
            first.focal(),
            revision,
            first.decision(),
            reviewer,
            first.reviewerRole(),
            null,
            review,
            first.reasons(),
            first.counterEvidenceConsidered(),
            null,
            first.narrativeDigest(),
            unit,
            null,
            null),
        timestamp);
  }

  /** Waits for an answer. */
  Decided waitUntil(String id, long timestamp, long until) {
    Disposition first = decide(id, timestamp, Decision.NEEDS_INFO).disposition();
    return new Decided(
        new Disposition(
            id,
            first.time(),
            caseId,
            first.focal(),
            revision,
            first.decision(),
            first.reviewer(),
            first.reviewerRole(),
            null,
            first.review(),
            first.reasons(),
            List.of(),
            null,
            null,
            unit,
            null,
            Instant.ofEpochMilli(until)),
        timestamp);
  }
}

package org.almenara.engine.cases;

import java.util.List;
import org.almenara.engine.measures.Entry;
import org.jspecify.annotations.Nullable;

/**
 * A new revision of a case, to be published.
 *
 * @param unit code of the unit that it is for
 * @param id of the case
 * @param revision 1, 2, 3 ...
 * @param instant epoch milliseconds
 * @param opens whether it is the first
 * @param pointsMilli its rank
 * @param content canonical JSON of {@link org.almenara.schemas.FlaggedCase.Content}; absent when
 *     the case leaves the unit with this revision
 * @param cited the records that it cites, by id
 * @param late whether a worker on the way to it had heard of the rule set too late; see {@link
 *     org.almenara.schemas.FlaggedCase#appliedLate}
 * @param claim what it asks of the ration of its unit
 * @param verdict what came of a disposition: then it is for the audit alone; absent: it is a
 *     revision
 */
public record CaseRevision(
    String unit,
    String id,
    int revision,
    long instant,
    boolean opens,
    long pointsMilli,
    @Nullable String content,
    List<Entry> cited,
    boolean late,
    Claim claim,
    @Nullable Verdict verdict) {

  /** Of a rule set that was heard of in time, and of what no unit waits for. */
  public CaseRevision(
      String unit,
      String id,
      int revision,
      long instant,
      boolean opens,
      long pointsMilli,
      @Nullable String content,
      List<Entry> cited) {
    this(unit, id, revision, instant, opens, pointsMilli, content, cited, false, Claim.NONE, null);
  }

  /** The same, made by a worker that had heard of the rule set too late. */
  public CaseRevision appliedLate() {
    return new CaseRevision(
        unit, id, revision, instant, opens, pointsMilli, content, cited, true, claim, verdict);
  }

  /** The same for a unit that hears of the case for the first time, as it comes from another. */
  CaseRevision entering() {
    return with(new Claim(true, claim.urgent(), claim.rule()));
  }

  /** The same with what it asks of the ration of its unit. */
  CaseRevision with(Claim asked) {
    return new CaseRevision(
        unit, id, revision, instant, opens, pointsMilli, content, cited, late, asked, verdict);
  }

  /** The same revision for the unit that the case leaves: it says nothing but that. */
  CaseRevision leaving(String oldUnit) {
    return new CaseRevision(oldUnit, id, revision, instant, false, pointsMilli, null, List.of());
  }

  /** What the audit says of a disposition about a revision. */
  static CaseRevision ofVerdict(
      String unit, String id, int revision, long instant, Verdict verdict) {
    return new CaseRevision(
        unit, id, revision, instant, false, 0, null, List.of(), false, Claim.NONE, verdict);
  }
}

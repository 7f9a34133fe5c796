package org.almenara.schemas;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a named human decided about a case, after weighing it: topic {@code dispositions.v1}, keyed
 * by {@code <type>:<origin>} of the focal entity ({@code performer:prf1_...}), as the job keys
 * cases.
 *
 * <p>Reasons in the person's own words stay with the unit; only their digest enters. Staff stand
 * here under codes of their unit's own. It takes effect at the first instant at or after its Kafka
 * timestamp.
 *
 * @param id the writer's id of the record
 * @param time when it was recorded
 * @param caseId id of the case
 * @param focal origin token of the case's focal entity; its prefix says of which kind
 * @param revision the revision of the case that was judged
 * @param decision what was decided
 * @param reviewer code of the person who decided
 * @param reviewerRole code of the role in which they did
 * @param secondReviewer code of the second person; referring to the police takes two, and
 *     dismissing a minor's or a tier A case; absent: one decided
 * @param review which look at the case this was
 * @param reasons codes of why; empty in {@link Decision#IN_REVIEW} alone
 * @param counterEvidenceConsidered what speaks against the lead and was weighed; empty: the case
 *     showed none
 * @param role what the human takes the focal entity to be; absent: stays as it was
 * @param narrativeDigest SHA-256 of the reasons in own words, which stay with the unit
 * @param unit code of the unit that decided
 * @param toUnit code of the unit that gets the case
 * @param until up to when {@link Decision#NEEDS_INFO} waits; absent: a fortnight
 */
public record Disposition(
    @Shaped(Shape.RECORD_ID) String id,
    Instant time,
    @Shaped(Shape.SHA256) String caseId,
    @Shaped(Shape.TOKEN) String focal,
    @Bounded(min = 1, max = 1_000_000) int revision,
    Decision decision,
    @Shaped(Shape.CODE) String reviewer,
    @Shaped(Shape.CODE) String reviewerRole,
    @Shaped(Shape.CODE) @Nullable String secondReviewer,
    Review review,
    List<Reason> reasons,
    List<CounterEvidence> counterEvidenceConsidered,
    @Nullable Role role,
    @Shaped(Shape.SHA256) @Nullable String narrativeDigest,
    @Shaped(Shape.CODE) String unit,
    @Shaped(Shape.CODE) @Nullable String toUnit,
    @Nullable Instant until) {
  /** Of the values of its components, in their order, as {@link ObjectShape} has read them. */
  @SuppressWarnings("unchecked") // each value was read for its component
  static Disposition of(@Nullable Object[] values) {
    return new Disposition(
        (String) values[0],
        (Instant) values[1],
        (String) values[2],
        (String) values[3],
        (Integer) values[4],
        (Decision) values[5],
        (String) values[6],
        (String) values[7],
        (String) values[8],
        (Review) values[9],
        (List<Reason>) values[10],
        (List<CounterEvidence>) values[11],
        (Role) values[12],
        (String) values[13],
        (String) values[14],
        (String) values[15],
        (Instant) values[16]);
  }

  /** What was decided, with the fields that the decision cannot do without. */
  public enum Decision implements RecordType {
    /** Somebody reads it. */
    IN_REVIEW("IN_REVIEW"),
    /** Passed to {@code to_unit} for action. */
    REFERRED("REFERRED", "reasons", "counter_evidence_considered", "narrative_digest", "to_unit"),
    /** No lead. */
    DISMISSED("DISMISSED", "reasons", "counter_evidence_considered", "narrative_digest"),
    /** Waits for a fact that somebody was asked for. */
    NEEDS_INFO("NEEDS_INFO", "reasons"),
    /** A dismissal is undone. */
    REOPENED("REOPENED", "reasons", "narrative_digest"),
    /** Another unit reviews it. */
    HANDED_OVER("HANDED_OVER", "reasons", "to_unit");

    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> required;

    Decision(String code, String... required) {
      this.code = code;
      this.required = List.of(required);
    }

    @Override
    public String code() {
      return code;
    }

    @Override
    public List<String> required() {
      return required;
    }
  }

  /** Which look at a case a disposition comes from. Only the first moves a case. */
  public enum Review implements Coded {
    /** The deciding one. */
    FIRST("first"),
    /** By somebody who did not know the first decision. */
    BLIND_SECOND("blind_second"),
    /** A dismissal, looked at by another unit. */
    OTHER_UNIT("other_unit");

    private final String code;

    Review(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** Why, in codes that can be counted. */
  public enum Reason implements Coded {
    /** Independent facts point the same way. */
    CORROBORATED("corroborated"),
    /** A person may be in danger now. */
    IMMEDIATE_DANGER("immediate_danger"),
    POSSIBLE_MINOR("possible_minor"),
    /** A wrong, and not trafficking. */
    LABOUR_ABUSE("labour_abuse"),
    /** One of the explanations to consider holds. */
    LAWFUL_EXPLANATION("lawful_explanation"),
    INSUFFICIENT_EVIDENCE("insufficient_evidence"),
    /** A record or a link is wrong. */
    DATA_ERROR("data_error"),
    /** A tip was made up to harm. */
    HOSTILE_TIP("hostile_tip"),
    /** Another case is about the same. */
    DUPLICATE("duplicate"),
    WRONG_UNIT("wrong_unit"),
    /** Somebody was asked. */
    AWAITING_ANSWER("awaiting_answer"),
    NEW_EVIDENCE("new_evidence");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** What speaks against a lead. */
  public enum CounterEvidence implements Coded {
    /** A login from a device that the performer enrolled before joining the studio. */
    OWN_DEVICE("own_device"),
    /** A payout instrument in the performer's own name. */
    OWN_PAYOUT("own_payout"),
    /** A completed exit without re-attachment within seven days. */
    EXIT_COMPLETED("exit_completed"),
    /** Pauses and refusals without a deduction after. */
    REFUSALS_WITHOUT_DEDUCTION("refusals_without_deduction"),
    /** The performer's own word that the pay arrived. */
    PAY_ATTESTED("pay_attested"),
    /** An independent audit of the studio less than twelve months old. */
    STUDIO_AUDITED("studio_audited");

    private final String code;

    CounterEvidence(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** What a focal entity is taken to be. */
  public enum Role implements Coded {
    /** As every case starts. */
    UNKNOWN("unknown"),
    VICTIM("victim"),
    SUSPECT("suspect"),
    WITNESS("witness");

    private final String code;

    Role(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }
}

package org.almenara.schemas;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What later proved true of a case, as an authority or a victim service decided it: topic {@code
 * outcomes.v1}, keyed by case id and kept for ever.
 *
 * <p>Not a disposition: those say what a reviewer thought. It can be reversed, by a later outcome
 * that names it.
 *
 * @param id the writer's id of the record
 * @param time when it was recorded
 * @param caseId id of the case
 * @param outcome what proved true
 * @param decidedBy what kind of organisation decided, in the codes of HTCDS 2.0
 * @param decided when it decided; midnight UTC where only the day is known
 * @param recordedBy code of the person who recorded it
 * @param unit code of the unit that recorded it
 * @param reverses id of the earlier outcome that this one undoes; absent: none
 */
public record CaseOutcome(
    @Shaped(Shape.RECORD_ID) String id,
    Instant time,
    @Shaped(Shape.SHA256) String caseId,
    Result outcome,
    DecidedBy decidedBy,
    Instant decided,
    @Shaped(Shape.CODE) String recordedBy,
    @Shaped(Shape.CODE) String unit,
    @Shaped(Shape.RECORD_ID) @Nullable String reverses) {
  /** Of the values of its components, in their order, as {@link ObjectShape} has read them. */
  static CaseOutcome of(@Nullable Object[] values) {
    return new CaseOutcome(
        (String) values[0],
        (Instant) values[1],
        (String) values[2],
        (Result) values[3],
        (DecidedBy) values[4],
        (Instant) values[5],
        (String) values[6],
        (String) values[7],
        (String) values[8]);
  }

  /** What proved true. */
  public enum Result implements Coded {
    /** Trafficking. */
    SUBSTANTIATED("SUBSTANTIATED"),
    /** A wrong of labour law. */
    LABOUR_VIOLATION("LABOUR_VIOLATION"),
    /** A person took help, whatever else is known. */
    ASSISTED("ASSISTED"),
    /** Looked into, and not so. */
    UNSUBSTANTIATED("UNSUBSTANTIATED"),
    /** Nobody could tell. */
    UNKNOWN("UNKNOWN");

    private final String code;

    Result(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** Kinds of deciding organisations of HTCDS 2.0 (IOM, CC BY 4.0). */
  public enum DecidedBy implements Coded {
    POLICE("Police"),
    NGO("NGO"),
    COURT_OR_PROSECUTION("CourtOrProsecution"),
    NON_POLICE_GOVERNMENTAL_ORGANIZATION("NonPoliceGovernmentalOrganization"),
    OTHER("Other");

    private final String code;

    DecidedBy(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }
}

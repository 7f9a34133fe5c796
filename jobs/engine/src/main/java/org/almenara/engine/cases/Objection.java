package org.almenara.engine.cases;

import org.almenara.schemas.Coded;

/** Why a disposition moves nothing, and what its writer can do about it. */
public enum Objection implements Coded {
  /** The case is over and forgotten, or never was one that people decide about. */
  UNKNOWN_CASE("unknown_case", "look it up by its id: it may have expired, or left for another"),
  NOT_A_CASE("not_a_case", "near misses and shadow cases are for analysts; decide about cases"),
  DUPLICATE("duplicate", "give every disposition an id of its own"),
  UNKNOWN_REVISION("unknown_revision", "judge a revision that the case has"),
  WRONG_UNIT("wrong_unit", "only the unit that has the case decides; ask it to hand the case over"),
  /** What speaks for or against it has changed since. */
  STALE("stale", "read the newest revision, weigh what is new, and decide again"),
  TAKE_UP_FIRST("take_up_first", "decide IN_REVIEW first: somebody has to have read it"),
  NOT_CLOSED("not_closed", "only a dismissed case can be reopened; go on with this one"),
  CLOSED("closed", "the case is dismissed: reopen it first"),
  NOTHING_TO_REVIEW("nothing_to_review", "a second look follows a referral or a dismissal"),
  SAME_PERSON("same_person", "let somebody look who did not take part in the decision"),
  SECOND_PERSON_MISSING("second_person_missing", "name the second person who agrees"),
  COUNTER_EVIDENCE_NOT_CONSIDERED(
      "counter_evidence_not_considered", "weigh all that speaks against the case, and name it"),
  UNKNOWN_UNIT("unknown_unit", "name a unit of this deployment"),
  SAME_UNIT("same_unit", "the unit has the case already; name another"),
  MINORS_STAY("minors_stay", "a case about a minor stays with those who look after minors"),
  NOT_AHEAD("not_ahead", "wait until a time that is still to come, within 90 days"),
  NO_NEWER_EVIDENCE(
      "no_newer_evidence", "wait for evidence that is newer than the decision: none is on file"),
  ANOTHER_IS_OPEN("another_is_open", "there is a newer case of the same; go on with that");

  private final String code;
  private final String mend;

  Objection(String code, String mend) {
    this.code = code;
    this.mend = mend;
  }

  @Override
  public String code() {
    return code;
  }

  /** What to do instead. */
  public String mend() {
    return mend;
  }
}

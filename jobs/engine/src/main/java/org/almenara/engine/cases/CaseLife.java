package org.almenara.engine.cases;

import org.almenara.schemas.Disposition.Decision;
import org.almenara.schemas.FlaggedCase.State;
import org.jspecify.annotations.Nullable;

/**
 * The life of a case as a table: what each decision makes of each state. Somebody has to have taken
 * a case up before it is decided, and only what was dismissed can be reopened.
 */
public final class CaseLife {

  private CaseLife() {}

  /**
   * What a decision leads to, one of the two.
   *
   * @param state the new state; absent when there is an objection
   * @param objection why it moves nothing; absent when it does
   */
  public record Next(@Nullable State state, @Nullable Objection objection) {

    private static Next to(State state) {
      return new Next(state, null);
    }

    private static Next not(Objection objection) {
      return new Next(null, objection);
    }
  }

  /** What a decision makes of a case in a state. */
  public static Next after(State state, Decision decision) {
    return switch (state) {
      case LEAD -> ofLead(decision);
      case IN_REVIEW -> ofReview(decision);
      case NEEDS_INFO, REFERRED -> ofWaiting(decision);
      case DISMISSED ->
          decision == Decision.REOPENED ? Next.to(State.IN_REVIEW) : Next.not(Objection.CLOSED);
      case EXPIRED -> Next.not(Objection.UNKNOWN_CASE);
      case NEAR_MISS -> Next.not(Objection.NOT_A_CASE);
    };
  }

  /** Whoever sorts leads may pass one on without having decided about it. */
  private static Next ofLead(Decision decision) {
    return switch (decision) {
      case IN_REVIEW -> Next.to(State.IN_REVIEW);
      case HANDED_OVER -> Next.to(State.LEAD);
      case REFERRED, DISMISSED, NEEDS_INFO -> Next.not(Objection.TAKE_UP_FIRST);
      case REOPENED -> Next.not(Objection.NOT_CLOSED);
    };
  }

  private static Next ofReview(Decision decision) {
    return switch (decision) {
      case IN_REVIEW -> Next.to(State.IN_REVIEW);
      case REFERRED -> Next.to(State.REFERRED);
      case DISMISSED -> Next.to(State.DISMISSED);
      case NEEDS_INFO -> Next.to(State.NEEDS_INFO);
      case HANDED_OVER -> Next.to(State.LEAD);
      case REOPENED -> Next.not(Objection.NOT_CLOSED);
    };
  }

  /** For an answer, or for the unit that it was referred to: somebody there takes it up. */
  private static Next ofWaiting(Decision decision) {
    return switch (decision) {
      case IN_REVIEW -> Next.to(State.IN_REVIEW);
      case REFERRED, DISMISSED, NEEDS_INFO, HANDED_OVER -> Next.not(Objection.TAKE_UP_FIRST);
      case REOPENED -> Next.not(Objection.NOT_CLOSED);
    };
  }
}

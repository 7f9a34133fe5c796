package org.almenara.engine.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.almenara.engine.rules.Root;
import org.almenara.engine.rules.Unit;
import org.almenara.engine.rules.Units;
import org.almenara.schemas.Disposition;
import org.almenara.schemas.Disposition.CounterEvidence;
import org.almenara.schemas.Disposition.Decision;
import org.almenara.schemas.Disposition.Review;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.UnitKind;
import org.jspecify.annotations.Nullable;

/**
 * Whether a disposition has what it takes to move a case, as far as the case itself says: the right
 * unit, enough persons, the counter-evidence weighed. Who writes one can ask before, who applies it
 * asks again.
 */
public final class Grounds {

  /** How long a case may wait for an answer. */
  public static final Duration LONGEST_WAIT = Duration.ofDays(90);

  /** How long it waits where the disposition does not say. */
  public static final Duration DEFAULT_WAIT = Duration.ofDays(14);

  private Grounds() {}

  /**
   * What stands against a disposition about a case; absent when nothing does.
   *
   * @param shown the case as it stands
   * @param at when it takes effect
   * @param units that a case can go to
   */
  public static @Nullable Objection objection(
      Disposition disposition, FlaggedCase.Content shown, Instant at, Units units) {
    if (shown.shadow() != null) {
      return Objection.NOT_A_CASE;
    }
    if (disposition.revision() > shown.revision()) {
      return Objection.UNKNOWN_REVISION;
    }
    Objection ofLook =
        switch (disposition.review()) {
          case FIRST -> ofFirst(disposition, shown, units);
          case BLIND_SECOND, OTHER_UNIT -> ofReview(disposition, shown, units);
        };
    if (ofLook != null || disposition.review() != Review.FIRST) {
      return ofLook;
    }
    if (needsTwo(disposition, shown, units) && disposition.secondReviewer() == null) {
      return Objection.SECOND_PERSON_MISSING;
    }
    if (closes(disposition.decision())
        && !disposition.counterEvidenceConsidered().containsAll(speaksAgainst(shown))) {
      return Objection.COUNTER_EVIDENCE_NOT_CONSIDERED;
    }
    return disposition.decision() == Decision.NEEDS_INFO && !isAhead(disposition, at)
        ? Objection.NOT_AHEAD
        : null;
  }

  private static @Nullable Objection ofFirst(
      Disposition disposition, FlaggedCase.Content shown, Units units) {
    Objection ofLife = CaseLife.after(shown.state(), disposition.decision()).objection();
    if (ofLife == Objection.NOT_A_CASE) {
      return ofLife;
    }
    if (!disposition.unit().equals(shown.unit())) {
      return Objection.WRONG_UNIT;
    }
    return ofLife != null ? ofLife : ofGoal(disposition, shown, units);
  }

  /** A second look: by the unit itself, or by another one. */
  private static @Nullable Objection ofReview(
      Disposition disposition, FlaggedCase.Content shown, Units units) {
    boolean decided =
        shown.state() == FlaggedCase.State.DISMISSED
            || (shown.state() == FlaggedCase.State.REFERRED
                && disposition.review() == Review.BLIND_SECOND);
    if (!decided) {
      return shown.state() == FlaggedCase.State.NEAR_MISS
          ? Objection.NOT_A_CASE
          : Objection.NOTHING_TO_REVIEW;
    }
    if (disposition.review() == Review.OTHER_UNIT
        && isOfKind(units, shown.unit(), UnitKind.MINORS)) {
      return Objection.MINORS_STAY;
    }
    FlaggedCase.Decision last = shown.decision();
    boolean own = disposition.unit().equals(last == null ? shown.unit() : last.unit());
    return own == (disposition.review() == Review.BLIND_SECOND) ? null : Objection.WRONG_UNIT;
  }

  private static @Nullable Objection ofGoal(
      Disposition disposition, FlaggedCase.Content shown, Units units) {
    if (!moves(disposition.decision())) {
      return null;
    }
    String goal = goal(disposition);
    if (units.unit(goal) == null) {
      return Objection.UNKNOWN_UNIT;
    }
    if (isOfMinor(shown, units) && !isOfKind(units, goal, UnitKind.MINORS)) {
      return Objection.MINORS_STAY;
    }
    return disposition.decision() == Decision.HANDED_OVER && goal.equals(shown.unit())
        ? Objection.SAME_UNIT
        : null;
  }

  /** Whether a decision may give the case to another unit. */
  static boolean moves(Decision decision) {
    return decision == Decision.REFERRED || decision == Decision.HANDED_OVER;
  }

  /** Whether a unit of the deployment is of a kind; cases of minors leave theirs for no other. */
  static boolean isOfKind(Units units, String id, UnitKind kind) {
    Unit unit = units.unit(id);
    return unit != null && unit.kind() == kind;
  }

  /** The unit that gets the case; the contract asks for one where it moves. */
  static String goal(Disposition disposition) {
    return Objects.requireNonNull(disposition.toUnit());
  }

  /** Whether a decision ends the unit's own look at the case. */
  static boolean closes(Decision decision) {
    return decision == Decision.REFERRED || decision == Decision.DISMISSED;
  }

  /** A referral to the police takes two, and to dismiss a minor's case or one of tier A. */
  private static boolean needsTwo(Disposition disposition, FlaggedCase.Content shown, Units units) {
    return switch (disposition.decision()) {
      case REFERRED -> isOfKind(units, goal(disposition), UnitKind.POLICE);
      case DISMISSED ->
          isOfMinor(shown, units)
              || shown.factors().stream().anyMatch(factor -> factor.tier() == FlaggedCase.Tier.A);
      case IN_REVIEW, NEEDS_INFO, REOPENED, HANDED_OVER -> false;
    };
  }

  /** A case of the unit for minors, or one that supports that somebody is a child. */
  private static boolean isOfMinor(FlaggedCase.Content shown, Units units) {
    return isOfKind(units, shown.unit(), UnitKind.MINORS)
        || shown.elementsSupported().contains(FlaggedCase.Element.CHILD);
  }

  /** What speaks against a case, as reviewers call it: each kind of fact has a name. */
  public static Set<CounterEvidence> speaksAgainst(FlaggedCase.Content shown) {
    Set<CounterEvidence> kinds = EnumSet.noneOf(CounterEvidence.class);
    for (FlaggedCase.Counter counter : shown.counterEvidence()) {
      for (Root root : Root.values()) {
        CounterEvidence kind = root.code().equals(counter.root()) ? kind(root) : null;
        if (kind != null) {
          kinds.add(kind);
        }
      }
    }
    return kinds;
  }

  private static @Nullable CounterEvidence kind(Root root) {
    return switch (root) {
      case SESSION -> CounterEvidence.OWN_DEVICE;
      case SHARING -> CounterEvidence.OWN_PAYOUT;
      case ACCOUNT_ACTION -> CounterEvidence.EXIT_COMPLETED;
      case PAYOUT -> CounterEvidence.REFUSALS_WITHOUT_DEDUCTION;
      case ATTESTATION -> CounterEvidence.PAY_ATTESTED;
      case REGISTRATION -> CounterEvidence.STUDIO_AUDITED;
      case VERIFICATION, TIP, LINK -> null;
    };
  }

  private static boolean isAhead(Disposition disposition, Instant at) {
    Instant until = disposition.until();
    return until == null || (until.isAfter(at) && !until.isAfter(at.plus(LONGEST_WAIT)));
  }
}

package org.almenara.engine.rules;

import java.util.Map;
import java.util.Optional;
import org.almenara.schemas.Tip;

/**
 * Whether something takes a tip of which the tokeniser could not tell whom it means. Such a tip may
 * be about somebody else, so nothing that counts for or against anybody takes it.
 */
final class UnresolvedTips {

  static final String CAUSE = "it takes tips of which nobody knows whom they mean";
  static final String MEND =
      "add to the filter: resolution == \"resolved\", or a type that is no tip";

  private UnresolvedTips() {}

  /** Whether a measure can take one, in whatever role. */
  static boolean takenBy(Intake intake) {
    return !intake.marks()
        && takenBy(intake.where())
        && (intake.roles().isEmpty() || intake.roles().stream().anyMatch(UnresolvedTips::takenBy));
  }

  /** Whether a filter can hold for one. */
  static boolean takenBy(Filter filter) {
    for (Tip.Resolution resolution : Tip.Resolution.values()) {
      if (resolution != Tip.Resolution.RESOLVED && takes(filter, resolution)) {
        return true;
      }
    }
    return false;
  }

  private static boolean takes(Filter filter, Tip.Resolution resolution) {
    return Filter.canHold(
        filter.closure(
            filter.fields(
                Tip.class,
                Map.of(
                    "type", Optional.of(Tip.TipType.TIP), "resolution", Optional.of(resolution)))));
  }
}

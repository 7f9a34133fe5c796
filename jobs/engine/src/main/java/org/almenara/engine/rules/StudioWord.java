package org.almenara.engine.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.almenara.schemas.EventType;
import org.almenara.schemas.PlatformEvent;

/** Whether a measure takes the word of a studio, of records that say whose word they are. */
final class StudioWord {

  private static final String REPORTED_BY = "reported_by";

  private StudioWord() {}

  /**
   * Whether a record that a studio reports can make the measure show anything. What ends a pattern
   * may be anybody's word: it only keeps the rule from holding.
   */
  static boolean showsIn(Measure measure) {
    Intake intake = measure.intake();
    return switch (measure.kind()) {
      case ABSENCES -> takes(intake, 1);
      case SEQUENCES -> takes(intake, 2);
      case RECORDS,
          TOKENS,
          ROUGH_TOKENS,
          SESSIONS,
          TILES,
          LEAST,
          GREATEST,
          RETURNS,
          FIRST_SIGHTINGS,
          CHANGES ->
          takes(intake, 0);
    };
  }

  /** Whether it takes a studio's record in one of its first roles; in any where it has none. */
  private static boolean takes(Intake intake, int roles) {
    List<Filter> parts = intake.roles().subList(0, Math.min(roles, intake.roles().size()));
    for (EventType type : EventType.values()) {
      boolean taken = takes(intake.where(), type);
      if (taken && (parts.isEmpty() || parts.stream().anyMatch(part -> takes(part, type)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean takes(Filter filter, EventType type) {
    return type.required().contains(REPORTED_BY)
        && Filter.canHold(
            filter.closure(
                filter.fields(
                    PlatformEvent.class,
                    Map.of(
                        "type",
                        Optional.of(type),
                        REPORTED_BY,
                        Optional.of(PlatformEvent.ReportedBy.STUDIO)))));
  }
}

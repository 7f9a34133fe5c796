package org.almenara.engine.evaluate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.Function;
import org.almenara.engine.measures.Reading;
import org.almenara.engine.rules.Measure;
import org.almenara.engine.rules.RuleSet;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.EventType;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.TokenRef;
import org.jspecify.annotations.Nullable;

/**
 * Gives each entity that a record is about one copy of it, with only what the entity's measures
 * read. Filters run here, before anything is shuffled; there is never a copy for each rule.
 */
public final class FanOut {

  private final RuleSet ruleSet;

  public FanOut(RuleSet ruleSet) {
    this.ruleSet = ruleSet;
  }

  /**
   * The copies of one record, by entity type.
   *
   * @param source the record
   * @param entry its identity and place
   * @param visible when it becomes visible, epoch milliseconds
   */
  public List<Fanned> fan(SourceRecord source, Entry entry, long visible) {
    Map<EntityType, List<Reading>> readings = new EnumMap<>(EntityType.class);
    for (Measure measure : ruleSet.candidates(source.typeCode())) {
      if (ruleSet.takes(measure, source)) {
        Reading reading = read(measure, source);
        if (reading != null) {
          readings.computeIfAbsent(measure.entity(), type -> new ArrayList<>()).add(reading);
        }
      }
    }
    List<Fanned> copies = new ArrayList<>(readings.size());
    readings.forEach(
        (type, of) -> {
          TokenRef token = RuleSet.token(source, type.code());
          if (token != null) {
            Subject entity = new Subject(type, token.token(), token.origin());
            copies.add(new Fanned(entity, entry, visible, of));
          }
        });
    return copies;
  }

  private static @Nullable Reading read(Measure measure, SourceRecord source) {
    if (measure.function() == Function.COUNT) {
      return Reading.ofRecord(measure.fingerprint());
    }
    TokenRef token = RuleSet.token(source, measure.field());
    if (token == null) {
      return null;
    }
    Reading.Mark mark =
        measure.function() == Function.COVERED && source instanceof PlatformEvent event
            ? mark(event.type())
            : null;
    return Reading.ofToken(measure.fingerprint(), token.token(), token.origin(), mark);
  }

  private static Reading.@Nullable Mark mark(EventType type) {
    return switch (type) {
      case SESSION_STARTED -> Reading.Mark.STARTED;
      case SESSION_ALIVE -> Reading.Mark.ALIVE;
      case SESSION_PAUSED -> Reading.Mark.PAUSED;
      case SESSION_RESUMED -> Reading.Mark.RESUMED;
      case SESSION_ENDED -> Reading.Mark.ENDED;
      default -> null;
    };
  }
}

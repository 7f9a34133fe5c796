package org.almenara.engine.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.Function;
import org.almenara.engine.measures.Reading;
import org.almenara.engine.rules.FilterIndex;
import org.almenara.engine.rules.Measure;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.TokenField;
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

  private final FilterIndex<Taker> takers;

  public FanOut(RuleSet ruleSet) {
    Map<Measure, Taker> byMeasure = new LinkedHashMap<>();
    ruleSet.measures().stream()
        .sorted(Comparator.comparing(Measure::entity))
        .forEach(measure -> byMeasure.put(measure, new Taker(measure)));
    takers = ruleSet.index(byMeasure);
  }

  /**
   * The copies of one record, by entity type.
   *
   * @param source the record
   * @param entry its identity and place
   * @param visible when it becomes visible, epoch milliseconds
   */
  public List<Fanned> fan(SourceRecord source, Entry entry, long visible) {
    List<Taker> taken = takers.find(source);
    if (taken.isEmpty()) {
      return List.of();
    }
    List<Fanned> copies = new ArrayList<>(2);
    int next = 0;
    while (next < taken.size()) {
      int first = next;
      EntityType type = taken.get(first).entity;
      while (next < taken.size() && taken.get(next).entity == type) {
        next++;
      }
      TokenRef token = taken.get(first).entityToken.read(source);
      List<Reading> readings = token == null ? List.of() : read(taken.subList(first, next), source);
      if (token != null && !readings.isEmpty()) {
        Subject entity = new Subject(type, token.token(), token.origin());
        copies.add(new Fanned(entity, entry, visible, readings));
      }
    }
    return copies;
  }

  private static List<Reading> read(List<Taker> takers, SourceRecord source) {
    List<Reading> readings = new ArrayList<>(takers.size());
    for (Taker taker : takers) {
      Reading reading = taker.read(source);
      if (reading != null) {
        readings.add(reading);
      }
    }
    return readings;
  }

  /** What a measure reads of the records that it takes; all that can be made ready before is. */
  private static final class Taker {
    private final Measure measure;
    private final EntityType entity;
    private final TokenField entityToken;
    private final @Nullable Reading always;
    private final TokenField token;

    Taker(Measure measure) {
      this.measure = measure;
      entity = measure.entity();
      entityToken = RuleSet.tokens(entity.code());
      always =
          measure.function() == Function.COUNT ? Reading.ofRecord(measure.fingerprint()) : null;
      token = RuleSet.tokens(measure.field());
    }

    @Nullable Reading read(SourceRecord source) {
      if (always != null) {
        return always;
      }
      TokenRef read = token.read(source);
      if (read == null) {
        return null;
      }
      Reading.Mark mark =
          measure.function() == Function.COVERED && source instanceof PlatformEvent event
              ? mark(event.type())
              : null;
      return Reading.ofToken(measure.fingerprint(), read.token(), read.origin(), mark);
    }
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

package org.almenara.engine.evaluate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.Reading;
import org.almenara.engine.registers.Register;
import org.almenara.engine.rules.FilterIndex;
import org.almenara.engine.rules.Measure;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.TokenField;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.TokenRef;
import org.jspecify.annotations.Nullable;

/**
 * Gives each entity that a record is about one copy of it, with only what the entity's measures
 * read. Filters run here, before anything is shuffled; there is never a copy for each rule.
 */
public final class FanOut {

  private static final Register EMPTY = new Register();

  private final FilterIndex<Measure> takers;
  private final Map<EntityType, TokenField> entities = new EnumMap<>(EntityType.class);

  public FanOut(RuleSet ruleSet) {
    takers = ruleSet.takers();
    for (EntityType type : EntityType.values()) {
      entities.put(type, new TokenField(type.code()));
    }
  }

  /** The copies of one record where registers say nothing. */
  public List<Fanned> fan(SourceRecord source, Entry entry, long visible) {
    return fan(source, entry, visible, EMPTY);
  }

  /**
   * The copies of one record, by entity type.
   *
   * @param source the record
   * @param entry its identity and place
   * @param visible when it becomes visible, epoch milliseconds
   * @param register what filters can ask of studios and payout instruments
   */
  public List<Fanned> fan(SourceRecord source, Entry entry, long visible, Register register) {
    List<Measure> taken = takers.find(source, register, visible);
    if (taken.isEmpty()) {
      return List.of();
    }
    List<Fanned> copies = new ArrayList<>(2);
    int next = 0;
    while (next < taken.size()) {
      int first = next;
      EntityType type = taken.get(first).entity();
      while (next < taken.size() && taken.get(next).entity() == type) {
        next++;
      }
      TokenRef token = Objects.requireNonNull(entities.get(type)).read(source);
      List<Reading> readings =
          token == null ? List.of() : read(taken.subList(first, next), source, register, visible);
      if (token != null && !readings.isEmpty()) {
        Subject entity = new Subject(type, token.token(), token.origin());
        copies.add(new Fanned(entity, entry, visible, platform(source), readings));
      }
    }
    return copies;
  }

  private static @Nullable String platform(SourceRecord source) {
    return source instanceof PlatformEvent event ? event.platform() : null;
  }

  private static List<Reading> read(
      List<Measure> takers, SourceRecord source, Register register, long visible) {
    List<Reading> readings = new ArrayList<>(takers.size());
    for (Measure measure : takers) {
      Reading reading = measure.read(source, register, visible);
      if (reading != null) {
        readings.add(reading);
      }
    }
    return readings;
  }
}

package org.almenara.engine.evaluate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.Reading;
import org.almenara.engine.rules.Measure;
import org.almenara.engine.rules.RuleSet;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.TokenRef;

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
      Reading reading = measure.read(source);
      if (reading != null) {
        readings.computeIfAbsent(measure.entity(), type -> new ArrayList<>()).add(reading);
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
}

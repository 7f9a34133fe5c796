package org.almenara.engine.rules.lint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.almenara.engine.evaluate.EntityBytes;
import org.almenara.engine.measures.Load;
import org.almenara.engine.rules.Gauge;
import org.almenara.engine.rules.Measure;
import org.almenara.engine.rules.RuleSet;
import org.almenara.schemas.Coded;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.EventType;
import org.almenara.schemas.Tip;

/**
 * What a rule set costs: the state of an entity of each type, and the work for a record of each.
 *
 * @param entities the dearest first; types that no rule measures are left out
 * @param records by type; types that no measure takes are left out
 */
public record Cost(List<OfEntity> entities, List<OfRecord> records) {

  /**
   * The state of one entity.
   *
   * @param type of the entity
   * @param bytes of one that is busy; see {@link Load#BUSY}
   * @param most bytes that the contracts let in; see {@link Load#MOST}
   * @param measures the dearest first
   */
  public record OfEntity(EntityType type, long bytes, long most, List<OfMeasure> measures) {}

  /**
   * One measure, with the gauges read off it and the records that wait.
   *
   * @param measure shared by its readers
   * @param functions what is asked of it, in the words of rules
   * @param bytes of a busy entity
   * @param most bytes that the contracts let in
   * @param readers the rules that read it
   */
  public record OfMeasure(
      Measure measure, List<String> functions, long bytes, long most, List<String> readers) {}

  /**
   * The work for one record.
   *
   * @param type of the record
   * @param measures how many can take it
   * @param entities for which types a copy of it is made
   */
  public record OfRecord(String type, int measures, List<EntityType> entities) {}

  /** What a rule set costs. */
  public static Cost of(RuleSet ruleSet) {
    return new Cost(entities(ruleSet), records(ruleSet));
  }

  private static List<OfEntity> entities(RuleSet ruleSet) {
    EntityBytes busy = new EntityBytes(ruleSet, Load.BUSY);
    EntityBytes most = new EntityBytes(ruleSet, Load.MOST);
    List<OfEntity> entities = new ArrayList<>();
    for (EntityType type : EntityType.values()) {
      List<OfMeasure> measures =
          ruleSet.measures().stream()
              .filter(measure -> measure.entity() == type)
              .map(
                  measure ->
                      new OfMeasure(
                          measure,
                          functions(ruleSet, measure),
                          busy.of(measure),
                          most.of(measure),
                          Readers.of(ruleSet, measure)))
              .sorted(
                  Comparator.comparingLong((OfMeasure measure) -> -measure.bytes())
                      .thenComparing(measure -> measure.readers().get(0))
                      .thenComparing(measure -> measure.measure().text()))
              .toList();
      if (!measures.isEmpty()) {
        entities.add(new OfEntity(type, busy.of(type), most.of(type), measures));
      }
    }
    entities.sort(Comparator.comparingLong(entity -> -entity.bytes()));
    return List.copyOf(entities);
  }

  private static Stream<Gauge> gauges(RuleSet ruleSet, Measure measure) {
    return ruleSet.gauges(measure.fingerprint()).stream();
  }

  private static List<String> functions(RuleSet ruleSet, Measure measure) {
    return gauges(ruleSet, measure)
        .map(gauge -> gauge.question().function().name().toLowerCase(Locale.ROOT))
        .distinct()
        .sorted()
        .toList();
  }

  private static List<OfRecord> records(RuleSet ruleSet) {
    List<OfRecord> records = new ArrayList<>();
    Stream<Coded> types =
        Stream.<Coded>concat(
            Arrays.stream(EventType.values()), Arrays.stream(Tip.TipType.values()));
    types
        .map(Coded::code)
        .distinct()
        .forEach(
            type -> {
              List<Measure> takers =
                  ruleSet.measures().stream()
                      .filter(measure -> measure.types().contains(type))
                      .toList();
              if (!takers.isEmpty()) {
                records.add(
                    new OfRecord(
                        type,
                        takers.size(),
                        takers.stream().map(Measure::entity).distinct().sorted().toList()));
              }
            });
    return List.copyOf(records);
  }
}

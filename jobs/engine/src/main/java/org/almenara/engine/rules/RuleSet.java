package org.almenara.engine.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.almenara.engine.measures.LiveSessions;
import org.almenara.engine.time.EventTime;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.TokenRef;
import org.jspecify.annotations.Nullable;

/**
 * A rule set, compiled: what each worker runs. Immutable once built, and safe for several threads.
 *
 * <p>Measures are shared: rules that read the same thing read the same measure, so that cost does
 * not grow with the number of rules.
 */
public final class RuleSet {

  private final String hash;
  private final Settings settings;
  private final Map<String, Rule> rules;
  private final Map<Long, Measure> measures;
  private final Map<EntityType, List<Rule>> rulesByEntity = new HashMap<>();
  private final Map<EntityType, Long> lifetimes = new HashMap<>();
  private final Map<Long, List<Rule>> readers = new HashMap<>();
  private final Map<String, List<Measure>> measuresByType = new HashMap<>();
  private final Map<Long, Filter> filters = new HashMap<>();
  private final long baseSlide;

  RuleSet(
      String hash,
      Settings settings,
      Map<String, Rule> rules,
      Map<Long, Measure> measures,
      Map<String, Filter> filtersByText) {
    this.hash = hash;
    this.settings = settings;
    this.rules = rules;
    this.measures = measures;
    for (Rule rule : rules.values()) {
      rulesByEntity.computeIfAbsent(rule.entity(), type -> new ArrayList<>()).add(rule);
      lifetimes.merge(rule.entity(), rule.window() + rule.slide(), Math::max);
      for (Rule.Input input : rule.inputs()) {
        readers
            .computeIfAbsent(input.measure().fingerprint(), print -> new ArrayList<>())
            .add(rule);
      }
    }
    for (Measure measure : measures.values()) {
      if (measure.isTime()) {
        lifetimes.merge(measure.entity(), LiveSessions.SILENCE_MILLIS, Math::max);
      }
      Filter filter = Objects.requireNonNull(filtersByText.get(measure.where()));
      filters.put(measure.fingerprint(), filter);
      for (String type : filter.types()) {
        measuresByType.computeIfAbsent(type, t -> new ArrayList<>()).add(measure);
      }
    }
    baseSlide =
        rules.values().stream().mapToLong(Rule::slide).reduce(0, RuleSet::greatestCommonDivisor);
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  /** SHA-256 of the files that it was compiled from. */
  public String hash() {
    return hash;
  }

  /** What it says beside its rules. */
  public Settings settings() {
    return settings;
  }

  /** All rules, by id. */
  public Collection<Rule> rules() {
    return rules.values();
  }

  /** A rule by id; absent when the set has none of that id. */
  public @Nullable Rule rule(String id) {
    return rules.get(id);
  }

  /** The rules evaluated for an entity type, by id. */
  public List<Rule> rulesOf(EntityType type) {
    return rulesByEntity.getOrDefault(type, List.of());
  }

  /**
   * How long after its last record an entity can still matter, milliseconds: when the longest
   * window has passed and the rules have said so, and no session can go on any more.
   */
  public long lifetime(EntityType type) {
    return lifetimes.getOrDefault(type, 0L) + EventTime.ALLOWED_LATENESS_MILLIS;
  }

  /** All measures. */
  public Collection<Measure> measures() {
    return measures.values();
  }

  /** A measure by fingerprint; absent when no rule of the set reads it. */
  public @Nullable Measure measure(long fingerprint) {
    return measures.get(fingerprint);
  }

  /** The rules that read a measure. */
  public List<Rule> readers(long fingerprint) {
    return readers.getOrDefault(fingerprint, List.of());
  }

  /** Greatest common divisor of all slides, milliseconds: every instant is a multiple of it. */
  public long baseSlide() {
    return baseSlide;
  }

  /** The measures that might take a record of this type; {@link #takes} decides. */
  List<Measure> candidates(String typeCode) {
    return measuresByType.getOrDefault(typeCode, List.of());
  }

  /** Whether a measure's filter holds for a record. */
  boolean takes(Measure measure, SourceRecord source) {
    Filter filter = filters.get(measure.fingerprint());
    return filter != null && filter.holds(source);
  }

  /**
   * Finds what takes a record, where each takes what one measure takes.
   *
   * @param items by the measure that each belongs to, in the order in which they are to be found
   */
  public <T> FilterIndex<T> index(Map<Measure, T> items) {
    List<FilterIndex.Entry<T>> entries = new ArrayList<>(items.size());
    items.forEach(
        (measure, item) ->
            entries.add(
                new FilterIndex.Entry<>(
                    item, Objects.requireNonNull(filters.get(measure.fingerprint())))));
    return new FilterIndex<>(entries);
  }

  /** Reads the token in a field, by the field's name. */
  public static TokenField tokens(String field) {
    return new TokenField(field);
  }

  /** The token that a record has in a field; absent where it has none. */
  public static @Nullable TokenRef token(SourceRecord source, String field) {
    return tokens(field).read(source);
  }
}

package org.almenara.engine.rules;

import java.util.List;
import org.almenara.engine.measures.Function;
import org.almenara.engine.measures.Guards;
import org.almenara.engine.measures.LiveSessions;
import org.almenara.engine.measures.RecentRecords;
import org.almenara.engine.measures.RecentTokens;
import org.almenara.engine.measures.Summary;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.Json;

/**
 * A measure, shared by all rules that read the same thing.
 *
 * @param fingerprint identity: entity type, function, field and filter
 * @param entity what it is kept for
 * @param function what it computes
 * @param field the field that it reads; {@code records} for a count
 * @param where its filter
 * @param k how many it remembers; see {@link RecentRecords}
 * @param window longest window that reads it, milliseconds
 */
public record Measure(
    long fingerprint,
    EntityType entity,
    Function function,
    String field,
    String where,
    int k,
    long window) {

  /** The classes of K: thresholds that move within a class keep their state. */
  private static final List<Integer> K_CLASSES = List.of(8, 32, 128, 512, 1000);

  /** How many members a finding can be passed on to. */
  static final int MOST_MEMBERS = 128;

  static long fingerprint(EntityType entity, Function function, String field, String where) {
    String identity = String.join("|", entity.code(), function.name(), field, where.strip());
    return Long.parseUnsignedLong(Json.sha256(identity).substring(0, 16), 16);
  }

  /** The class of K for a threshold of at most {@link Conditions#MOST} + 1. */
  static int kFor(long threshold) {
    return K_CLASSES.stream().filter(k -> k >= threshold).findFirst().orElseThrow();
  }

  /** Whether its value is a time; otherwise it is a number. */
  public boolean isTime() {
    return function == Function.COVERED;
  }

  /** Unit of its value, as cases say it. */
  public String unit() {
    return switch (function) {
      case COUNT -> "records";
      case DISTINCT, MEMBERS -> "entities";
      case COVERED -> "ms";
      default -> throw new IllegalStateException("no rule can ask for " + function);
    };
  }

  /** An empty summary. */
  public Summary newSummary(Guards guards) {
    return switch (function) {
      case COUNT -> new RecentRecords(k, guards);
      case DISTINCT, MEMBERS -> new RecentTokens(k);
      case COVERED -> new LiveSessions();
      default -> throw new IllegalStateException("no rule can ask for " + function);
    };
  }
}

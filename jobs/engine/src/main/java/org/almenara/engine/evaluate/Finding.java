package org.almenara.engine.evaluate;

import java.util.List;
import org.almenara.engine.measures.Entry;

/**
 * A rule began to hold for an entity at an instant, or was said again, or ceased to hold.
 *
 * @param rule id of the rule
 * @param version of the rule; 0 when it ceased
 * @param entity what it was evaluated for
 * @param focal whom it counts for: the entity, or a member that it was passed on to
 * @param instant epoch milliseconds
 * @param holds whether it holds from this instant on
 * @param weightPermille thousandths of the rule's points that it gives
 * @param observed what was measured; empty when it ceased
 * @param evidence the records that show it, by identity; empty when it ceased
 */
public record Finding(
    String rule,
    int version,
    Subject entity,
    Subject focal,
    long instant,
    boolean holds,
    int weightPermille,
    List<Observation> observed,
    List<Entry> evidence) {

  /** Weight of a finding about the entity itself. */
  public static final int FULL_WEIGHT = 1000;

  /** Whether it was passed on from a network entity. */
  public boolean context() {
    return entity.type() != focal.type() || !entity.origin().equals(focal.origin());
  }

  /**
   * A measure's value.
   *
   * @param measure name in the rule
   * @param value number or milliseconds, cut off at {@code clamp}
   * @param clamp largest constant that the rule compares it with
   * @param unit of both
   * @param overflowed whether more happened than is remembered, so that the value may be wrong
   */
  public record Observation(
      String measure, long value, long clamp, String unit, boolean overflowed) {}
}

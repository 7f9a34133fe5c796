package org.almenara.engine.evaluate;

import java.util.List;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.registers.FeedGap;
import org.almenara.engine.rules.Lane;
import org.almenara.engine.rules.Warming;

/**
 * A rule began to hold for an entity at an instant, or was said again, or ceased to hold.
 *
 * @param lane whether the rule judges or runs in shadow
 * @param rule id of the rule
 * @param version of the rule; 0 when it ceased
 * @param entity what it was evaluated for
 * @param focal whom it counts for: the entity, or a member that it was passed on to
 * @param instant epoch milliseconds
 * @param holds whether it holds from this instant on
 * @param weightPermille thousandths of the rule's points that it gives
 * @param seenPermille how much of its window the rule has seen, thousandths: below 1000 where a
 *     measure has not been fed for so long
 * @param observed what was measured; empty when it ceased
 * @param evidence the records that show it, by identity; empty when it ceased
 * @param gaps what the feeds of the platforms on which the entity was seen leave out, where that
 *     keeps rules from being evaluated; empty when it ceased
 * @param late whether the worker that said it had heard of the rule set too late; provenance, and
 *     no part of what a case says
 */
public record Finding(
    Lane lane,
    String rule,
    int version,
    Subject entity,
    Subject focal,
    long instant,
    boolean holds,
    int weightPermille,
    int seenPermille,
    List<Observation> observed,
    List<Entry> evidence,
    List<Gap> gaps,
    boolean late) {

  /** Weight of a finding about the entity itself. */
  public static final int FULL_WEIGHT = 1000;

  /** Of a rule set that was heard of in time, where feeds are whole. */
  public Finding(
      Lane lane,
      String rule,
      int version,
      Subject entity,
      Subject focal,
      long instant,
      boolean holds,
      int weightPermille,
      int seenPermille,
      List<Observation> observed,
      List<Entry> evidence) {
    this(
        lane,
        rule,
        version,
        entity,
        focal,
        instant,
        holds,
        weightPermille,
        seenPermille,
        observed,
        evidence,
        List.of(),
        false);
  }

  /** Of a live rule that has seen all of its window. */
  public Finding(
      String rule,
      int version,
      Subject entity,
      Subject focal,
      long instant,
      boolean holds,
      int weightPermille,
      List<Observation> observed,
      List<Entry> evidence) {
    this(
        Lane.LIVE,
        rule,
        version,
        entity,
        focal,
        instant,
        holds,
        weightPermille,
        Warming.ALL,
        observed,
        evidence);
  }

  /**
   * That a rule no longer holds.
   *
   * @param rule its id in its lane, see {@link Lane#key}
   */
  static Finding ceased(String rule, Subject entity, Subject focal, long instant) {
    return new Finding(
        Lane.of(rule),
        Lane.bare(rule),
        0,
        entity,
        focal,
        instant,
        false,
        0,
        Warming.ALL,
        List.of(),
        List.of());
  }

  /** The same, said by a worker that had heard of the rule set too late. */
  public Finding appliedLate() {
    return new Finding(
        lane,
        rule,
        version,
        entity,
        focal,
        instant,
        holds,
        weightPermille,
        seenPermille,
        observed,
        evidence,
        gaps,
        true);
  }

  /** The key of the case that it counts for: the lanes have cases of their own. */
  public String focalKey() {
    return lane.key(focal.key());
  }

  /** Whether it was passed on from a network entity. */
  public boolean context() {
    return entity.type() != focal.type() || !entity.origin().equals(focal.origin());
  }

  /**
   * What the feed of a platform leaves out, and the rules that it keeps from being evaluated.
   *
   * @param rules their ids, sorted, never empty
   */
  public record Gap(FeedGap gap, List<String> rules) {}

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

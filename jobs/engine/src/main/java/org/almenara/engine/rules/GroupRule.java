package org.almenara.engine.rules;

import java.util.List;

/**
 * A rule about a group, compiled: it counts members, and those for whom a rule about members holds.
 *
 * @param rule what every rule says; it has no inputs of its own
 * @param membership who the members are
 * @param inputs what its condition reads, in the order of their names
 * @param reach how far back its evidence can lie: the longest window of it and the rules that it
 *     reads, milliseconds
 * @param passesOnPermille thousandths of the points that each member gets; 0 where findings are not
 *     passed on
 */
public record GroupRule(
    Rule rule, Membership membership, List<Input> inputs, long reach, int passesOnPermille) {

  /**
   * A number under the name that the rule gives it.
   *
   * @param name in the condition
   * @param count what it is
   * @param holding id of the rule about members that it asks for; empty where it asks for none
   * @param atLeast members below which a share is absent
   * @param thresholds the condition asks whether the value reaches them; ascending, never empty
   */
  public record Input(
      String name, Count count, String holding, int atLeast, List<Long> thresholds) {

    /** Highest threshold: values on findings are cut off here, so read them as "at least". */
    public long clamp() {
      return thresholds.get(thresholds.size() - 1);
    }
  }

  /** What can be asked about the members of a group. */
  public enum Count {
    /** Members for whom a rule holds. */
    HOLDING("entities"),
    /** Members. */
    ACTIVE("entities"),
    /** The first over the second, millionths; absent below so many members. */
    SHARE_HOLDING("millionths");

    private final String unit;

    Count(String unit) {
      this.unit = unit;
    }

    /** Of its values, as cases say it. */
    public String unit() {
      return unit;
    }
  }
}

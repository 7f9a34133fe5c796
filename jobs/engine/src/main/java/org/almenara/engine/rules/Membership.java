package org.almenara.engine.rules;

import java.util.List;
import org.almenara.schemas.EntityType;

/**
 * Who belongs to a group: a member belongs to the group named on its newest record in the window.
 * So it belongs to one group at a time, moves when a newer record names another, and to none once
 * it was silent for the window.
 *
 * <p>Rules about groups that look for the same members share it.
 *
 * @param lane of the rules about the group
 * @param print identity: records taken, window and slide
 * @param group entity type of the group
 * @param of entity type of the members
 * @param gauge when it can differ; its measure remembers the groups named on a member's records
 * @param rules ids of the rules about members that rules about the group read, ascending
 */
public record Membership(
    Lane lane, long print, EntityType group, EntityType of, Gauge gauge, List<String> rules) {

  /** In the live lane. */
  Membership(long print, EntityType group, EntityType of, Gauge gauge, List<String> rules) {
    this(Lane.LIVE, print, group, of, gauge, rules);
  }

  /** How long after its newest record a member still belongs, milliseconds. */
  public long window() {
    return gauge.question().window();
  }

  /** It is looked at at multiples of it, milliseconds. */
  public long slide() {
    return gauge.slide();
  }
}

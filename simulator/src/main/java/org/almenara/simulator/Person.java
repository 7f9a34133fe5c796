package org.almenara.simulator;

import java.time.Instant;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.Network;
import org.almenara.schemas.PlatformEvent;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with a performer account, as the world begins; what becomes of them is a {@link Course}.
 *
 * @param behaviour its name in the world's file
 * @param ways how they live
 * @param seat counted from 0 inside the group
 * @param joins when the account is there; the world's start for older ones
 * @param newcomer whether the account is opened within the world
 * @param harmed when harm begins, the start of a day; absent for lawful people
 * @param next the group to which the person would switch: the next one of the ring
 * @param draw all that chance decides of this person
 */
record Person(
    String behaviour,
    Behaviour ways,
    Group group,
    int seat,
    Entity account,
    Entity payout,
    Entity device,
    Entity network,
    Network.Kind networkKind,
    Instant joins,
    boolean newcomer,
    @Nullable Instant harmed,
    Group next,
    Draw draw) {
  /**
   * What the person uses.
   *
   * @param at the group in which the person is
   */
  Entity thing(EntityType type, Way.Held held, Group at) {
    return switch (held) {
      case OWN -> own(type);
      case NEW -> at.ring().tokens().entity(type.prefix(), draw.child("new").child(type.code()));
      case SHARED -> at.thing(type, seat);
      case RING -> at.ring().thing(type);
    };
  }

  private Entity own(EntityType type) {
    return switch (type) {
      case PAYOUT -> payout;
      case DEVICE -> device;
      case NETWORK -> network;
      default -> group.ring().tokens().entity(type.prefix(), draw.child(type.code()));
    };
  }

  /** The age band that the platform holds, always the same for a person; absent: none. */
  PlatformEvent.@Nullable AgeBand age() {
    return ways.ages() == null ? null : draw.child("age").oneOf(ways.ages());
  }
}

package org.almenara.simulator;

import java.time.Instant;
import org.almenara.schemas.Network;
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
    Draw draw) {

  Entity payout(Way way) {
    return way.payout() == Way.Held.OWN ? payout : group.payout();
  }

  Entity device(Way way) {
    return way.device() == Way.Held.OWN ? device : group.device(seat);
  }

  Entity network(Way way) {
    return way.network() == Way.Held.OWN ? network : group.network();
  }
}

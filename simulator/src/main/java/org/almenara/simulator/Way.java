package org.almenara.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.almenara.schemas.Coded;
import org.almenara.schemas.Device;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.Network;
import org.almenara.schemas.PlatformEvent;
import org.jspecify.annotations.Nullable;

/**
 * A way of life: what is shared, and the primitives.
 *
 * @param payout whose instrument the earnings go to
 * @param device whose device is used to go live
 * @param relation what the platform takes the group's devices to be
 * @param network whose line is used
 * @param live hours
 * @param pay earnings and payouts
 * @param attests what is said of the pay that arrived
 * @param exit an attempt to leave
 * @param changes of settings
 * @param tips about the person
 * @param payoutHolder in whose name the instrument is, as the platform knows it; absent: it does
 *     not know
 * @param networkKind what is behind the line; absent: a fixed line where it is shared
 * @param enrolledBefore whether the person's own device was enrolled before any studio was joined;
 *     absent: the platform does not know
 * @param ownDeviceToo how many times live are begun from the person's own device all the same
 * @param acts what is done with the account
 * @param verifications checks of who the person is
 * @param deductions money kept back
 * @param advances money lent
 * @param movesOn money that leaves the instrument again
 * @param transfers money sent past the platform
 * @param moves to other cities
 * @param switches to other studios
 */
public record Way(
    Held payout,
    Held device,
    Device.Relation relation,
    Held network,
    Live live,
    Pay pay,
    @Nullable Attests attests,
    @Nullable Exit exit,
    @Nullable List<Change> changes,
    @Nullable List<Tips> tips,
    PlatformEvent.@Nullable PayoutHolder payoutHolder,
    Network.@Nullable Kind networkKind,
    @Nullable Boolean enrolledBefore,
    @Nullable Share ownDeviceToo,
    @Nullable List<Act> acts,
    @Nullable List<Verifies> verifications,
    @Nullable List<Deduction> deductions,
    @Nullable List<Advance> advances,
    @Nullable List<MovesOn> movesOn,
    @Nullable List<Transfers> transfers,
    @Nullable List<Moves> moves,
    @Nullable List<Switches> switches) {

  /**
   * All that a person does: where it is done comes first, and what is paid out in the morning
   * before what the day earns.
   */
  List<Primitive> primitives() {
    List<Primitive> all = new ArrayList<>();
    all.addAll(switches == null ? List.of() : switches);
    all.addAll(moves == null ? List.of() : moves);
    all.add(pay);
    all.add(live);
    if (attests != null) {
      all.add(attests);
    }
    if (exit != null) {
      all.add(exit);
    }
    for (List<? extends Primitive> some :
        Arrays.<@Nullable List<? extends Primitive>>asList(
            changes, tips, acts, verifications, deductions, advances, movesOn, transfers)) {
      all.addAll(some == null ? List.of() : some);
    }
    return all;
  }

  /** Which of whose things are used. */
  List<Used> things() {
    List<Used> things =
        new ArrayList<>(
            List.of(
                new Used(EntityType.PAYOUT, payout),
                new Used(EntityType.DEVICE, device),
                new Used(EntityType.NETWORK, network)));
    if (ownDeviceToo != null) {
      things.add(new Used(EntityType.DEVICE, Held.OWN));
    }
    if (acts != null) {
      acts.forEach(act -> act.addThings(things));
    }
    if (verifications != null) {
      for (Verifies check : verifications) {
        if (check.document() != null) {
          things.add(new Used(EntityType.DOCUMENT, check.document()));
        }
      }
    }
    return things;
  }

  /** A kind of thing, and whose it is. */
  record Used(EntityType type, Held held) {}

  /** Whose a thing is. */
  public enum Held implements Coded {
    OWN("own"),
    /** Another one of the person's, or of whoever took the account over. */
    NEW("new"),
    /** The group's: a partner's, a studio's, a controller's, an aggregator's. */
    SHARED("shared"),
    /** That of the ring behind several groups. */
    RING("ring");

    private final String code;

    Held(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }
}

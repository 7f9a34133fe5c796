package org.almenara.simulator;

import java.util.ArrayList;
import java.util.List;
import org.almenara.schemas.Coded;
import org.almenara.schemas.Device;
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
    @Nullable List<Tips> tips) {

  /** All that a person does; what is paid out in the morning comes before what the day earns. */
  List<Primitive> primitives() {
    List<Primitive> all = new ArrayList<>(List.of(pay, live));
    if (attests != null) {
      all.add(attests);
    }
    if (exit != null) {
      all.add(exit);
    }
    if (changes != null) {
      all.addAll(changes);
    }
    if (tips != null) {
      all.addAll(tips);
    }
    return all;
  }

  /** Whose a thing is. */
  public enum Held implements Coded {
    OWN("own"),
    /** The group's: a partner's, a studio's, a controller's, an aggregator's. */
    SHARED("shared");

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

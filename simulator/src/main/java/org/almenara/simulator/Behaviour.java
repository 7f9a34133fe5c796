package org.almenara.simulator;

import org.jspecify.annotations.Nullable;

/**
 * How one kind of people lives, composed of primitives, and what is true of them.
 *
 * @param truth what an outcome would say of them in the end
 * @param groups how many groups there are; absent only for the world's rest
 * @param people in each group
 * @param inside these people are scattered over the groups of that behaviour and share with them
 * @param peopleADevice of the group's own devices, how many people use each; absent: one for all
 * @param studio the studio that the group works under
 * @param newcomers whose accounts are opened within the world
 * @param way how they live, all the time or until harm begins
 * @param harm what is done to them; absent exactly for lawful behaviours
 */
record Behaviour(
    TruthClass truth,
    @Nullable Integer groups,
    Count people,
    @Nullable String inside,
    @Nullable Integer peopleADevice,
    @Nullable Terms studio,
    @Nullable Newcomers newcomers,
    Way way,
    @Nullable Harm harm) {

  Behaviour {
    if ((truth == TruthClass.LAWFUL) != (harm == null)) {
      throw new Misplaced("'harm' stands exactly where truth is not lawful: mend one", "truth");
    }
    if (people.low() == 0) {
      throw new Misplaced("a group has somebody in it: write 1 or more", "people");
    }
    if (peopleADevice != null && peopleADevice == 0) {
      throw new Misplaced("a device has somebody using it: write 1 or more", "people_a_device");
    }
    if (inside != null && studio != null) {
      throw new Misplaced("the studio is that of '" + inside + "': remove this", "studio");
    }
  }

  /**
   * What the platform knows of a studio.
   *
   * @param registered whether a register lists it
   * @param declares whether it declared how many performers it has
   */
  record Terms(boolean registered, boolean declares) {}

  /**
   * People whose accounts are opened within the world.
   *
   * @param share of the people of the behaviour
   * @param after the world's start
   */
  record Newcomers(Share share, Span after) {}

  /**
   * What is done to a person.
   *
   * @param after when it begins, after the world's start, drawn for each person and moved to the
   *     start of that day
   * @param way how the person is made to live from then on
   */
  record Harm(Span after, Way way) {}
}

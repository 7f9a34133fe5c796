package org.almenara.simulator;

import java.util.ArrayList;
import java.util.List;
import org.almenara.schemas.PlatformEvent;
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
 * @param turns changes of a life in freedom, one after the other; those that would fall after harm
 *     has begun never come
 * @param groupsARing how many groups have a ring behind them; absent: each has one of its own
 * @param ages bands, one of which the platform holds for each person; absent: it sends none
 * @param tenure days for which the people were under the studio when the world began; absent: the
 *     platform does not say how long they are
 * @param detectable false where this project knows no sign of the harm that a record could show;
 *     absent: the file does not say
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
    @Nullable Harm harm,
    @Nullable List<Turn> turns,
    @Nullable Integer groupsARing,
    @Nullable List<PlatformEvent.AgeBand> ages,
    @Nullable Count tenure,
    @Nullable Boolean detectable) {

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
    if (groupsARing != null && groupsARing == 0) {
      throw new Misplaced("a ring has groups: write 1 or more", "groups_a_ring");
    }
    if (detectable != null && harm == null) {
      throw new Misplaced("there is nothing to detect: remove this", "detectable");
    }
    if (inside != null && studio != null) {
      throw new Misplaced("the studio is that of '" + inside + "': remove this", "studio");
    }
  }

  /** All ways of life that somebody may come to live. */
  List<Way> all() {
    List<Way> all = new ArrayList<>(List.of(way));
    addTurns(turns, all);
    if (harm != null) {
      all.add(harm.way());
      addTurns(harm.turns(), all);
    }
    return all;
  }

  private static void addTurns(@Nullable List<Turn> turns, List<Way> all) {
    if (turns != null) {
      turns.forEach(turn -> all.add(turn.way()));
    }
  }

  /**
   * What the platform knows of a studio.
   *
   * @param registered whether a register lists it
   * @param declares whether it declared how many performers it has
   * @param audited how many of the studios somebody independent has looked at; absent: none
   */
  record Terms(boolean registered, boolean declares, @Nullable Share audited) {}

  /**
   * People whose accounts are opened within the world.
   *
   * @param share of the people of the behaviour
   * @param after the world's start
   * @param within how long all accounts of a group are opened after the first; absent: each by
   *     itself
   */
  record Newcomers(Share share, Span after, @Nullable Span within) {}

  /**
   * What is done to a person.
   *
   * @param after when it begins, after the world's start, drawn for each person and moved to the
   *     start of that day
   * @param way how the person is made to live from then on
   * @param turns further changes, one after the other
   */
  record Harm(Span after, Way way, @Nullable List<Turn> turns) {}
}

package org.almenara.schemas;

import org.jspecify.annotations.Nullable;

/**
 * Accounts that are linked to one another, as the link service knew them when it wrote the record.
 *
 * <p>Absence of a part means that the service did not count it, never zero. None says who anybody
 * is: parts are numbers of accounts, or of things that accounts share.
 *
 * @param token see {@link TokenRef}
 * @param origin see {@link TokenRef}
 * @param members accounts in it
 * @param newMembers of the members, those linked to it in the 7 days before
 * @param youngMembers of the members, those whose account was registered in the 30 days before
 * @param registeredMembers of the members, those under a studio that a register lists
 * @param density pairs of members that share something directly, in percent of all pairs
 * @param sharedPayouts payout instruments to which at least two members were paid in the 30 days
 *     before; instruments of aggregators are left out
 * @param sharedDevices devices on which at least two members logged in within the 30 days before
 */
public record Cluster(
    @Shaped(Shape.TOKEN) String token,
    @Shaped(Shape.TOKEN) String origin,
    @Bounded(min = 0, max = 1_000_000) @Nullable Integer members,
    @Bounded(min = 0, max = 1_000_000) @Nullable Integer newMembers,
    @Bounded(min = 0, max = 1_000_000) @Nullable Integer youngMembers,
    @Bounded(min = 0, max = 1_000_000) @Nullable Integer registeredMembers,
    @Bounded(min = 0, max = 100) @Nullable Integer density,
    @Bounded(min = 0, max = 1_000_000) @Nullable Integer sharedPayouts,
    @Bounded(min = 0, max = 1_000_000) @Nullable Integer sharedDevices) {
  /** Of the values of its components, in their order, as {@link ObjectShape} has read them. */
  static Cluster of(@Nullable Object[] values) {
    return new Cluster(
        (String) values[0],
        (String) values[1],
        (Integer) values[2],
        (Integer) values[3],
        (Integer) values[4],
        (Integer) values[5],
        (Integer) values[6],
        (Integer) values[7],
        (Integer) values[8]);
  }
}

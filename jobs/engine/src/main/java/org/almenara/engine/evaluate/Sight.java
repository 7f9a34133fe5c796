package org.almenara.engine.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.almenara.engine.registers.FeedGap;
import org.almenara.engine.registers.Feeds;
import org.almenara.engine.rules.Lane;
import org.almenara.engine.rules.Needs;
import org.almenara.engine.rules.Rule;

/**
 * Whether the feeds of the platforms on which an entity was seen give what a rule needs.
 *
 * <p>A rule is not evaluable for an entity at an instant where one of these feeds lost, of one of
 * the facts that it requires, more than {@link Needs#tolerated} within {@link Needs#horizon}, and
 * the entity was seen there within that time. Who was not is taken to have left the platform: an
 * older sighting may have ended with the entity's state, and whether it did depends on what was
 * read since.
 */
final class Sight {

  private final Feeds feeds;

  Sight(Feeds feeds) {
    this.feeds = feeds;
  }

  /** Whether what is not recorded must not be taken for what did not happen. */
  boolean isBlind(Rule rule, Sightings seen, long instant) {
    if (feeds.areWhole() || !rule.needs().whole()) {
      return false;
    }
    for (Map.Entry<String, Long> sighting : seen.newest().entrySet()) {
      List<FeedGap> gaps = feeds.gaps(sighting.getKey(), instant);
      if (!missed(rule.needs(), gaps, sighting.getValue(), instant).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /**
   * What keeps rules from being evaluated, wholly or for more records.
   *
   * @param rules of one lane, about such an entity
   */
  List<Finding.Gap> gaps(Stream<Rule> rules, Sightings seen, long instant) {
    if (feeds.areWhole()) {
      return List.of();
    }
    List<Rule> needy = rules.toList();
    List<Finding.Gap> all = new ArrayList<>();
    for (Map.Entry<String, Long> sighting : seen.newest().entrySet()) {
      List<FeedGap> gaps = feeds.gaps(sighting.getKey(), instant);
      TreeMap<FeedGap, TreeSet<String>> blinded = new TreeMap<>(FeedGap.ORDER);
      for (Rule rule : needy) {
        for (FeedGap gap : missed(rule.needs(), gaps, sighting.getValue(), instant)) {
          blinded.computeIfAbsent(gap, of -> new TreeSet<>()).add(Lane.bare(rule.id()));
        }
      }
      blinded.forEach((gap, ids) -> all.add(new Finding.Gap(gap, List.copyOf(ids))));
    }
    return List.copyOf(all);
  }

  /** The gaps of one platform that together lose too much of a fact; empty: a rule can do. */
  private static List<FeedGap> missed(Needs needs, List<FeedGap> gaps, long seen, long instant) {
    long from = instant - needs.horizon();
    if (seen < from) {
      return List.of();
    }
    List<FeedGap> missed = new ArrayList<>();
    for (Needs.Fact fact : needs.facts()) {
      List<FeedGap> ofFact = new ArrayList<>();
      long lost = 0;
      long lostUpTo = from;
      for (FeedGap gap : gaps) { // by their beginnings
        long end = gap.end(instant);
        if (gap.leavesOut(fact.type(), fact.path()) && end > from) {
          ofFact.add(gap);
          lost += Math.max(0, end - Math.max(gap.from(), lostUpTo));
          lostUpTo = Math.max(lostUpTo, end);
        }
      }
      if (lost > needs.tolerated()) {
        ofFact.stream().filter(gap -> !missed.contains(gap)).forEach(missed::add);
      }
    }
    return missed;
  }
}

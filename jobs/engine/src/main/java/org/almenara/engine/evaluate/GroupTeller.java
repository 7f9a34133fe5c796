package org.almenara.engine.evaluate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.RecentTokens;
import org.almenara.engine.measures.Summary;
import org.almenara.engine.rules.Membership;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.time.EventTime;
import org.jspecify.annotations.Nullable;

/** Tells the groups that an entity belongs to how it stands, whenever that changes. */
final class GroupTeller {

  private final RuleSet ruleSet;

  GroupTeller(RuleSet ruleSet) {
    this.ruleSet = ruleSet;
  }

  /** The next instant at which a group must hear of a fresh record. */
  long nextInstant(EntityState state) {
    long next = Long.MAX_VALUE;
    for (Map.Entry<Long, Belonging> belonging : state.belongings.entrySet()) {
      Membership membership = ruleSet.groups().membership(belonging.getKey());
      if (membership != null) {
        long gone = belonging.getValue().tie().time() + membership.window() + 1;
        next = Math.min(next, EventTime.instantAtOrAfter(gone, membership.slide()));
      }
    }
    return next;
  }

  /**
   * Tells what changed; the rules of the instant have been evaluated.
   *
   * @param over whether the entity's state ends, so that it belongs nowhere any more
   */
  void tell(Moment moment, Said said, boolean over, Consumer<Standing> out) {
    moment.state.belongings.keySet().removeIf(print -> ruleSet.groups().membership(print) == null);
    List<Membership> memberships = ruleSet.groups().membershipsOf(said.subject.type());
    if (memberships.isEmpty()) {
      return;
    }
    Set<String> fresh = new HashSet<>();
    said.findings.stream()
        .filter(finding -> finding.holds() && !finding.context())
        .forEach(finding -> fresh.add(finding.lane().key(finding.rule())));
    for (Membership membership : memberships) {
      tell(membership, moment, said.subject, fresh, over, out);
    }
  }

  private void tell(
      Membership membership,
      Moment moment,
      Subject member,
      Set<String> fresh,
      boolean over,
      Consumer<Standing> out) {
    EntityState state = moment.state;
    long instant = moment.instant;
    Belonging before = state.belongings.get(membership.print());
    boolean looks = over || instant % membership.slide() == 0;
    Belonging place = looks ? place(membership, state, instant, over) : before;
    if (before != null && (place == null || !place.origin().equals(before.origin()))) {
      out.accept(
          new Standing(
              membership.lane(),
              membership.print(),
              group(membership, before),
              member,
              instant,
              EventTime.instantAtOrAfter(instant, membership.slide()),
              false,
              null,
              List.of()));
      state.belongings.remove(membership.print());
    }
    if (place == null) {
      return;
    }
    Belonging known = state.belongings.get(membership.print());
    List<String> rules = membership.rules().stream().filter(state.rules::containsKey).toList();
    if (known != null && !isNews(membership, known, rules, instant, fresh)) {
      return;
    }
    List<Standing.Held> held = new ArrayList<>();
    for (String rule : rules) {
      Standing.Held told = known == null || fresh.contains(rule) ? null : told(known, rule);
      held.add(told == null ? new Standing.Held(rule, newestCited(moment, rule)) : told);
    }
    state.belongings.put(
        membership.print(),
        new Belonging(place.origin(), place.token(), place.tie(), List.copyOf(held)));
    out.accept(
        new Standing(
            membership.lane(),
            membership.print(),
            group(membership, place),
            member,
            instant,
            EventTime.instantAtOrAfter(instant, membership.slide()),
            known == null,
            place.tie(),
            List.copyOf(held)));
  }

  private @Nullable Entry newestCited(Moment moment, String id) {
    Rule rule = ruleSet.rule(id);
    return rule == null ? null : moment.newestCited(rule);
  }

  /** The group named on the newest record in the window; absent when there is none. */
  private static @Nullable Belonging place(
      Membership membership, EntityState state, long instant, boolean over) {
    Summary summary = state.counted.summaries.get(membership.gauge().measure().fingerprint());
    if (over || !(summary instanceof RecentTokens tokens)) {
      return null;
    }
    List<RecentTokens.Seen> seen = tokens.members(instant, membership.window());
    return seen.isEmpty()
        ? null
        : new Belonging(seen.get(0).origin(), seen.get(0).token(), seen.get(0).last(), List.of());
  }

  private static boolean isNews(
      Membership membership, Belonging known, List<String> rules, long instant, Set<String> fresh) {
    boolean stale =
        instant % membership.slide() == 0 && known.tie().time() < instant - membership.window();
    return stale
        || rules.stream().anyMatch(fresh::contains)
        || !rules.equals(known.held().stream().map(Standing.Held::rule).toList());
  }

  private static Standing.@Nullable Held told(Belonging known, String rule) {
    return known.held().stream().filter(held -> held.rule().equals(rule)).findFirst().orElse(null);
  }

  private static Subject group(Membership membership, Belonging belonging) {
    return new Subject(membership.group(), belonging.token(), belonging.origin());
  }
}

package org.almenara.engine.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.almenara.engine.evaluate.GroupState.Member;
import org.almenara.engine.evaluate.GroupState.Members;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.Summary;
import org.almenara.engine.rules.GroupRule;
import org.almenara.engine.rules.Membership;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.time.EventTime;
import org.almenara.schemas.EntityType;

/**
 * Keeps who belongs to a group and how they stand, and evaluates the rules about the group at
 * instants. What is stamped τ counts at τ.
 *
 * <p>A finding is said at edges, as {@link EntityEvaluator} says it. Members to whom it is passed
 * on hear of it when they join, and that it ceased when they leave.
 */
public final class GroupEvaluator {

  /** How many members a group remembers; more are counted only. */
  public static final int MOST_MEMBERS = 1_000;

  /** Most records that a finding cites, the newest. */
  private static final int MOST_CITED = 32;

  private static final Comparator<Standing> IN_ORDER =
      Comparator.comparingLong(Standing::instant)
          .thenComparingLong(Standing::membership)
          .thenComparing(standing -> standing.member().origin());

  private final RuleSet ruleSet;
  private final int mostMembers;
  private final Failures failures;

  public GroupEvaluator(RuleSet ruleSet) {
    this(ruleSet, MOST_MEMBERS, Failures.UNHEARD);
  }

  /** One that says which rules could not be evaluated. */
  public GroupEvaluator(RuleSet ruleSet, Failures failures) {
    this(ruleSet, MOST_MEMBERS, failures);
  }

  /** For tests that reach the bound. */
  GroupEvaluator(RuleSet ruleSet, int mostMembers) {
    this(ruleSet, mostMembers, Failures.UNHEARD);
  }

  private GroupEvaluator(RuleSet ruleSet, int mostMembers, Failures failures) {
    this.ruleSet = ruleSet;
    this.mostMembers = mostMembers;
    this.failures = failures;
  }

  /**
   * The next instant at which {@link #evaluate} must be called after it has been called; {@link
   * GroupState#NO_TIMER} for none.
   */
  public long nextInstant(GroupState state) {
    long next = GroupState.NO_TIMER;
    for (Standing standing : state.arrived) {
      next = Math.min(next, standing.counts());
    }
    for (Map.Entry<Long, Members> of : state.members.entrySet()) {
      Membership membership = ruleSet.groups().membership(of.getKey());
      if (membership != null) {
        for (Member member : of.getValue().kept.values()) {
          long gone = member.tie().time() + membership.window() + 1;
          next = Math.min(next, EventTime.instantAtOrAfter(gone, membership.slide()));
        }
      }
    }
    for (Map.Entry<String, RuleState> held : state.rules.entrySet()) {
      Rule rule = ruleSet.rule(held.getKey());
      if (rule != null && held.getValue().staleAt != RuleState.NEVER) {
        next = Math.min(next, EventTime.instantAtOrAfter(held.getValue().staleAt, rule.slide()));
      }
    }
    return next;
  }

  /**
   * Takes in what is stamped up to an instant, and evaluates the rules that look at it.
   *
   * @param type what the group is
   * @param origin which one
   * @param instant epoch milliseconds; no instant before it was left out
   * @return what changed, by rule and member
   */
  public List<Finding> evaluate(GroupState state, EntityType type, String origin, long instant) {
    state.arrived.stream()
        .filter(standing -> standing.counts() <= instant)
        .sorted(IN_ORDER)
        .forEach(standing -> apply(state, standing));
    state.arrived.removeIf(standing -> standing.counts() <= instant);
    letGo(state, instant);
    Subject group = new Subject(type, state.token, origin);
    Said said = new Said(group, instant, state.rules);
    if (state.plan != ruleSet.planPrint()) {
      state.plan = ruleSet.planPrint();
      said.ceaseWhere(id -> isGone(id, type));
    }
    for (GroupRule rule : ruleSet.groups().about(type)) {
      if (instant % rule.rule().slide() == 0) {
        said.alone(rule.rule().id(), failures, () -> evaluate(state, rule, said));
      }
    }
    state.members.values().removeIf(of -> of.kept.isEmpty());
    return said.findings;
  }

  private boolean isGone(String id, EntityType type) {
    return ruleSet.groups().about(type).stream().noneMatch(rule -> rule.rule().id().equals(id));
  }

  private void apply(GroupState state, Standing standing) {
    if (ruleSet.groups().membership(standing.membership()) == null) {
      return;
    }
    Members of = state.members.computeIfAbsent(standing.membership(), print -> new Members());
    String origin = standing.member().origin();
    boolean known = of.kept.containsKey(origin);
    Entry tie = standing.tie();
    if (tie == null) {
      of.kept.remove(origin);
      of.beyond -= !known && of.beyond > 0 ? 1 : 0;
      return;
    }
    name(state, tie, standing.group().token());
    if (known || of.kept.size() < mostMembers) {
      of.kept.put(origin, new Member(standing.member().token(), tie, standing.held()));
      of.beyond -= !known && !standing.joins() && of.beyond > 0 ? 1 : 0;
    } else if (standing.joins()) {
      of.beyond++;
    }
  }

  private static void name(GroupState state, Entry tie, String token) {
    Entry known = state.newest;
    if (known == null || Entry.BY_IDENTITY.compare(tie, known) > 0) {
      state.newest = tie;
      state.token = token;
    }
  }

  /**
   * Lets members go of whom no record is in the window, and memberships that the rule set no longer
   * has. A member says so itself, or cites a fresh record, unless its state has ended with another
   * rule set.
   */
  private void letGo(GroupState state, long instant) {
    state
        .members
        .entrySet()
        .removeIf(
            entry -> {
              Membership membership = ruleSet.groups().membership(entry.getKey());
              if (membership == null) {
                return true;
              }
              if (instant % membership.slide() == 0) {
                long from = instant - membership.window();
                entry.getValue().kept.values().removeIf(member -> member.tie().time() < from);
              }
              return false;
            });
  }

  private void evaluate(GroupState state, GroupRule rule, Said said) {
    String id = rule.rule().id();
    Members members =
        Objects.requireNonNullElseGet(state.members.get(rule.membership().print()), Members::new);
    long[] values = rule.inputs().stream().mapToLong(input -> value(input, members)).toArray();
    if (!rule.rule().condition().holds(values)) {
      said.cease(id);
      return;
    }
    RuleState held = state.rules.get(id);
    boolean again = held == null || said.instant >= held.staleAt;
    RuleState now = held == null ? new RuleState(RuleState.NEVER) : held;
    state.rules.put(id, now);
    List<Entry> evidence = evidence(rule, members);
    List<Finding.Observation> observed = observed(rule, values, members);
    if (again) {
      now.staleAt = staleAt(evidence, rule, said.instant);
      said.holds(
          ruleSet, rule.rule(), said.subject, Finding.FULL_WEIGHT, observed, evidence, List.of());
    }
    TreeMap<String, Member> heard = rule.passesOnPermille() == 0 ? new TreeMap<>() : members.kept;
    said.ceaseFor(member -> !heard.containsKey(member), id, now);
    heard.forEach(
        (origin, member) -> {
          if (again || !now.told.containsKey(origin)) {
            List<Entry> cited = new ArrayList<>(evidence);
            cited.add(member.tie());
            said.holds(
                ruleSet,
                rule.rule(),
                new Subject(rule.membership().of(), member.token(), origin),
                rule.passesOnPermille(),
                observed,
                cited.stream().distinct().sorted(Entry.BY_IDENTITY).toList(),
                List.of());
            now.told.put(origin, member.token());
          }
        });
  }

  private static long value(GroupRule.Input input, Members members) {
    return switch (input.count()) {
      case ACTIVE -> members.size();
      case HOLDING -> holding(input, members);
      // Of more than are remembered it is not known how many.
      case SHARE_HOLDING ->
          members.size() < input.atLeast() || members.beyond > 0
              ? Summary.ABSENT
              : holding(input, members) * 1_000_000 / members.size();
    };
  }

  private static long holding(GroupRule.Input input, Members members) {
    return members.kept.values().stream().filter(member -> member.holds(input.holding())).count();
  }

  /**
   * The newest record of each member's findings that the rule reads; where it reads none that
   * holds, the newest that make members. By identity.
   */
  private static List<Entry> evidence(GroupRule rule, Members members) {
    List<Entry> shown = new ArrayList<>();
    for (Member member : members.kept.values()) {
      for (Standing.Held held : member.held()) {
        Entry newest = held.newest();
        if (newest != null && reads(rule, held.rule())) {
          shown.add(newest);
        }
      }
    }
    if (shown.isEmpty()) {
      members.kept.values().forEach(member -> shown.add(member.tie()));
    }
    List<Entry> byIdentity = shown.stream().distinct().sorted(Entry.BY_IDENTITY).toList();
    return byIdentity.subList(Math.max(0, byIdentity.size() - MOST_CITED), byIdentity.size());
  }

  private static boolean reads(GroupRule rule, String member) {
    return rule.inputs().stream().anyMatch(input -> input.holding().equals(member));
  }

  /** When all that is cited is out of reach; never where it is so already. */
  private static long staleAt(List<Entry> evidence, GroupRule rule, long instant) {
    long gone =
        evidence.isEmpty()
            ? RuleState.NEVER
            : evidence.get(evidence.size() - 1).time() + rule.reach() + 1;
    return gone > instant ? gone : RuleState.NEVER;
  }

  private static List<Finding.Observation> observed(
      GroupRule rule, long[] values, Members members) {
    List<Finding.Observation> observed = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      GroupRule.Input input = rule.inputs().get(i);
      if (values[i] != Summary.ABSENT) {
        observed.add(
            new Finding.Observation(
                input.name(),
                Math.min(values[i], input.clamp()),
                input.clamp(),
                input.count().unit(),
                false));
      }
    }
    if (members.beyond > 0) {
      observed.add(
          new Finding.Observation(
              "membersNotLookedAt", members.beyond, members.beyond, "entities", false));
    }
    return observed;
  }
}

package org.almenara.engine.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.Guards;
import org.almenara.engine.measures.Reading;
import org.almenara.engine.measures.RecentTokens;
import org.almenara.engine.measures.Summary;
import org.almenara.engine.rules.Measure;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.time.EventTime;
import org.almenara.schemas.EntityType;

/**
 * Keeps an entity's measures and evaluates its rules at instants.
 *
 * <p>A rule is evaluated only at instants at which its answer can differ from the last one: when a
 * record begins to count, or leaves the window far enough to matter. A finding is said when a rule
 * begins to hold, when it ceases, and when all records that it cited have left the window; so what
 * is said depends on the records alone, never on when they were read.
 */
public final class EntityEvaluator {

  /** Most records that a finding about covered time cites, newest first. */
  private static final int MOST_SESSION_RECORDS = 32;

  private final RuleSet ruleSet;
  private final Guards guards;

  public EntityEvaluator(RuleSet ruleSet) {
    this(ruleSet, Guards.ON);
  }

  /** For tests that switch a guard off. */
  public EntityEvaluator(RuleSet ruleSet, Guards guards) {
    this.ruleSet = ruleSet;
    this.guards = guards;
  }

  /**
   * Takes in a record.
   *
   * @param now the watermark: instants up to it have passed
   */
  public void add(EntityState state, Fanned fanned, long now) {
    long visible = Math.max(fanned.visible(), now);
    Part part =
        guards.pending()
            ? state.pending.computeIfAbsent(
                EventTime.instantAfter(visible, ruleSet.baseSlide()), instant -> new Part())
            : state.counted;
    part.name(fanned.record(), fanned.entity().token());
    for (Reading reading : fanned.readings()) {
      Measure measure = ruleSet.measure(reading.measure());
      if (measure == null) {
        continue;
      }
      part.summaries
          .computeIfAbsent(reading.measure(), print -> measure.newSummary(guards))
          .add(fanned.record(), reading);
      for (Rule rule : ruleSet.readers(reading.measure())) {
        RuleState ruleState = state.rule(rule.id());
        ruleState.due = Math.min(ruleState.due, EventTime.instantAfter(visible, rule.slide()));
      }
    }
    long end = visible + ruleSet.lifetime(fanned.entity().type());
    state.end = Math.max(state.end, EventTime.instantAtOrAfter(end, ruleSet.baseSlide()));
  }

  /** The next instant at which {@link #evaluate} must be called. */
  public long nextInstant(EntityState state) {
    return state.rules.values().stream().mapToLong(rule -> rule.due).reduce(state.end, Math::min);
  }

  /** Whether nothing of the state can matter at or after an instant. */
  public boolean ended(EntityState state, long instant) {
    return instant >= state.end;
  }

  /**
   * Evaluates the rules that are due.
   *
   * @param type what the entity is
   * @param origin which one
   * @param instant epoch milliseconds; no instant before it was left out
   * @return what changed, by rule and member
   */
  public List<Finding> evaluate(EntityState state, EntityType type, String origin, long instant) {
    while (!state.pending.isEmpty() && state.pending.firstKey() <= instant) {
      state.counted.merge(state.pending.pollFirstEntry().getValue());
    }
    Subject entity = new Subject(type, state.counted.token, origin);
    List<Finding> findings = new ArrayList<>();
    dropRemovedRules(state, entity, instant, findings);
    for (Rule rule : ruleSet.rulesOf(type)) {
      RuleState ruleState = state.rules.get(rule.id());
      if (ruleState != null && ruleState.due <= instant) {
        evaluate(state.counted, ruleState, rule, entity, instant, findings);
        ruleState.due = Math.min(ruleState.due, pendingFor(state, rule));
      }
    }
    if (ended(state, instant)) {
      // Only where a changed rule set made windows longer than the state was to live.
      state.rules.forEach((id, ruleState) -> cease(id, ruleState, entity, instant, findings));
    }
    forget(state.counted, instant);
    return findings;
  }

  /** A rule that the set no longer has ceases to hold, and is forgotten. */
  private void dropRemovedRules(
      EntityState state, Subject entity, long instant, List<Finding> findings) {
    state
        .rules
        .entrySet()
        .removeIf(
            entry -> {
              boolean removed = ruleSet.rule(entry.getKey()) == null;
              if (removed) {
                cease(entry.getKey(), entry.getValue(), entity, instant, findings);
              }
              return removed;
            });
  }

  /** Says that a rule ceased, to all who were told that it holds. */
  private static void cease(
      String rule, RuleState state, Subject entity, long instant, List<Finding> findings) {
    if (state.holds) {
      findings.add(ceased(rule, entity, entity, instant));
    }
    ceaseForMembers(rule, state, entity, instant, findings);
    state.holds = false;
    state.staleAt = RuleState.NEVER;
  }

  private static void ceaseForMembers(
      String rule, RuleState state, Subject entity, long instant, List<Finding> findings) {
    state.told.forEach(
        (origin, token) -> findings.add(ceased(rule, entity, told(token, origin), instant)));
    state.told.clear();
  }

  /** A member that was told, by what its token says it is: the rule may have changed since. */
  private static Subject told(String token, String origin) {
    return new Subject(EntityType.ofToken(origin), token, origin);
  }

  private void evaluate(
      Part counted,
      RuleState state,
      Rule rule,
      Subject entity,
      long instant,
      List<Finding> findings) {
    long[] values = new long[rule.inputs().size()];
    long change = Summary.NEVER;
    for (int i = 0; i < values.length; i++) {
      Rule.Input input = rule.inputs().get(i);
      Summary summary = counted.summaries.get(input.measure().fingerprint());
      if (summary != null) {
        values[i] = summary.value(input.question(), instant);
        change =
            Math.min(change, summary.nextChange(input.question(), instant, input.thresholds()));
      }
    }
    boolean holds = rule.condition().holds(values);
    if (holds) {
      List<Entry> evidence = evidence(counted, rule, instant);
      boolean again = !state.holds || instant >= state.staleAt;
      if (again) {
        findings.add(finding(rule, entity, entity, instant, observed(rule, values), evidence));
        state.staleAt = staleAt(evidence, rule);
      }
      tellMembers(counted, state, rule, entity, instant, values, evidence, again, findings);
      change = Math.min(change, state.staleAt);
    } else {
      cease(rule.id(), state, entity, instant, findings);
    }
    state.holds = holds;
    state.due =
        change == Summary.NEVER
            ? RuleState.NEVER
            : EventTime.instantAtOrAfter(Math.max(change, instant + 1), rule.slide());
  }

  /** The first instant at which a record that still waits can change a rule's answer. */
  private static long pendingFor(EntityState state, Rule rule) {
    for (Map.Entry<Long, Part> waiting : state.pending.entrySet()) {
      for (Rule.Input input : rule.inputs()) {
        if (waiting.getValue().summaries.containsKey(input.measure().fingerprint())) {
          return EventTime.instantAtOrAfter(waiting.getKey(), rule.slide());
        }
      }
    }
    return RuleState.NEVER;
  }

  private static long staleAt(List<Entry> evidence, Rule rule) {
    return evidence.isEmpty()
        ? RuleState.NEVER
        : evidence.get(evidence.size() - 1).time() + rule.window() + 1;
  }

  /** The cited records of all measures of a rule, by identity. */
  private static List<Entry> evidence(Part counted, Rule rule, long instant) {
    List<Entry> cited = new ArrayList<>();
    for (Rule.Input input : rule.inputs()) {
      Summary summary = counted.summaries.get(input.measure().fingerprint());
      if (summary != null) {
        int most = input.measure().isTime() ? MOST_SESSION_RECORDS : (int) input.clamp();
        cited.addAll(summary.evidence(input.question(), instant, most));
      }
    }
    return cited.stream().distinct().sorted(Entry.BY_IDENTITY).toList();
  }

  private static List<Finding.Observation> observed(Rule rule, long[] values) {
    List<Finding.Observation> observed = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      Rule.Input input = rule.inputs().get(i);
      observed.add(
          new Finding.Observation(
              input.name(),
              Math.min(values[i], input.clamp()),
              input.clamp(),
              input.measure().unit()));
    }
    return observed;
  }

  /** Tells members that are new, or all when the finding is said again; and those that left. */
  private static void tellMembers(
      Part counted,
      RuleState state,
      Rule rule,
      Subject entity,
      long instant,
      long[] values,
      List<Entry> evidence,
      boolean again,
      List<Finding> findings) {
    Rule.PassesOn passesOn = rule.passesOn();
    if (passesOn == null) {
      ceaseForMembers(rule.id(), state, entity, instant, findings);
      return;
    }
    Map<String, RecentTokens.Seen> members = members(counted, passesOn, rule, instant);
    for (RecentTokens.Seen member : members.values()) {
      if (again || !state.told.containsKey(member.origin())) {
        List<Entry> cited = new ArrayList<>(evidence);
        cited.add(member.last());
        findings.add(
            finding(
                rule,
                entity,
                new Subject(passesOn.to(), member.token(), member.origin()),
                instant,
                observed(rule, values),
                cited.stream().distinct().sorted(Entry.BY_IDENTITY).toList()));
        state.told.put(member.origin(), member.token());
      }
    }
    if (again) {
      state
          .told
          .entrySet()
          .removeIf(
              told -> {
                boolean left = !members.containsKey(told.getKey());
                if (left) {
                  findings.add(
                      ceased(rule.id(), entity, told(told.getValue(), told.getKey()), instant));
                }
                return left;
              });
    }
  }

  private static Map<String, RecentTokens.Seen> members(
      Part counted, Rule.PassesOn passesOn, Rule rule, long instant) {
    Map<String, RecentTokens.Seen> members = new TreeMap<>();
    Summary summary = counted.summaries.get(passesOn.members().fingerprint());
    if (summary instanceof RecentTokens tokens) {
      tokens
          .members(instant, rule.window())
          .forEach(member -> members.put(member.origin(), member));
    }
    return members;
  }

  private static Finding finding(
      Rule rule,
      Subject entity,
      Subject focal,
      long instant,
      List<Finding.Observation> observed,
      List<Entry> evidence) {
    Rule.PassesOn passesOn = rule.passesOn();
    int weight =
        entity.equals(focal) || passesOn == null ? Finding.FULL_WEIGHT : passesOn.weightPermille();
    return new Finding(
        rule.id(), rule.version(), entity, focal, instant, true, weight, observed, evidence);
  }

  private static Finding ceased(String rule, Subject entity, Subject focal, long instant) {
    return new Finding(rule, 0, entity, focal, instant, false, 0, List.of(), List.of());
  }

  private void forget(Part counted, long instant) {
    counted
        .summaries
        .entrySet()
        .removeIf(
            entry -> {
              Measure measure = ruleSet.measure(entry.getKey());
              if (measure == null) {
                return true;
              }
              entry.getValue().forget(instant, measure.window());
              return entry.getValue().isEmpty();
            });
  }
}

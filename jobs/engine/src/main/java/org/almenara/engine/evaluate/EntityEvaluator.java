package org.almenara.engine.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.Guards;
import org.almenara.engine.measures.Reading;
import org.almenara.engine.measures.RecentTokens;
import org.almenara.engine.measures.Summary;
import org.almenara.engine.registers.Feeds;
import org.almenara.engine.rules.Gauge;
import org.almenara.engine.rules.Lane;
import org.almenara.engine.rules.Measure;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.time.EventTime;
import org.almenara.schemas.EntityType;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an entity's measures and evaluates its rules at instants.
 *
 * <p>A gauge is read only at instants at which it can differ: when a record begins to count, or
 * leaves the window far enough to matter. A rule is evaluated only when one of its gauges has
 * reached or lost a threshold. So an instant costs as much as there are gauges with news, however
 * many rules read them.
 *
 * <p>A finding is said when a rule begins to hold, when it ceases, and when all records that it
 * cited have left the window; so what is said depends on the records alone, never on when they were
 * read.
 */
public final class EntityEvaluator {

  private final RuleSet ruleSet;
  private final Guards guards;
  private final Failures failures;
  private final GroupTeller groups;
  private final Erasures erasures;
  private final Sight sight;

  public EntityEvaluator(RuleSet ruleSet) {
    this(ruleSet, Guards.ON);
  }

  /** For tests that switch a guard off. */
  public EntityEvaluator(RuleSet ruleSet, Guards guards) {
    this(ruleSet, guards, Failures.UNHEARD);
  }

  /** One that says which rules could not be evaluated. */
  public EntityEvaluator(RuleSet ruleSet, Guards guards, Failures failures) {
    this(ruleSet, guards, failures, new Erasures());
  }

  /**
   * One that forgets.
   *
   * @param erasures what is erased; it may hear of more while states live, see {@link #hear}
   */
  public EntityEvaluator(RuleSet ruleSet, Guards guards, Failures failures, Erasures erasures) {
    this(ruleSet, guards, failures, erasures, new Feeds());
  }

  /**
   * One that knows what feeds leave out.
   *
   * @param feeds it may hear of more while states live
   */
  public EntityEvaluator(
      RuleSet ruleSet, Guards guards, Failures failures, Erasures erasures, Feeds feeds) {
    this.ruleSet = ruleSet;
    this.guards = guards;
    this.failures = failures;
    this.erasures = erasures;
    this.groups = new GroupTeller(ruleSet);
    this.sight = new Sight(feeds);
  }

  /**
   * Takes in a record. Which rule set does so depends on when the record is visible; what another
   * one is to evaluate earlier is left as it is.
   *
   * @param now the watermark: instants up to it have passed
   */
  public void add(EntityState state, Fanned fanned, long now) {
    long visible = Math.max(fanned.visible(), now);
    if (isErased(fanned)) {
      return;
    }
    erasures.schedule(state, fanned.entity().origin(), fanned.readings());
    for (Reading reading : fanned.readings()) {
      Measure measure = ruleSet.measure(reading.measure());
      if (measure == null) {
        continue;
      }
      // The first instant at which anybody looks at the measure.
      long counts = EventTime.instantAfter(visible, ruleSet.slide(measure));
      Part part =
          guards.pending()
              ? state.pending.computeIfAbsent(
                  new Waiting(counts, ruleSet.fedSince()), waiting -> new Part())
              : state.counted;
      if (ruleSet.names(measure)) {
        part.name(fanned.record(), fanned.entity().token());
        if (fanned.platform() != null) {
          part.seen.add(fanned.platform(), fanned.record().time());
        }
      }
      if (erasures.instant(reading.origin()) <= counts
          || erasures.instant(reading.of()) <= counts) {
        continue;
      }
      part.summaries
          .computeIfAbsent(reading.measure(), print -> measure.newSummary(guards))
          .add(fanned.record(), reading);
      if (!guards.pending()) {
        touched(state, reading.measure(), counts);
      }
    }
    long end = visible + ruleSet.lifetime(fanned.entity().type());
    state.end = Math.max(state.end, EventTime.instantAtOrAfter(end, ruleSet.baseSlide()));
  }

  /** Whether a record is about an entity that is erased before the record could count. */
  public boolean isErased(Fanned fanned) {
    return erasures.instant(fanned.entity().origin()) <= fanned.visible();
  }

  /**
   * Makes a state forget a token that {@link Erasures} has heard of after the state was written.
   *
   * @return whether it has anything to forget, so that its timer may have to be set anew
   */
  public boolean hear(EntityState state, String entity, String origin) {
    boolean concerned = entity.equals(origin) || state.names(origin);
    if (concerned) {
      state.schedule(origin, erasures.instant(origin));
    }
    return concerned;
  }

  /** Forgets what is erased from an instant on. */
  private void erase(EntityState state, String entity, long instant) {
    while (!state.erasures.isEmpty() && state.erasures.firstKey() <= instant) {
      for (String origin : state.erasures.pollFirstEntry().getValue()) {
        if (origin.equals(entity)) {
          state.counted.summaries.clear();
          state.pending.clear();
          state.gauges.clear();
          state.withheld.clear();
          state.gaugesDue = GaugeState.NEVER;
          state.rulesDue = RuleState.NEVER;
          state.end = instant;
        }
        for (Map.Entry<Long, Summary> kept : state.counted.summaries.entrySet()) {
          if (kept.getValue().names(origin)) {
            kept.getValue().erase(origin);
            touched(state, kept.getKey(), instant);
          }
        }
        for (Part part : state.pending.values()) {
          part.summaries.values().forEach(summary -> summary.erase(origin));
        }
        state.rules.values().forEach(rule -> rule.told.remove(origin));
        state.belongings.values().removeIf(group -> group.origin().equals(origin));
      }
    }
  }

  /** Notes that a measure has news that counts from an instant on. */
  private void touched(EntityState state, long measure, long instant) {
    for (Gauge gauge : ruleSet.gauges(measure)) {
      GaugeState gaugeState =
          state.gauges.computeIfAbsent(
              gauge.print(),
              print -> new GaugeState(gauge.level(gauge.valueOfNothing()), GaugeState.NEVER));
      long due = EventTime.instantAtOrAfter(instant, gauge.slide());
      gaugeState.due = Math.min(gaugeState.due, due);
      state.gaugesDue = Math.min(state.gaugesDue, due);
    }
  }

  /** What another rule set has left: every gauge is read anew, from an instant on. */
  private void reconcile(EntityState state, long instant) {
    if (state.plan == ruleSet.planPrint()) {
      return;
    }
    state.plan = ruleSet.planPrint();
    state.gauges.clear();
    state.gaugesDue = GaugeState.NEVER;
    boolean dropped = state.rules.keySet().stream().anyMatch(id -> ruleSet.rule(id) == null);
    long next = EventTime.instantAtOrAfter(instant, Math.max(1, ruleSet.baseSlide()));
    state.rulesDue = dropped ? next : rulesDue(state);
    for (long measure : state.counted.summaries.keySet()) {
      touched(state, measure, instant);
    }
    for (String held : state.rules.keySet()) {
      // It may read now what nothing was recorded of.
      Rule rule = ruleSet.rule(held);
      List<Rule.Input> inputs = rule == null ? List.of() : rule.inputs();
      inputs.forEach(input -> touched(state, input.gauge().measure().fingerprint(), instant));
    }
    state.gauges.values().forEach(gauge -> gauge.level = GaugeState.UNKNOWN);
  }

  /** The next instant at which {@link #evaluate} must be called, whichever rule set does so. */
  public long nextInstant(EntityState state) {
    long next = Math.min(state.end, Math.min(state.gaugesDue, state.rulesDue));
    next = Math.min(next, state.groupsDue);
    next = state.erasures.isEmpty() ? next : Math.min(next, state.erasures.firstKey());
    return state.pending.isEmpty() ? next : Math.min(next, state.pending.firstKey().instant());
  }

  private long rulesDue(EntityState state) {
    long due = RuleState.NEVER;
    for (Map.Entry<String, RuleState> held : state.rules.entrySet()) {
      if (held.getValue().staleAt < due) { // no rule is due before it is stale
        Rule rule = ruleSet.rule(held.getKey());
        due = rule == null ? due : Math.min(due, due(rule, held.getValue()));
      }
    }
    for (long again : state.withheld.values()) {
      due = Math.min(due, again);
    }
    return due;
  }

  /** When a rule that holds must be said again. */
  private static long due(Rule rule, RuleState state) {
    return state.staleAt == RuleState.NEVER
        ? RuleState.NEVER
        : EventTime.instantAtOrAfter(state.staleAt, rule.slide());
  }

  /** Whether nothing of the state can matter at or after an instant. */
  public boolean ended(EntityState state, long instant) {
    return instant >= state.end;
  }

  /** Evaluates where nobody asks how the entity stands in its groups. */
  List<Finding> evaluate(EntityState state, EntityType type, String origin, long instant) {
    return evaluate(state, type, origin, instant, standing -> {});
  }

  /**
   * Evaluates the rules whose answer can differ.
   *
   * @param type what the entity is
   * @param origin which one
   * @param instant epoch milliseconds; no instant before it was left out
   * @param standings hears how the entity stands in its groups, where that changed
   * @return what changed, by rule and member
   */
  public List<Finding> evaluate(
      EntityState state,
      EntityType type,
      String origin,
      long instant,
      Consumer<Standing> standings) {
    reconcile(state, instant);
    while (!state.pending.isEmpty() && state.pending.firstKey().instant() <= instant) {
      Part part = state.pending.pollFirstEntry().getValue();
      part.summaries.keySet().forEach(measure -> touched(state, measure, instant));
      state.counted.merge(part);
    }
    erase(state, origin, instant);
    String token = state.counted.token;
    Subject entity = new Subject(type, token.isEmpty() ? origin : token, origin);
    List<Finding> findings = new ArrayList<>();
    if (state.rulesDue <= instant) {
      ceaseWhere(id -> ruleSet.rule(id) == null, state, entity, instant, findings);
    }
    Instant now = new Instant(state, instant);
    for (Rule rule : rulesWithNews(state, now)) {
      evaluateAlone(now, rule, entity, findings);
    }
    if (!findings.isEmpty() || state.rulesDue <= instant) {
      state.rulesDue = rulesDue(state);
    }
    if (ended(state, instant)) {
      // Only where a changed rule set made windows longer than the state was to live.
      ceaseWhere(id -> true, state, entity, instant, findings);
    }
    boolean over = ended(state, instant);
    groups.tell(state, entity, instant, findings, over, id -> newest(now, id), standings);
    state.groupsDue = groups.nextInstant(state);
    forget(state.counted, instant);
    return findings;
  }

  private static void ceaseWhere(
      Predicate<String> which,
      EntityState state,
      Subject entity,
      long instant,
      List<Finding> findings) {
    state
        .rules
        .entrySet()
        .removeIf(
            held -> {
              boolean ceases = which.test(held.getKey());
              if (ceases) {
                cease(held.getKey(), held.getValue(), entity, instant, findings);
              }
              return ceases;
            });
  }

  /** An instant of one entity, and what its gauges say at it. */
  private static final class Instant {
    private final EntityState state;
    private final long at;
    private final Map<Long, Long> values = new HashMap<>();

    Instant(EntityState state, long at) {
      this.state = state;
      this.at = at;
    }

    long value(Gauge gauge) {
      return Objects.requireNonNull(values.computeIfAbsent(gauge.print(), print -> read(gauge)));
    }

    private long read(Gauge gauge) {
      Summary summary = summary(gauge);
      return summary == null ? gauge.valueOfNothing() : summary.value(gauge.question(), at);
    }

    @Nullable Summary summary(Gauge gauge) {
      return state.counted.summaries.get(gauge.measure().fingerprint());
    }
  }

  /** Reads the gauges that are due, and gives the rules for which that can matter. */
  private Set<Rule> rulesWithNews(EntityState state, Instant now) {
    Set<Rule> news = new TreeSet<>(Comparator.comparing(Rule::id));
    state
        .gauges
        .entrySet()
        .removeIf(
            entry -> {
              Gauge gauge = ruleSet.gauge(entry.getKey());
              if (gauge == null) {
                return true;
              }
              GaugeState gaugeState = entry.getValue();
              if (gaugeState.due <= now.at) {
                read(gauge, gaugeState, now, news);
              }
              return gaugeState.due == GaugeState.NEVER
                  && gaugeState.level == gauge.level(gauge.valueOfNothing());
            });
    state.gaugesDue = GaugeState.NEVER;
    for (GaugeState gauge : state.gauges.values()) {
      state.gaugesDue = Math.min(state.gaugesDue, gauge.due);
    }
    if (state.rulesDue <= now.at) {
      for (Map.Entry<String, RuleState> held : state.rules.entrySet()) {
        if (held.getValue().staleAt <= now.at) {
          Rule rule = ruleSet.rule(held.getKey());
          if (rule != null && due(rule, held.getValue()) <= now.at) {
            news.add(rule);
          }
        }
      }
      addWithheld(state, now.at, news);
    }
    return news;
  }

  private void addWithheld(EntityState state, long instant, Set<Rule> news) {
    state.withheld.keySet().removeIf(id -> ruleSet.rule(id) == null);
    for (Map.Entry<String, Long> withheld : state.withheld.entrySet()) {
      Rule rule = ruleSet.rule(withheld.getKey());
      if (rule != null && withheld.getValue() <= instant) {
        news.add(rule);
      }
    }
  }

  private void read(Gauge gauge, GaugeState gaugeState, Instant now, Set<Rule> news) {
    int level = gauge.level(now.value(gauge));
    if (level != gaugeState.level) {
      news.addAll(ruleSet.readers(gauge));
    }
    for (Rule rule : ruleSet.readersThatPassOn(gauge)) {
      if (now.state.rules.containsKey(rule.id())) {
        news.add(rule); // its members may be others
      }
    }
    gaugeState.level = level;
    Summary summary = now.summary(gauge);
    long change =
        summary == null
            ? Summary.NEVER
            : summary.nextChange(gauge.question(), now.at, gauge.thresholds());
    gaugeState.due =
        change == Summary.NEVER
            ? GaugeState.NEVER
            : EventTime.instantAtOrAfter(Math.max(change, now.at + 1), gauge.slide());
  }

  /** A rule that throws does not hold; nothing else of the instant is touched by it. */
  private void evaluateAlone(Instant now, Rule rule, Subject entity, List<Finding> findings) {
    int before = findings.size();
    RuleState held = now.state.rules.get(rule.id());
    try {
      evaluate(now, rule, entity, findings);
    } catch (RuntimeException e) {
      failures.failed(rule.id(), e);
      now.state.withheld.remove(rule.id());
      findings.subList(before, findings.size()).clear();
      now.state.rules.remove(rule.id());
      if (held != null) {
        cease(rule.id(), held, entity, now.at, findings);
      }
    }
  }

  private void evaluate(Instant now, Rule rule, Subject entity, List<Finding> findings) {
    List<Rule.Input> inputs = rule.inputs();
    long[] values = new long[inputs.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = now.value(inputs.get(i).gauge());
    }
    RuleState held = now.state.rules.get(rule.id());
    boolean holds = rule.condition().holds(values);
    if (holds != (held != null) && sight.isBlind(rule, now.state.counted.seen, now.at)) {
      withhold(now, rule, held);
      return;
    }
    now.state.withheld.remove(rule.id());
    if (!holds) {
      if (held != null) {
        cease(rule.id(), held, entity, now.at, findings);
        now.state.rules.remove(rule.id());
      }
      return;
    }
    boolean again = held == null || now.at >= held.staleAt;
    RuleState state = held == null ? new RuleState(RuleState.NEVER) : held;
    if (!again && rule.passesOn() == null && state.told.isEmpty()) {
      return; // all that it would say was said
    }
    List<List<Entry>> cited = cited(now, rule);
    List<Entry> evidence = byIdentity(cited);
    List<Finding.Observation> observed = observed(now, rule, values);
    List<Finding.Gap> gaps = gaps(now, rule);
    if (again) {
      findings.add(finding(rule, entity, entity, now.at, observed, evidence, gaps));
      state.staleAt = staleAt(rule, cited);
      now.state.rules.put(rule.id(), state);
    }
    tellMembers(now, state, rule, entity, observed, evidence, gaps, again, findings);
  }

  /**
   * What a rule would say rests on what is not recorded, and a feed lacks it or is silent: it says
   * nothing, and is looked at again at its next instant.
   */
  private static void withhold(Instant now, Rule rule, @Nullable RuleState held) {
    long again = EventTime.instantAtOrAfter(now.at + 1, rule.slide());
    now.state.withheld.put(rule.id(), again);
    now.state.rulesDue = Math.min(now.state.rulesDue, again);
    if (held != null) {
      held.staleAt = Math.max(held.staleAt, now.at + 1);
    }
  }

  /** What keeps rules of the same lane, about such an entity, from being evaluated. */
  private List<Finding.Gap> gaps(Instant now, Rule rule) {
    return sight.gaps(
        ruleSet.rules().stream()
            .filter(other -> other.entity() == rule.entity())
            .filter(other -> Lane.of(other.id()) == Lane.of(rule.id())),
        now.state.counted.seen,
        now.at);
  }

  /** Says that a rule ceased, to all who were told that it holds. */
  private static void cease(
      String rule, RuleState state, Subject entity, long instant, List<Finding> findings) {
    findings.add(ceased(rule, entity, entity, instant));
    ceaseForMembers(rule, state, entity, instant, findings);
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

  /** When none of the cited records shows anything any more; always after they were cited. */
  private static long staleAt(Rule rule, List<List<Entry>> cited) {
    long staleAt = Long.MIN_VALUE;
    for (int i = 0; i < cited.size(); i++) {
      if (!cited.get(i).isEmpty()) {
        long newest = cited.get(i).get(0).time();
        staleAt = Math.max(staleAt, newest + rule.inputs().get(i).reach() + 1);
      }
    }
    return staleAt == Long.MIN_VALUE ? RuleState.NEVER : staleAt;
  }

  /** The cited records of each measure of a rule, newest first. */
  private static List<List<Entry>> cited(Instant now, Rule rule) {
    List<List<Entry>> cited = new ArrayList<>(rule.inputs().size());
    for (Rule.Input input : rule.inputs()) {
      Summary summary = now.summary(input.gauge());
      cited.add(
          summary == null
              ? List.of()
              : summary.evidence(input.gauge().question(), now.at, input.mostCited()));
    }
    return cited;
  }

  /** The records of all lists, each once, oldest first. */
  private static List<Entry> byIdentity(List<List<Entry>> cited) {
    List<Entry> all = new ArrayList<>();
    cited.forEach(all::addAll);
    all.sort(Entry.BY_IDENTITY);
    List<Entry> distinct = new ArrayList<>(all.size());
    for (Entry entry : all) {
      Entry last = distinct.isEmpty() ? null : distinct.get(distinct.size() - 1);
      if (last == null || Entry.BY_IDENTITY.compare(last, entry) != 0) {
        distinct.add(entry);
      }
    }
    return List.copyOf(distinct);
  }

  /** The newest record that a finding of a rule would cite now. */
  private @Nullable Entry newest(Instant now, String id) {
    Rule rule = ruleSet.rule(id);
    List<Entry> evidence = rule == null ? List.of() : byIdentity(cited(now, rule));
    return evidence.isEmpty() ? null : evidence.get(evidence.size() - 1);
  }

  private static List<Finding.Observation> observed(Instant now, Rule rule, long[] values) {
    List<Finding.Observation> observed = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      Rule.Input input = rule.inputs().get(i);
      if (values[i] != Summary.ABSENT) {
        Gauge gauge = input.gauge();
        Summary summary = now.summary(gauge);
        observed.add(
            new Finding.Observation(
                input.name(),
                Math.min(values[i], input.clamp()),
                input.clamp(),
                input.unit(),
                summary != null && summary.overflowed(gauge.question(), now.at)));
      }
    }
    return observed;
  }

  /** Tells members that are new, or all when the finding is said again; and those that left. */
  private void tellMembers(
      Instant now,
      RuleState state,
      Rule rule,
      Subject entity,
      List<Finding.Observation> observed,
      List<Entry> evidence,
      List<Finding.Gap> gaps,
      boolean again,
      List<Finding> findings) {
    Rule.PassesOn passesOn = rule.passesOn();
    if (passesOn == null) {
      ceaseForMembers(rule.id(), state, entity, now.at, findings);
      return;
    }
    Map<String, RecentTokens.Seen> members = members(now, passesOn, rule);
    for (RecentTokens.Seen member : members.values()) {
      if (again || !state.told.containsKey(member.origin())) {
        findings.add(
            finding(
                rule,
                entity,
                new Subject(passesOn.to(), member.token(), member.origin()),
                now.at,
                observed,
                byIdentity(List.of(evidence, List.of(member.last()))),
                gaps));
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
                      ceased(rule.id(), entity, told(told.getValue(), told.getKey()), now.at));
                }
                return left;
              });
    }
  }

  private static Map<String, RecentTokens.Seen> members(
      Instant now, Rule.PassesOn passesOn, Rule rule) {
    Map<String, RecentTokens.Seen> members = new TreeMap<>();
    Summary summary = now.state.counted.summaries.get(passesOn.members().fingerprint());
    if (summary instanceof RecentTokens tokens) {
      // Who shares the measure may have it remember more.
      tokens.members(now.at, rule.window()).stream()
          .limit(passesOn.members().k())
          .forEach(member -> members.put(member.origin(), member));
    }
    return members;
  }

  private Finding finding(
      Rule rule,
      Subject entity,
      Subject focal,
      long instant,
      List<Finding.Observation> observed,
      List<Entry> evidence,
      List<Finding.Gap> gaps) {
    Rule.PassesOn passesOn = rule.passesOn();
    int weight =
        entity.equals(focal) || passesOn == null ? Finding.FULL_WEIGHT : passesOn.weightPermille();
    return new Finding(
        Lane.of(rule.id()),
        Lane.bare(rule.id()),
        rule.version(),
        entity,
        focal,
        instant,
        true,
        weight,
        ruleSet.seenPermille(rule.id(), instant),
        observed,
        evidence,
        gaps);
  }

  private static Finding ceased(String rule, Subject entity, Subject focal, long instant) {
    return Finding.ceased(rule, entity, focal, instant);
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
              // Up to where its own records count already: of the others some still wait.
              long read = instant - Math.floorMod(instant, ruleSet.slide(measure));
              entry.getValue().forget(read, measure.window());
              return entry.getValue().isEmpty();
            });
  }
}

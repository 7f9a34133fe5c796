package org.almenara.engine.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.almenara.engine.time.EventTime;
import org.almenara.schemas.EntityType;
import org.jspecify.annotations.Nullable;

/**
 * A rule set, compiled: what each worker runs. Immutable once built, and safe for several threads.
 *
 * <p>Measures are shared: rules that read the same thing read the same measure, so that cost does
 * not grow with the number of rules.
 */
public final class RuleSet {

  /** All rules may be stopped: then no instant says anything, and state must still end. */
  private static final long SLIDE_OF_NO_RULES = 60_000;

  private final String hash;
  private final Settings settings;
  private final Map<String, Rule> rules;
  private final Map<Long, Measure> measures;
  private final Map<Long, Gauge> gauges;
  private final GroupRules groups;
  private final Beside beside;
  private final Map<Long, List<Gauge>> gaugesByMeasure = new HashMap<>();
  private final Map<EntityType, Long> lifetimes = new HashMap<>();
  private final Map<Long, List<Rule>> readers = new HashMap<>();
  private final Map<Long, List<Rule>> readersThatPassOn = new HashMap<>();
  private final Map<Long, Long> slides = new HashMap<>();
  private final long baseSlide;
  private final long planPrint;

  /** Built when somebody asks: who only checks rules does not need it. */
  private @Nullable FilterIndex<Measure> takers;

  RuleSet(
      String hash,
      Settings settings,
      Map<String, Rule> rules,
      Map<Long, Measure> measures,
      Map<Long, Gauge> gauges,
      GroupRules groups) {
    this(hash, settings, rules, measures, gauges, groups, Beside.NOTHING);
  }

  RuleSet(
      String hash,
      Settings settings,
      Map<String, Rule> rules,
      Map<Long, Measure> measures,
      Map<Long, Gauge> gauges,
      GroupRules groups,
      Beside beside) {
    this.hash = hash;
    this.settings = settings;
    this.rules = rules;
    this.measures = measures;
    this.gauges = gauges;
    this.groups = groups;
    this.beside = beside;
    for (Gauge gauge : gauges.values()) {
      lifetimes.merge(
          gauge.measure().entity(), gauge.measure().lifetime() + gauge.slide(), Math::max);
      long measure = gauge.measure().fingerprint();
      gaugesByMeasure.computeIfAbsent(measure, print -> new ArrayList<>()).add(gauge);
      slides.merge(measure, gauge.slide(), RuleSet::greatestCommonDivisor);
    }
    for (Rule rule : rules.values()) {
      for (Rule.Input input : rule.inputs()) {
        long gauge = input.gauge().print();
        readers.computeIfAbsent(gauge, print -> new ArrayList<>()).add(rule);
        if (rule.passesOn() != null) {
          readersThatPassOn.computeIfAbsent(gauge, print -> new ArrayList<>()).add(rule);
        }
      }
    }
    addLifetimesOfGroups();
    addFedOnly();
    baseSlide =
        rules.isEmpty()
            ? SLIDE_OF_NO_RULES
            : rules.values().stream()
                .mapToLong(Rule::slide)
                .reduce(0, RuleSet::greatestCommonDivisor);
    planPrint = printOfPlan();
  }

  /** Members must outlive their membership, and what is said of a group what its members say. */
  private void addLifetimesOfGroups() {
    for (Membership membership : groups.memberships()) {
      lifetimes.merge(membership.of(), membership.window() + membership.slide(), Math::max);
    }
    for (Membership membership : groups.memberships()) {
      long ofMembers = lifetimes.getOrDefault(membership.of(), 0L);
      lifetimes.merge(membership.group(), ofMembers + membership.slide(), Math::max);
    }
  }

  /** What is fed for rule sets that no longer run lives as long as it did, and waits as it did. */
  private void addFedOnly() {
    Map<Long, Long> ofFedOnly = new HashMap<>();
    for (RuleSet other : beside.fedOnly()) {
      other.lifetimes.forEach((type, lifetime) -> lifetimes.merge(type, lifetime, Math::max));
      other.slides.forEach(
          (measure, slide) -> ofFedOnly.merge(measure, slide, RuleSet::greatestCommonDivisor));
    }
    ofFedOnly.forEach(slides::putIfAbsent);
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  /** SHA-256 of the files that it was compiled from. */
  public String hash() {
    return hash;
  }

  /**
   * Print of what evaluation depends on: measures, gauges, conditions and whom findings are passed
   * on to. Two rule sets with one print evaluate alike, whatever they say of points and titles.
   */
  public long planPrint() {
    return planPrint;
  }

  private long printOfPlan() {
    List<String> plan = new ArrayList<>();
    for (Gauge gauge : gauges.values()) {
      plan.add(gauge.print() + " " + gauge.measure().k() + " " + gauge.thresholds());
    }
    for (Rule rule : rules.values()) {
      List<String> inputs =
          rule.inputs().stream().map(input -> input.name() + ":" + input.gauge().print()).toList();
      Rule.PassesOn passesOn = rule.passesOn();
      plan.add(rule.id() + " " + rule.when() + " " + inputs + " " + rule.window());
      plan.add(passesOn == null ? "" : passesOn.to() + " " + passesOn.weightPermille());
      plan.add(rule.needs().facts().isEmpty() ? "" : rule.needs().toString());
    }
    for (GroupRule rule : groups.rules()) {
      List<String> inputs =
          rule.inputs().stream()
              .map(
                  input ->
                      input.name()
                          + ":"
                          + input.count()
                          + ":"
                          + input.holding()
                          + ":"
                          + input.atLeast())
              .toList();
      plan.add(rule.rule().id() + " " + rule.membership().print() + " " + inputs);
      plan.add(rule.membership().rules() + " " + rule.passesOnPermille());
    }
    return Prints.of(plan.toArray(String[]::new));
  }

  /**
   * What a rule set knows of its neighbours in time and of the other lane.
   *
   * @param since from when on these measures are fed, epoch milliseconds; see {@link #fedSince()}
   * @param fedOnly rule sets that no longer run, whose measures are still fed
   * @param naming fingerprints of the measures whose records name an entity; absent: all
   * @param warming what rules have not seen the whole window of, by id
   */
  record Beside(
      long since,
      List<RuleSet> fedOnly,
      @Nullable Set<Long> naming,
      Map<String, List<Warming>> warming) {
    static final Beside NOTHING = new Beside(Long.MIN_VALUE, List.of(), null, Map.of());
  }

  /**
   * From when on its measures are fed as they are, epoch milliseconds; {@link Long#MIN_VALUE} where
   * that was always so. Records from before are summed up apart: another bound may have held.
   */
  public long fedSince() {
    return beside.since;
  }

  /**
   * Whether a record that a measure takes names the entity. One that only the shadow takes does
   * not: a live case must not show by its token that there is a shadow.
   */
  public boolean names(Measure measure) {
    Set<Long> naming = beside.naming;
    return naming == null || naming.contains(measure.fingerprint());
  }

  /** How much of its window a rule has seen at an instant, thousandths; {@link Warming#ALL}. */
  public int seenPermille(String rule, long instant) {
    return beside.warming.getOrDefault(rule, List.of()).stream()
        .mapToInt(measure -> measure.permille(instant))
        .min()
        .orElse(Warming.ALL);
  }

  RuleSet with(Beside known) {
    return new RuleSet(hash, settings, rules, measures, gauges, groups, known);
  }

  /** All gauges. */
  Collection<Gauge> gauges() {
    return gauges.values();
  }

  /** The same without some rules; their measures are fed on. */
  public RuleSet without(Set<String> stopped) {
    if (rules.keySet().stream().noneMatch(stopped::contains)) {
      return this;
    }
    TreeMap<String, Rule> others = new TreeMap<>(rules);
    others.keySet().removeAll(stopped);
    List<GroupRule> ofGroups =
        groups.rules().stream().filter(rule -> !stopped.contains(rule.rule().id())).toList();
    return new RuleSet(hash, settings, others, measures, gauges, new GroupRules(ofGroups), beside);
  }

  /**
   * The same with the lowest of lines: whoever has any point is assessed aloud. For those who look
   * at scores, not for a job.
   */
  public RuleSet tellingAll() {
    return new RuleSet(hash, settings.tellingAll(), rules, measures, gauges, groups, beside);
  }

  /** The same without any rule: what is left of a rule set that no longer runs. */
  public RuleSet withoutRules() {
    return without(Set.copyOf(rules.keySet()));
  }

  /** Its rules about groups. */
  public GroupRules groups() {
    return groups;
  }

  /** What it says beside its rules. */
  public Settings settings() {
    return settings;
  }

  /** All rules, by id. */
  public Collection<Rule> rules() {
    return rules.values();
  }

  /** A rule by id; absent when the set has none of that id. */
  public @Nullable Rule rule(String id) {
    return rules.get(id);
  }

  /**
   * How long after its last record an entity can still matter, milliseconds: when the longest
   * window or baseline has passed, every deadline with its window, and the rules have said so, and
   * no session or silence can go on any more.
   */
  public long lifetime(EntityType type) {
    return lifetimes.getOrDefault(type, 0L) + EventTime.ALLOWED_LATENESS_MILLIS;
  }

  /** All measures. */
  public Collection<Measure> measures() {
    return measures.values();
  }

  /** A measure by fingerprint; absent when no rule of the set reads it. */
  public @Nullable Measure measure(long fingerprint) {
    return measures.get(fingerprint);
  }

  /**
   * How often a measure is read, milliseconds: the greatest common divisor of the slides of all who
   * read it. Nobody looks at it between two multiples.
   */
  public long slide(Measure measure) {
    return slides.getOrDefault(measure.fingerprint(), baseSlide);
  }

  /** The gauges read off a measure. */
  public List<Gauge> gauges(long fingerprint) {
    return gaugesByMeasure.getOrDefault(fingerprint, List.of());
  }

  /** A gauge by its print; absent when no rule of the set reads it. */
  public @Nullable Gauge gauge(long print) {
    return gauges.get(print);
  }

  /** Those of the rules that read a gauge, that pass findings on. */
  public List<Rule> readersThatPassOn(Gauge gauge) {
    return readersThatPassOn.getOrDefault(gauge.print(), List.of());
  }

  /** The rules that read a gauge, by id. */
  public List<Rule> readers(Gauge gauge) {
    return readers.getOrDefault(gauge.print(), List.of());
  }

  /** Greatest common divisor of all slides, milliseconds: every instant is a multiple of it. */
  public long baseSlide() {
    return baseSlide;
  }

  /** Finds the measures that take a record, those of one entity type together. */
  public synchronized FilterIndex<Measure> takers() {
    FilterIndex<Measure> built = takers;
    if (built == null) {
      built = index();
      takers = built;
    }
    return built;
  }

  private FilterIndex<Measure> index() {
    return new FilterIndex<>(
        measures.values().stream()
            .sorted(Comparator.comparing(Measure::entity))
            .map(measure -> new FilterIndex.Entry<>(measure, measure.intake().where()))
            .toList());
  }
}

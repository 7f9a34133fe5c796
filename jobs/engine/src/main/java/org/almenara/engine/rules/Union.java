package org.almenara.engine.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rule sets that a worker keeps measures for at one time: the live one, the one in shadow
 * beside it, and those that ran lately, whose measures are still fed.
 *
 * <p>They share measures: the largest K and the longest window of all. That changes no answer, for
 * a larger list says the same about a smaller threshold. Patterns are the exception, since what
 * overflows a small list may not overflow a large one: there the live rule set's K stands, and a
 * shadow with another K has a list of its own.
 */
public final class Union {

  /** Kinds whose answer can depend on K; see {@code Summary.overflowed}. */
  private static final Set<MeasureForm.Kind> OVERFLOWING =
      Set.of(
          MeasureForm.Kind.SEQUENCES,
          MeasureForm.Kind.ABSENCES,
          MeasureForm.Kind.FIRST_SIGHTINGS,
          MeasureForm.Kind.CHANGES);

  private final RuleSet live;
  private final @Nullable RuleSet shadow;
  private final List<RuleSet> fedOnly;
  private final Map<Long, Measure> measures = new TreeMap<>();

  /**
   * Joins rule sets.
   *
   * @param live judges
   * @param shadow runs beside it; absent: none does
   * @param fedOnly ran lately
   */
  public Union(RuleSet live, @Nullable RuleSet shadow, List<RuleSet> fedOnly) {
    this.live = live;
    this.shadow = shadow == null ? null : inShadow(shadow);
    this.fedOnly = List.copyOf(fedOnly);
    for (RuleSet running : running()) {
      for (Measure measure : running.measures()) {
        measures.merge(measure.fingerprint(), measure, Measure::forReadersOfBoth);
      }
    }
    Map<Long, Measure> judging = Map.copyOf(measures);
    for (RuleSet fed : fedOnly) {
      for (Measure measure : fed.measures()) {
        Measure running = judging.get(measure.fingerprint());
        Measure more =
            running != null && OVERFLOWING.contains(running.kind())
                ? measure.withBounds(running.k(), measure.window())
                : measure;
        measures.merge(measure.fingerprint(), more, Measure::forReadersOfBoth);
      }
    }
  }

  private List<RuleSet> running() {
    RuleSet beside = shadow;
    return beside == null ? List.of(live) : List.of(live, beside);
  }

  /** What is fed, by fingerprint. */
  public Map<Long, Measure> measures() {
    return measures;
  }

  /** The rules of both lanes, by their ids there. */
  public List<Rule> rules() {
    return running().stream().flatMap(set -> set.rules().stream()).toList();
  }

  /** The rules about groups of both lanes. */
  public List<GroupRule> groupRules() {
    return running().stream().flatMap(set -> set.groups().rules().stream()).toList();
  }

  /**
   * One rule set that evaluates both lanes over the shared measures. The ids of its rules are those
   * of {@link Lane#key}.
   *
   * @param since see {@link RuleSet#fedSince}
   * @param warming what rules have not seen the whole window of, by id in the lane
   */
  public RuleSet joined(long since, Map<String, List<Warming>> warming) {
    TreeMap<String, Rule> rules = new TreeMap<>();
    TreeMap<Long, Gauge> gauges = new TreeMap<>();
    List<GroupRule> ofGroups = new ArrayList<>();
    for (RuleSet set : running()) {
      set.rules().forEach(rule -> rules.put(rule.id(), rule));
      ofGroups.addAll(set.groups().rules());
      for (Gauge gauge : set.gauges()) {
        gauges.merge(gauge.print(), over(gauge), Gauge::forReadersOfBoth);
      }
    }
    Set<Long> naming =
        live.measures().stream().map(Measure::fingerprint).collect(Collectors.toUnmodifiableSet());
    return new RuleSet(
        live.hash(),
        live.settings(),
        rules,
        measures,
        gauges,
        new GroupRules(ofGroups),
        new RuleSet.Beside(since, fedOnly, naming, warming));
  }

  private Gauge over(Gauge gauge) {
    Measure shared = measures.getOrDefault(gauge.measure().fingerprint(), gauge.measure());
    return new Gauge(gauge.print(), shared, gauge.question(), gauge.slide(), gauge.thresholds());
  }

  /**
   * The rules of one lane alone, by their ids there: for groups, which keep the lanes apart.
   *
   * @param warming as for {@link #joined}
   */
  public RuleSet in(Lane lane, Map<String, List<Warming>> warming) {
    RuleSet beside = shadow;
    RuleSet set =
        switch (lane) {
          case LIVE -> live;
          case SHADOW -> beside == null ? live.withoutRules() : beside;
        };
    return set.with(new RuleSet.Beside(Long.MIN_VALUE, List.of(), null, warming));
  }

  /** The same rule set with ids of the shadow's, and lists of its own where it must have them. */
  private RuleSet inShadow(RuleSet set) {
    Map<Long, Measure> own = new TreeMap<>();
    Map<Long, Measure> byOld = new TreeMap<>();
    for (Measure measure : set.measures()) {
      Measure of = apart(measure);
      own.put(of.fingerprint(), of);
      byOld.put(measure.fingerprint(), of);
    }
    Map<Long, Gauge> gauges = new TreeMap<>();
    Map<Long, Gauge> gaugeByOld = new TreeMap<>();
    for (Gauge gauge : set.gauges()) {
      Measure of = byOld.getOrDefault(gauge.measure().fingerprint(), gauge.measure());
      Gauge there =
          new Gauge(
              Gauge.print(of, gauge.question(), gauge.slide()),
              of,
              gauge.question(),
              gauge.slide(),
              gauge.thresholds());
      gauges.put(there.print(), there);
      gaugeByOld.put(gauge.print(), there);
    }
    TreeMap<String, Rule> rules = new TreeMap<>();
    for (Rule rule : set.rules()) {
      Rule there = inShadow(rule, gaugeByOld);
      rules.put(there.id(), there);
    }
    List<GroupRule> ofGroups =
        set.groups().rules().stream().map(rule -> inShadow(rule, gaugeByOld)).toList();
    return new RuleSet(set.hash(), set.settings(), rules, own, gauges, new GroupRules(ofGroups));
  }

  private Measure apart(Measure measure) {
    Measure judging = live.measure(measure.fingerprint());
    boolean differs =
        judging != null && OVERFLOWING.contains(measure.kind()) && measure.k() != judging.k();
    return differs
        ? new Measure(
            Prints.of(Long.toHexString(measure.fingerprint()), "k", Integer.toString(measure.k())),
            measure.entity(),
            measure.kind(),
            measure.text(),
            measure.intake(),
            measure.times(),
            measure.k(),
            measure.window())
        : measure;
  }

  private static Rule inShadow(Rule rule, Map<Long, Gauge> gauges) {
    return rule.in(
        Lane.SHADOW,
        rule.inputs().stream()
            .map(
                input ->
                    new Rule.Input(
                        input.name(),
                        gauges.getOrDefault(input.gauge().print(), input.gauge()),
                        input.unit(),
                        input.thresholds()))
            .toList());
  }

  private static GroupRule inShadow(GroupRule rule, Map<Long, Gauge> gauges) {
    Membership of = rule.membership();
    return new GroupRule(
        rule.rule().in(Lane.SHADOW, List.of()),
        new Membership(
            Lane.SHADOW,
            Prints.of(Lane.SHADOW.key(Long.toHexString(of.print()))),
            of.group(),
            of.of(),
            gauges.getOrDefault(of.gauge().print(), of.gauge()),
            of.rules().stream().map(Lane.SHADOW::key).toList()),
        rule.inputs().stream()
            .map(
                input ->
                    new GroupRule.Input(
                        input.name(),
                        input.count(),
                        input.holding().isEmpty() ? "" : Lane.SHADOW.key(input.holding()),
                        input.atLeast(),
                        input.thresholds()))
            .toList(),
        rule.reach(),
        rule.passesOnPermille());
  }
}

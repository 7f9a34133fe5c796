package org.almenara.engine.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.almenara.engine.rules.GroupRule;
import org.almenara.engine.rules.Measure;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.Union;
import org.almenara.engine.rules.Warming;
import org.jspecify.annotations.Nullable;

/**
 * Which rule set holds when, compiled. It depends on what was published and activated, and on
 * nothing else; see {@link Activations}. Immutable.
 *
 * <p>The rule set packed with the job is in force from the beginning of time.
 *
 * <p>What has been in force within {@link #GRACE_MILLIS} is still fed, so that a rollback loses
 * nothing.
 */
public final class Timeline {

  /** For how long the measures of a rule set that no longer runs are fed. */
  public static final long GRACE_MILLIS = Duration.ofDays(7).toMillis();

  private static final String NONE = "";

  private final RuleSet packed;
  private final Function<String, @Nullable RuleSet> compiled;

  private final Activations activations;
  private final TreeMap<Long, Stretch> stretches = new TreeMap<>();

  /** A rule set that runs from one instant up to another. */
  private record Run(String hash, long from, long until) {}

  /** What a stretch is made of. */
  private record Draft(
      long from, RuleSet live, @Nullable RuleSet shadow, Union union, Set<String> stopped) {}

  private Timeline(
      RuleSet packed, Function<String, @Nullable RuleSet> compiled, Collection<Heard> heard) {
    this.packed = packed;
    this.compiled = compiled;
    this.activations = Activations.of(packed.hash(), heard, this::verdict);
    build();
  }

  /** Only the packed rule set, for ever. */
  public static Timeline of(RuleSet packed) {
    return of(packed, hash -> null, List.of());
  }

  /**
   * What holds when.
   *
   * @param packed in force from the beginning of time
   * @param compiled the rule set of a hash; absent where it is unknown or does not compile
   * @param heard in any order
   */
  public static Timeline of(
      RuleSet packed, Function<String, @Nullable RuleSet> compiled, Collection<Heard> heard) {
    return new Timeline(packed, compiled, heard);
  }

  /** What holds at an instant, and for records that become visible at it. */
  public Stretch at(long instant) {
    return stretches.floorEntry(instant).getValue();
  }

  /** All that holds in turn. */
  public List<Stretch> stretches() {
    return List.copyOf(stretches.values());
  }

  /** Whether another timeline says the same of an instant. */
  public boolean saysTheSameAs(Timeline other, long instant) {
    return at(instant).saysTheSameAs(other.at(instant));
  }

  /** Why it holds then. */
  public Activations activations() {
    return activations;
  }

  private Verdict verdict(String hash) {
    return ruleSet(hash) == null ? Verdict.UNKNOWN_RULE_SET : Verdict.VALID;
  }

  private @Nullable RuleSet ruleSet(String hash) {
    return hash.equals(packed.hash()) ? packed : compiled.apply(hash);
  }

  /** The rule set in shadow at an instant, by its hash; empty: none. */
  private String shadowAt(long instant) {
    Judged shadow = activations.shadowAt(instant);
    return shadow == null ? NONE : shadow.ruleSet();
  }

  private void build() {
    NavigableSet<Long> changes = activations.changesOfRuleSets();
    List<Run> runs = runs(changes);
    // Where what is fed changes.
    TreeSet<Long> feeding = new TreeSet<>(changes);
    runs.stream()
        .filter(run -> run.until != Long.MAX_VALUE && !runsAt(run.hash, run.until))
        .forEach(run -> feeding.add(run.until + GRACE_MILLIS));
    TreeSet<Long> all = new TreeSet<>(feeding);
    all.addAll(activations.changesOfStops());
    List<Draft> drafts = new ArrayList<>();
    RuleSet lastShadow = packed;
    for (long from : all) {
      Draft draft = draft(from, runs);
      drafts.add(draft);
      RuleSet shadow = draft.shadow;
      lastShadow = shadow == null ? lastShadow : shadow;
      long fedSince = Objects.requireNonNull(feeding.floor(from));
      stretches.put(
          from,
          new Stretch(
              from,
              draft.live,
              shadow,
              lastShadow,
              draft.union,
              fedSince,
              draft.stopped,
              warming(drafts)));
    }
  }

  private boolean runsAt(String hash, long instant) {
    return hash.equals(activations.judging(instant)) || hash.equals(shadowAt(instant));
  }

  private List<Run> runs(NavigableSet<Long> changes) {
    List<Run> runs = new ArrayList<>();
    for (long from : changes) {
      Long next = changes.higher(from);
      long until = next == null ? Long.MAX_VALUE : next;
      runs.add(new Run(activations.judging(from), from, until));
      String shadow = shadowAt(from);
      if (!shadow.equals(NONE)) {
        runs.add(new Run(shadow, from, until));
      }
    }
    return runs;
  }

  private Draft draft(long from, List<Run> runs) {
    RuleSet live = known(activations.judging(from));
    String inShadow = shadowAt(from);
    RuleSet shadow = inShadow.equals(NONE) ? null : known(inShadow);
    Map<String, RuleSet> fedOnly = new LinkedHashMap<>();
    for (Run run : runs) {
      boolean fed =
          run.from <= from && (run.until == Long.MAX_VALUE || from < run.until + GRACE_MILLIS);
      if (fed && !run.hash.equals(live.hash()) && !run.hash.equals(inShadow)) {
        fedOnly.put(run.hash, known(run.hash));
      }
    }
    Set<String> stopped = activations.stoppedAt(from).keySet();
    Union union = new Union(live, shadow, List.copyOf(fedOnly.values()));
    return new Draft(from, live, shadow, union, Set.copyOf(stopped));
  }

  private RuleSet known(String hash) {
    return Objects.requireNonNull(ruleSet(hash));
  }

  /** What the rules of the last draft have not seen the whole window of. */
  private static Map<String, List<Warming>> warming(List<Draft> drafts) {
    Map<String, List<Warming>> warming = new HashMap<>();
    Map<String, Rule> rules = new HashMap<>();
    Union union = drafts.get(drafts.size() - 1).union;
    for (Rule rule : union.rules()) {
      rules.put(rule.id(), rule);
      put(warming, rule.id(), ofInputs(rule, drafts));
    }
    for (GroupRule group : union.groupRules()) {
      List<Warming> all = new ArrayList<>();
      Measure members = group.membership().gauge().measure();
      add(all, members, group.membership().window(), drafts);
      for (String read : group.membership().rules()) {
        Rule rule = rules.get(read);
        all.addAll(rule == null ? List.of() : ofInputs(rule, drafts));
      }
      put(warming, group.rule().id(), all);
    }
    return warming;
  }

  private static void put(Map<String, List<Warming>> warming, String rule, List<Warming> all) {
    if (!all.isEmpty()) {
      warming.put(rule, List.copyOf(all));
    }
  }

  private static List<Warming> ofInputs(Rule rule, List<Draft> drafts) {
    List<Warming> all = new ArrayList<>();
    for (Rule.Input input : rule.inputs()) {
      Measure measure = input.gauge().measure();
      long looksBack =
          Math.max(input.gauge().question().window(), input.gauge().question().baseline());
      add(all, measure, looksBack + measure.lifetime() - measure.window(), drafts);
    }
    return all;
  }

  private static void add(List<Warming> all, Measure measure, long reach, List<Draft> drafts) {
    long since = fedSince(measure, drafts);
    if (since != Long.MIN_VALUE) {
      all.add(new Warming(since, reach));
    }
  }

  /**
   * From when on a measure has been fed without a gap, remembering as many and reaching as far back
   * as its rule set asks for. A list that was shorter before may have lost what it asks for now.
   */
  private static long fedSince(Measure needed, List<Draft> drafts) {
    long since = Long.MIN_VALUE;
    for (int i = drafts.size() - 2; i >= 0; i--) {
      long end = drafts.get(i + 1).from;
      Measure fed = drafts.get(i).union.measures().get(needed.fingerprint());
      if (fed == null || fed.k() < needed.k()) {
        return Math.max(since, end);
      }
      if (fed.window() < needed.window()) {
        since = Math.max(since, end - fed.window());
      }
    }
    return since;
  }
}

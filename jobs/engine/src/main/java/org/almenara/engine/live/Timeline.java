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
import org.almenara.schemas.Activation;
import org.jspecify.annotations.Nullable;

/**
 * Which rule set holds when. It depends on what was published and activated, and on nothing else:
 * not on the order in which that was heard, and on no clock. Immutable.
 *
 * <p>The rule set packed with the job is in force from the beginning of time. An activation counts
 * if it was written {@link Heard#LEAD_MILLIS} before it takes effect, and if its rule set is known
 * and compiles; else nothing changes. Of several about one instant the newest counts.
 *
 * <p>A shadow ends at its explicit end, at the next shadow, or when the same rule set goes live. A
 * stop silences a rule in every rule set from the first instant after its timestamp, until a live
 * activation that takes effect later: that one says anew which rules run.
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

  /** Hash of the live rule set by the instant from which on it judges. */
  private final TreeMap<Long, String> lives = new TreeMap<>();

  /** Hash of the rule set in shadow by the instant from which on it runs; empty: none. */
  private final TreeMap<Long, String> shadows = new TreeMap<>();

  private final List<Stop> stops = new ArrayList<>();
  private final TreeMap<Long, Stretch> stretches = new TreeMap<>();

  private record Stop(String rule, long from, long until) {}

  /** A rule set that runs from one instant up to another. */
  private record Run(String hash, long from, long until) {}

  /** What a stretch is made of. */
  private record Draft(
      long from, RuleSet live, @Nullable RuleSet shadow, Union union, Set<String> stopped) {}

  private Timeline(
      RuleSet packed, Function<String, @Nullable RuleSet> compiled, Collection<Heard> activations) {
    this.packed = packed;
    this.compiled = compiled;
    lives.put(Long.MIN_VALUE, packed.hash());
    Collection<Heard> newest = newest(activations);
    newest.forEach(this::begin);
    newest.forEach(this::stop);
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
   * @param activations in any order
   */
  public static Timeline of(
      RuleSet packed, Function<String, @Nullable RuleSet> compiled, Collection<Heard> activations) {
    return new Timeline(packed, compiled, activations);
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

  /** Of those that were written in time, the newest of each key. */
  private static Collection<Heard> newest(Collection<Heard> activations) {
    Map<String, Heard> newest = new TreeMap<>();
    for (Heard heard : activations) {
      if (heard.inTime()) {
        newest.merge(heard.key(), heard, (a, b) -> Heard.BY_TIME.compare(a, b) < 0 ? b : a);
      }
    }
    return newest.values();
  }

  private void begin(Heard heard) {
    String hash = heard.activation().ruleSet();
    switch (heard.activation().type()) {
      case ACTIVATION_LIVE -> {
        if (ruleSet(hash) != null) {
          lives.put(heard.effective(), Objects.requireNonNull(hash));
        }
      }
      case ACTIVATION_SHADOW -> {
        if (ruleSet(hash) != null) {
          shadows.put(heard.effective(), Objects.requireNonNull(hash));
        }
      }
      // Another shadow that begins at the same instant stands.
      case SHADOW_ENDED -> shadows.putIfAbsent(heard.effective(), NONE);
      case RULE_STOPPED -> {}
    }
  }

  private void stop(Heard heard) {
    String rule = heard.activation().rule();
    if (heard.activation().type() == Activation.Type.RULE_STOPPED && rule != null) {
      Long lifted = lives.higherKey(heard.timestamp());
      stops.add(new Stop(rule, heard.effective(), lifted == null ? Long.MAX_VALUE : lifted));
    }
  }

  private @Nullable RuleSet ruleSet(@Nullable String hash) {
    if (hash == null) {
      return null;
    }
    return hash.equals(packed.hash()) ? packed : compiled.apply(hash);
  }

  /** The rule set in shadow at an instant, by its hash; empty: none. */
  private String shadowAt(long instant) {
    Map.Entry<Long, String> begun = shadows.floorEntry(instant);
    if (begun == null) {
      return NONE;
    }
    boolean wentLive =
        lives.floorEntry(begun.getKey()).getValue().equals(begun.getValue())
            || lives.subMap(begun.getKey(), true, instant, true).containsValue(begun.getValue());
    return wentLive ? NONE : begun.getValue();
  }

  private void build() {
    TreeSet<Long> changes = new TreeSet<>(lives.keySet());
    changes.addAll(shadows.keySet());
    List<Run> runs = runs(changes);
    // Where what is fed changes.
    TreeSet<Long> feeding = new TreeSet<>(changes);
    runs.stream()
        .filter(run -> run.until != Long.MAX_VALUE && !runsAt(run.hash, run.until))
        .forEach(run -> feeding.add(run.until + GRACE_MILLIS));
    TreeSet<Long> all = new TreeSet<>(feeding);
    for (Stop stop : stops) {
      all.add(stop.from);
      if (stop.until != Long.MAX_VALUE) {
        all.add(stop.until);
      }
    }
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
    return hash.equals(lives.floorEntry(instant).getValue()) || hash.equals(shadowAt(instant));
  }

  private List<Run> runs(NavigableSet<Long> changes) {
    List<Run> runs = new ArrayList<>();
    for (long from : changes) {
      Long next = changes.higher(from);
      long until = next == null ? Long.MAX_VALUE : next;
      runs.add(new Run(lives.floorEntry(from).getValue(), from, until));
      String shadow = shadowAt(from);
      if (!shadow.equals(NONE)) {
        runs.add(new Run(shadow, from, until));
      }
    }
    return runs;
  }

  private Draft draft(long from, List<Run> runs) {
    RuleSet live = known(lives.floorEntry(from).getValue());
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
    Set<String> stopped = new TreeSet<>();
    for (Stop stop : stops) {
      if (stop.from <= from && from < stop.until) {
        stopped.add(stop.rule);
      }
    }
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

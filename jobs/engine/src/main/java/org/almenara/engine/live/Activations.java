package org.almenara.engine.live;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.almenara.schemas.Activation;
import org.jspecify.annotations.Nullable;

/**
 * All activations and stops, judged: which of them hold, and so which rule set holds when, by its
 * hash. A function of the records: not of the order in which they were heard, and of no clock.
 * Immutable.
 *
 * <p>An activation counts if two persons answer for it, if it was written {@link Heard#LEAD_MILLIS}
 * before it takes effect, and if its rule set is known and compiles; else nothing changes. Of
 * several in time about one instant the newest counts, even if its rule set is of no use.
 *
 * <p>A shadow ends at its explicit end, at the next shadow, or when the same rule set goes live. A
 * stop silences a rule in every rule set from the first instant after its timestamp, until a live
 * activation that takes effect later, be it of the rule set that judges already: that one says anew
 * which rules run.
 */
public final class Activations {

  private final String packed;
  private final List<Judged> all;

  /** What judges, by the instant from which on it does. */
  private final TreeMap<Long, Judged> lives = new TreeMap<>();

  /** What begins or ends a shadow, by the instant at which it does. */
  private final TreeMap<Long, Judged> shadows = new TreeMap<>();

  private Activations(String packed, List<Judged> all) {
    this.packed = packed;
    this.all = all;
    for (Judged judged : all) {
      if (judged.valid()) {
        switch (judged.type()) {
          case ACTIVATION_LIVE -> lives.put(judged.effective(), judged);
          case ACTIVATION_SHADOW -> shadows.put(judged.effective(), judged);
          case SHADOW_ENDED, RULE_STOPPED -> {}
        }
      }
    }
    for (Judged judged : all) {
      if (judged.valid() && judged.type() == Activation.Type.SHADOW_ENDED) {
        // Another shadow that begins at the same instant stands.
        shadows.putIfAbsent(judged.effective(), judged);
      }
    }
  }

  /**
   * Judges what was heard.
   *
   * @param packed hash of the rule set that judges from the beginning of time; empty where it is
   *     not known
   * @param heard in any order; twice the same is once
   * @param ruleSets what is to be said of the rule set of a hash
   */
  public static Activations of(
      String packed, Collection<Heard> heard, Function<String, Verdict> ruleSets) {
    Map<String, Heard> newest = new HashMap<>();
    Map<Heard, Verdict> verdicts = new HashMap<>();
    for (Heard each : heard) {
      Verdict verdict = Verdict.of(each, ruleSets);
      verdicts.put(each, verdict);
      if (verdict.replaces()) {
        newest.merge(each.key(), each, (a, b) -> Heard.BY_TIME.compare(a, b) < 0 ? b : a);
      }
    }
    return new Activations(
        packed,
        verdicts.entrySet().stream()
            .map(
                entry ->
                    entry.getValue().replaces()
                            && !entry.getKey().equals(newest.get(entry.getKey().key()))
                        ? new Judged(entry.getKey(), Verdict.REPLACED)
                        : new Judged(entry.getKey(), entry.getValue()))
            .sorted(Judged.ORDER)
            .toList());
  }

  /** All, valid or not, in the order in which they take effect, then as they were written. */
  public List<Judged> all() {
    return all;
  }

  /** What judges at an instant; absent: what was packed with the job. */
  public @Nullable Judged liveAt(long instant) {
    Map.Entry<Long, Judged> begun = lives.floorEntry(instant);
    return begun == null ? null : begun.getValue();
  }

  /** Hash of the rule set that judges at an instant. */
  String judging(long instant) {
    Judged live = liveAt(instant);
    return live == null ? packed : live.ruleSet();
  }

  /** What runs in shadow at an instant; absent: nothing. */
  public @Nullable Judged shadowAt(long instant) {
    Map.Entry<Long, Judged> begun = shadows.floorEntry(instant);
    if (begun == null || begun.getValue().type() == Activation.Type.SHADOW_ENDED) {
      return null;
    }
    return endOf(begun.getValue()) > instant ? begun.getValue() : null;
  }

  /** Rules that are stopped at an instant, by id, with their first stop that still holds. */
  public SortedMap<String, Judged> stoppedAt(long instant) {
    SortedMap<String, Judged> stopped = new TreeMap<>();
    for (Judged judged : all) {
      if (isStop(judged) && judged.effective() <= instant && instant < endOf(judged)) {
        stopped.putIfAbsent(judged.rule(), judged);
      }
    }
    return stopped;
  }

  /**
   * Up to which instant a valid one holds, which is the first at which it no longer does; {@link
   * Long#MAX_VALUE}: no end is in sight.
   */
  public long endOf(Judged of) {
    long from = of.effective();
    return switch (of.type()) {
      case ACTIVATION_LIVE -> next(lives, from, live -> true);
      case RULE_STOPPED -> next(lives, of.heard().timestamp(), live -> true);
      case ACTIVATION_SHADOW ->
          judging(from).equals(of.ruleSet())
              ? from // it judges already, so it never runs in shadow
              : Math.min(
                  next(shadows, from, shadow -> true),
                  next(lives, from, live -> live.ruleSet().equals(of.ruleSet())));
      case SHADOW_ENDED ->
          next(shadows, from, shadow -> shadow.type() == Activation.Type.ACTIVATION_SHADOW);
    };
  }

  private static long next(NavigableMap<Long, Judged> of, long after, Predicate<Judged> which) {
    return of.tailMap(after, false).entrySet().stream()
        .filter(entry -> which.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  /** Instants from which on another rule set may judge or run in shadow, the first of all too. */
  NavigableSet<Long> changesOfRuleSets() {
    TreeSet<Long> changes = new TreeSet<>(lives.keySet());
    changes.addAll(shadows.keySet());
    changes.add(Long.MIN_VALUE);
    return changes;
  }

  /** Instants from which on a rule is stopped or runs again. */
  NavigableSet<Long> changesOfStops() {
    TreeSet<Long> changes = new TreeSet<>();
    for (Judged judged : all) {
      if (isStop(judged)) {
        changes.add(judged.effective());
        changes.add(endOf(judged));
      }
    }
    changes.remove(Long.MAX_VALUE);
    return changes;
  }

  private static boolean isStop(Judged judged) {
    return judged.valid() && judged.type() == Activation.Type.RULE_STOPPED;
  }
}

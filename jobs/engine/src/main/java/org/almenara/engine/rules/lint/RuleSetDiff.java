package org.almenara.engine.rules.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.almenara.engine.measures.Question;
import org.almenara.engine.rules.Gauge;
import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.Measure;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.RuleSource;
import org.jspecify.annotations.Nullable;

/**
 * What one rule set would change of another that runs.
 *
 * @param added ids of rules that are new
 * @param removed ids of rules that are gone: what they said ceases at once
 * @param changed rules that say something else, by id
 * @param settings that say something else
 * @param measures what becomes of each; kept ones too
 * @param questions what is asked that was not asked before, or no more
 * @param samePlan whether both evaluate alike: then no rule is evaluated anew
 * @param overlaid ids of rules for which an overlay of either has values
 */
public record RuleSetDiff(
    List<String> added,
    List<String> removed,
    SortedMap<String, List<Change>> changed,
    List<Change> settings,
    List<OfMeasure> measures,
    List<OfQuestion> questions,
    boolean samePlan,
    SortedSet<String> overlaid) {

  /**
   * A key that says something else.
   *
   * @param key dotted
   * @param before absent where it was not there
   * @param after absent where it is gone
   */
  public record Change(String key, @Nullable String before, @Nullable String after) {}

  /** Whether a changed rule has the version that it had, and no overlay can be why. */
  public boolean hasOldVersion(String id) {
    return !overlaid.contains(id)
        && changed.getOrDefault(id, List.of()).stream()
            .noneMatch(change -> change.key().equals("version"));
  }

  /** What becomes of the state of a measure. */
  public enum Fate {
    /** It goes on; nothing is lost. */
    KEPT,
    /** It goes on, but what it let go before is missing until its window has passed. */
    WARMS,
    /** It begins with nothing. */
    NEW,
    /** Nobody reads it any more. */
    GONE
  }

  /**
   * A measure.
   *
   * @param fate what becomes of its state
   * @param measure as it will be, or was
   * @param kBefore how many it remembered; 0 where it is new, or of a kind without
   * @param warmMillis for how long its values may be too low; 0 where they never are
   * @param readers rules that read it, or did
   */
  public record OfMeasure(
      Fate fate, Measure measure, int kBefore, long warmMillis, List<String> readers) {}

  /**
   * A question to a measure.
   *
   * @param asked whether it is new; else it is asked no more
   * @param question what is asked
   * @param slideMillis how often
   * @param readers rules that ask it, or did
   * @param measureIsNew whether its measure begins or ends with it
   */
  public record OfQuestion(
      boolean asked,
      Question question,
      long slideMillis,
      List<String> readers,
      boolean measureIsNew) {}

  /** Compares two rule sets that compile. */
  public static RuleSetDiff of(Inspection before, Inspection after) {
    RuleSet old = compiled(before);
    RuleSet young = compiled(after);
    SortedMap<String, SortedMap<String, String>> oldRules = values(before);
    SortedMap<String, SortedMap<String, String>> youngRules = values(after);
    SortedMap<String, List<Change>> changed = new TreeMap<>();
    youngRules.forEach(
        (id, values) -> {
          SortedMap<String, String> was = oldRules.get(id);
          if (was != null && !was.equals(values)) {
            changed.put(id, changes(was, values));
          }
        });
    return new RuleSetDiff(
        without(youngRules, oldRules),
        without(oldRules, youngRules),
        changed,
        changes(before.settings(), after.settings()).stream()
            .filter(change -> !change.key().equals("rules")) // what is added or removed says it
            .toList(),
        measures(old, young),
        questions(old, young),
        old.planPrint() == young.planPrint(),
        overlaid(before, after));
  }

  private static SortedSet<String> overlaid(Inspection before, Inspection after) {
    return Stream.of(before, after)
        .flatMap(each -> each.sources().stream())
        .filter(RuleSource::isOverlaid)
        .map(RuleSource::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static RuleSet compiled(Inspection inspection) {
    RuleSet ruleSet = inspection.ruleSet();
    if (ruleSet == null) {
      throw new IllegalArgumentException("a rule set with problems cannot be compared");
    }
    return ruleSet;
  }

  private static SortedMap<String, SortedMap<String, String>> values(Inspection inspection) {
    return inspection.sources().stream()
        .collect(Collectors.toMap(RuleSource::id, RuleSource::values, (a, b) -> a, TreeMap::new));
  }

  private static List<String> without(SortedMap<String, ?> these, SortedMap<String, ?> those) {
    return these.keySet().stream().filter(id -> !those.containsKey(id)).toList();
  }

  private static List<Change> changes(
      SortedMap<String, String> before, SortedMap<String, String> after) {
    SortedSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    List<Change> changes = new ArrayList<>();
    for (String key : keys) {
      String was = before.get(key);
      String is = after.get(key);
      if (was == null || !was.equals(is)) {
        changes.add(new Change(key, was, is));
      }
    }
    return changes;
  }

  private static List<OfMeasure> measures(RuleSet old, RuleSet young) {
    List<OfMeasure> all = new ArrayList<>();
    for (Measure measure : young.measures()) {
      Measure was = old.measure(measure.fingerprint());
      if (was == null) {
        long warm = measure.lifetime();
        all.add(new OfMeasure(Fate.NEW, measure, 0, warm, Readers.of(young, measure)));
        continue;
      }
      // What was kept is the newest up to K, and nothing from before the longest window.
      long forgotten = Math.max(0, measure.window() - was.window());
      long warm = measure.k() > was.k() ? measure.lifetime() : forgotten;
      Fate fate = warm > 0 ? Fate.WARMS : Fate.KEPT;
      all.add(new OfMeasure(fate, measure, was.k(), warm, Readers.of(young, measure)));
    }
    for (Measure measure : old.measures()) {
      if (young.measure(measure.fingerprint()) == null) {
        all.add(new OfMeasure(Fate.GONE, measure, measure.k(), 0, Readers.of(old, measure)));
      }
    }
    all.sort(
        Comparator.comparing(OfMeasure::fate)
            .thenComparing(of -> of.readers().get(0))
            .thenComparing(of -> of.measure().text()));
    return all;
  }

  private static List<OfQuestion> questions(RuleSet old, RuleSet young) {
    List<OfQuestion> all = new ArrayList<>();
    addQuestions(true, young, old, all);
    addQuestions(false, old, young, all);
    return all;
  }

  private static void addQuestions(boolean asked, RuleSet of, RuleSet other, List<OfQuestion> all) {
    for (Measure measure : of.measures()) {
      for (Gauge gauge : of.gauges(measure.fingerprint())) {
        if (other.gauge(gauge.print()) == null) {
          List<String> readers = Readers.of(of, gauge);
          boolean alone = other.measure(measure.fingerprint()) == null;
          all.add(new OfQuestion(asked, gauge.question(), gauge.slide(), readers, alone));
        }
      }
    }
    all.sort(
        Comparator.comparing((OfQuestion question) -> !question.asked())
            .thenComparing(question -> question.readers().get(0))
            .thenComparing(question -> question.question().function()));
  }
}

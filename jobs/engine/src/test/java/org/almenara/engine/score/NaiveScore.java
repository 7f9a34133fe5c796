package org.almenara.engine.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.almenara.engine.evaluate.Finding;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.rules.Family;
import org.almenara.engine.rules.Root;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.Typology;
import org.almenara.schemas.FlaggedCase.Tier;

/**
 * The score by its definition, slowly: all findings anew, all subsets of factors for a typology.
 * For findings at whole half-lives of an hour, where halving is exact.
 */
final class NaiveScore {

  private static final long HOUR = 3_600_000;

  /** A factor: its rule, whether of the entity itself, when it held, its points and records. */
  private record Sign(Rule rule, boolean own, long from, long to, long points, Set<String> ids) {}

  private final RuleSet ruleSet;
  private final long now;
  private final List<Sign> evidence = new ArrayList<>();
  private final List<Sign> counters = new ArrayList<>();

  NaiveScore(RuleSet ruleSet, List<Finding> findings, long now) {
    this.ruleSet = ruleSet;
    this.now = now;
    Map<String, List<Finding>> series = new TreeMap<>();
    findings.stream()
        .sorted(Comparator.comparingLong(Finding::instant))
        .forEach(
            finding ->
                series
                    .computeIfAbsent(
                        finding.rule() + " " + finding.entity().origin(), key -> new ArrayList<>())
                    .add(finding));
    series.values().forEach(this::addSign);
  }

  private void addSign(List<Finding> series) {
    Finding shown = null;
    long from = -1;
    long to = -1;
    for (Finding finding : series) {
      if (finding.holds()) {
        from = shown == null || to >= 0 ? finding.instant() : from;
        to = -1;
        shown = finding;
      } else if (shown != null && to < 0) {
        to = finding.instant();
      }
    }
    if (shown == null || (to >= 0 && now - to >= 4 * HOUR)) {
      return;
    }
    Rule rule = ruleSet.rule(shown.rule());
    if (rule == null) {
      throw new AssertionError(shown.rule());
    }
    long points = rule.pointsMilli() * shown.weightPermille() / 1000;
    for (long hour = to; to >= 0 && hour < now; hour += HOUR) {
      points /= 2;
    }
    Set<String> ids = new HashSet<>(shown.evidence().stream().map(Entry::id).toList());
    boolean own = shown.entity().equals(shown.focal());
    (rule.isCounter() ? counters : evidence)
        .add(new Sign(rule, own, from, to < 0 ? now : to, points, ids));
  }

  /** Points of each family, thousandths. */
  Map<Family, Long> families() {
    List<Sign> left = new ArrayList<>(evidence);
    left.sort(
        Comparator.comparingLong(Sign::points)
            .reversed()
            .thenComparing(sign -> sign.rule().id())
            .thenComparing(sign -> sign.own() ? "performer" : "payout"));
    Map<Family, Long> families = new HashMap<>();
    List<Sign> counted = new ArrayList<>();
    for (Sign sign : left) {
      if (counted.stream()
          .noneMatch(other -> other.rule().root() == sign.rule().root() && share(other, sign))) {
        counted.add(sign);
        families.merge(sign.rule().evidence().family(), sign.points(), Long::sum);
      }
    }
    families.replaceAll((family, points) -> lowered(family, Math.min(points, 50_000)));
    return families;
  }

  private long lowered(Family family, long points) {
    if (family == Family.TIPS || family == Family.MINORS) {
      return points;
    }
    Map<Root, Long> against = new HashMap<>();
    for (Sign counter : counters) {
      if (counter.rule().counters().contains(family)) {
        long known = against.getOrDefault(counter.rule().root(), 0L);
        against.put(counter.rule().root(), Math.max(known, counter.points()));
      }
    }
    long all = 0;
    for (long each : against.values()) {
      all += each;
    }
    return Math.max(points - all, points - points * 2 / 5);
  }

  long points() {
    return families().values().stream().mapToLong(Long::longValue).sum();
  }

  private static boolean share(Sign a, Sign b) {
    return a.ids().stream().anyMatch(b.ids()::contains);
  }

  private static boolean independent(Sign a, Sign b) {
    return a.rule().evidence().family() != b.rule().evidence().family()
        && a.rule().root() != b.rule().root()
        && (a.own() || b.own())
        && !share(a, b);
  }

  private static boolean weak(Sign sign) {
    return sign.rule().evidence().tier() == Tier.C;
  }

  /** What carries a case. */
  Corroboration corroboration() {
    if (evidence.stream().anyMatch(sign -> sign.own() && sign.rule().evidence().tier() == Tier.A)) {
      return Corroboration.TIER_A;
    }
    if (ruleSet.settings().typologies().stream()
        .anyMatch(typology -> sets(typology).stream().anyMatch(set -> carries(typology, set)))) {
      return Corroboration.TYPOLOGY;
    }
    for (Sign a : evidence) {
      for (Sign b : evidence) {
        if (!weak(a) && !weak(b) && independent(a, b)) {
          return Corroboration.TWO_FAMILIES_TWO_ROOTS;
        }
      }
    }
    return Corroboration.NONE;
  }

  private static boolean carries(Typology typology, List<Sign> set) {
    return typology.raises()
        && set.stream()
            .anyMatch(a -> set.stream().anyMatch(b -> !(weak(a) && weak(b)) && independent(a, b)));
  }

  /** Every set of factors that meets a typology. */
  private List<List<Sign>> sets(Typology typology) {
    List<Sign> parts =
        evidence.stream()
            .filter(sign -> sign.points() > 0 && typology.parts().contains(sign.rule().id()))
            .toList();
    List<List<Sign>> sets = new ArrayList<>();
    for (int bits = 1; bits < 1 << parts.size(); bits++) {
      List<Sign> set = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        if (((bits >> i) & 1) == 1) {
          set.add(parts.get(i));
        }
      }
      if (meets(typology, set)) {
        sets.add(set);
      }
    }
    return sets;
  }

  private static boolean meets(Typology typology, List<Sign> set) {
    Set<String> rules = new HashSet<>(set.stream().map(sign -> sign.rule().id()).toList());
    return rules.containsAll(typology.all())
        && rules.size() >= typology.atLeast()
        && set.stream().anyMatch(Sign::own)
        && set.stream()
            .allMatch(a -> set.stream().allMatch(b -> a.from() - b.to() <= typology.within()));
  }

  /** Typologies that are met, by id: whether it carries, and most of its parts that hold. */
  Map<String, String> typologies() {
    Map<String, String> met = new TreeMap<>();
    for (Typology typology : ruleSet.settings().typologies()) {
      List<List<Sign>> sets = sets(typology);
      boolean carries = sets.stream().anyMatch(set -> carries(typology, set));
      sets.stream()
          .filter(set -> carries(typology, set) == carries)
          .mapToLong(set -> set.stream().map(Sign::rule).distinct().count())
          .max()
          .ifPresent(most -> met.put(typology.id(), carries + " " + most));
    }
    return met;
  }
}

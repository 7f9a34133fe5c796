package org.almenara.cli.cases;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The cases that a rule set in shadow told beside those that were judged: matched by whom they are
 * about, where both stood at some instant.
 *
 * <p>Ranks are within a unit, by points, as cases are published; equal points share one. A judged
 * case that was there before the period began and that the shadow does not tell has no say: the
 * shadow began with nothing.
 *
 * @param gained told in shadow only, best first
 * @param lost judged only, best first
 * @param moved told by both, with another rank by points or unit of its own
 * @param shifted how many have another rank only because others were gained, lost or moved
 * @param alike how many have one rank in both
 * @param earlier judged ones from before the period that the shadow does not tell
 */
public record LaneComparison(
    List<Alone> gained,
    List<Alone> lost,
    List<Moved> moved,
    int shifted,
    int alike,
    List<ToldCase> earlier) {

  /** Stands for what changed although each rule gives as much: line, caps, typologies. */
  public static final String SETTINGS = "(settings)";

  /** A place among the cases of a unit, from 1. */
  public record Rank(int at, int of) {}

  /** What a rule gives in both, thousandths of a point; 0 where it gives nothing. */
  public record Points(long judged, long inShadow) {}

  /**
   * A case that only one side tells.
   *
   * @param rank on its side
   * @param nearMiss what the other side nearly told; absent: nothing
   * @param rules that give something else there, and what
   */
  public record Alone(
      ToldCase told, Rank rank, @Nullable ToldCase nearMiss, SortedMap<String, Points> rules) {}

  /**
   * A case that both tell otherwise.
   *
   * @param rules that give something else, and what
   */
  public record Moved(
      ToldCase judged, ToldCase inShadow, Rank was, Rank is, SortedMap<String, Points> rules) {

    /** Whether it comes nearer to the top; another unit is neither. */
    public boolean up() {
      return judged.unit().equals(inShadow.unit()) && is.at() < was.at();
    }

    /** Whether it comes further from the top. */
    public boolean down() {
      return judged.unit().equals(inShadow.unit()) && is.at() > was.at();
    }
  }

  /** In how many cases a rule gives something else. */
  public record Counts(int gained, int lost, int up, int down, int otherUnit) {

    private Counts plus(Counts more) {
      return new Counts(
          gained + more.gained,
          lost + more.lost,
          up + more.up,
          down + more.down,
          otherUnit + more.otherUnit);
    }
  }

  private record Pair(ToldCase judged, ToldCase inShadow) {}

  private static final Comparator<Alone> BEST_FIRST =
      Comparator.comparing((Alone alone) -> alone.told().unit())
          .thenComparing(alone -> alone.rank().at())
          .thenComparing(alone -> alone.told().content().id());

  /** Compares what was told in one period. */
  public static LaneComparison of(ToldCases told, ToldCases.Period period) {
    List<Pair> pairs = new ArrayList<>();
    List<ToldCase> onlyJudged = new ArrayList<>();
    List<ToldCase> onlyInShadow = new ArrayList<>(told.shadow());
    for (ToldCase judged : told.live()) {
      ToldCase match = match(judged, onlyInShadow);
      if (match == null) {
        onlyJudged.add(judged);
      } else {
        onlyInShadow.remove(match);
        pairs.add(new Pair(judged, match));
      }
    }
    List<ToldCase> earlier =
        onlyJudged.stream().filter(each -> each.opened().isBefore(period.from())).toList();
    onlyJudged.removeAll(earlier);
    List<ToldCase> allJudged = new ArrayList<>(onlyJudged);
    pairs.forEach(pair -> allJudged.add(pair.judged()));

    List<Moved> moved = new ArrayList<>();
    int shifted = 0;
    for (Pair pair : pairs) {
      Rank was = rank(pair.judged(), allJudged);
      Rank is = rank(pair.inShadow(), told.shadow());
      boolean sameUnit = pair.judged().unit().equals(pair.inShadow().unit());
      boolean samePoints = pair.judged().pointsMilli() == pair.inShadow().pointsMilli();
      if (!sameUnit || (was.at() != is.at() && !samePoints)) {
        moved.add(
            new Moved(
                pair.judged(), pair.inShadow(), was, is, rules(pair.judged(), pair.inShadow())));
      } else if (was.at() != is.at()) {
        shifted++;
      }
    }
    moved.sort(
        Comparator.comparing((Moved each) -> each.inShadow().unit())
            .thenComparing(each -> each.is().at())
            .thenComparing(each -> each.inShadow().content().id()));
    return new LaneComparison(
        onlyInShadow.stream()
            .map(
                each -> {
                  ToldCase near = match(each, told.liveNearMisses());
                  return new Alone(each, rank(each, told.shadow()), near, rules(near, each));
                })
            .sorted(BEST_FIRST)
            .toList(),
        onlyJudged.stream()
            .map(
                each -> {
                  ToldCase near = match(each, told.shadowNearMisses());
                  return new Alone(each, rank(each, allJudged), near, rules(each, near));
                })
            .sorted(BEST_FIRST)
            .toList(),
        List.copyOf(moved),
        shifted,
        pairs.size() - moved.size() - shifted,
        earlier);
  }

  private static @Nullable ToldCase match(ToldCase of, List<ToldCase> others) {
    return others.stream()
        .filter(other -> other.focalKey().equals(of.focalKey()) && other.overlaps(of))
        .findFirst()
        .orElse(null);
  }

  private static Rank rank(ToldCase of, List<ToldCase> all) {
    List<ToldCase> inUnit = all.stream().filter(each -> each.unit().equals(of.unit())).toList();
    long better = inUnit.stream().filter(each -> each.pointsMilli() > of.pointsMilli()).count();
    return new Rank((int) better + 1, inUnit.size());
  }

  /** Rules that give something else in both. */
  private static SortedMap<String, Points> rules(
      @Nullable ToldCase judged, @Nullable ToldCase inShadow) {
    Map<String, Long> was = judged == null ? Map.of() : judged.pointsByRule();
    Map<String, Long> is = inShadow == null ? Map.of() : inShadow.pointsByRule();
    Set<String> all = new TreeSet<>(was.keySet());
    all.addAll(is.keySet());
    TreeMap<String, Points> rules = new TreeMap<>();
    for (String rule : all) {
      Points points = new Points(was.getOrDefault(rule, 0L), is.getOrDefault(rule, 0L));
      if (points.judged() != points.inShadow()) {
        rules.put(rule, points);
      }
    }
    return rules;
  }

  /** By rule, how many cases it gives something else; {@link #SETTINGS} where no rule does. */
  public SortedMap<String, Counts> byRule() {
    TreeMap<String, Counts> counts = new TreeMap<>();
    gained.forEach(each -> count(each.rules(), new Counts(1, 0, 0, 0, 0), counts));
    lost.forEach(each -> count(each.rules(), new Counts(0, 1, 0, 0, 0), counts));
    for (Moved each : moved) {
      int up = each.up() ? 1 : 0;
      int down = each.down() ? 1 : 0;
      count(each.rules(), new Counts(0, 0, up, down, 1 - up - down), counts);
    }
    return counts;
  }

  private static void count(
      SortedMap<String, Points> rules, Counts one, Map<String, Counts> counts) {
    Set<String> names = rules.isEmpty() ? Set.of(SETTINGS) : rules.keySet();
    names.forEach(name -> counts.merge(name, one, Counts::plus));
  }

  /** Whether a case was gained or lost, or moved by itself. */
  public boolean differs() {
    return !(gained.isEmpty() && lost.isEmpty() && moved.isEmpty());
  }
}

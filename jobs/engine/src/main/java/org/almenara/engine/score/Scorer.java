package org.almenara.engine.score;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.almenara.engine.evaluate.Finding;
import org.almenara.engine.evaluate.Subject;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.time.EventTime;
import org.jspecify.annotations.Nullable;

/**
 * Turns the findings about a focal entity into an assessment.
 *
 * <p>A factor that ceased fades with its rule's half-life. Counter-evidence lowers points, and does
 * nothing else: it neither carries nor corroborates.
 */
public final class Scorer {

  /** A ceased factor is dropped after this many half-lives: a sixteenth of it is left. */
  private static final int HALF_LIVES_KEPT = 4;

  private static final Comparator<Finding> IN_ORDER =
      Comparator.comparingLong(Finding::instant)
          .thenComparing(Finding::rule)
          .thenComparing((Finding finding) -> finding.entity().key());

  /** No instant: nothing changes unless a finding arrives. */
  public static final long NEVER = Long.MAX_VALUE;

  private final RuleSet ruleSet;
  private final FamilyPoints points;
  private final Typologies typologies;

  public Scorer(RuleSet ruleSet) {
    this.ruleSet = ruleSet;
    this.points = new FamilyPoints(ruleSet);
    this.typologies = new Typologies(ruleSet);
  }

  /**
   * What came of an instant.
   *
   * @param state to keep; absent when nothing is left
   * @param assessment to pass on; absent when nobody needs to hear of it
   */
  public record Step(@Nullable ScoreState state, @Nullable Assessment assessment) {}

  /**
   * Takes in the findings of instants up to this one, and lets what has faded go. Findings of later
   * instants, which a quick neighbour may have sent already, go on waiting.
   */
  public Step step(ScoreState state, long instant) {
    Map<String, Factor> factors = new TreeMap<>();
    state.factors().forEach(factor -> factors.put(factor.key(), factor));
    Subject focal = state.focal();
    boolean late = false;
    for (Finding finding : state.arrived().stream().sorted(IN_ORDER).toList()) {
      if (finding.instant() <= instant) {
        apply(finding, factors);
        focal = finding.focal();
        late |= finding.late();
      }
    }
    List<Finding> waiting =
        state.arrived().stream().filter(finding -> finding.instant() > instant).toList();
    factors.values().removeIf(factor -> goesAt(factor) <= instant);
    List<Factor> scored = factors.values().stream().map(factor -> at(factor, instant)).toList();
    late |= scored.stream().anyMatch(factor -> factor.finding().late());
    Assessment assessed = assess(focal, scored, instant);
    Assessment assessment = late ? assessed.appliedLate() : assessed;
    boolean tell = assessment.qualifies() || assessment.nearMiss() || state.assessed();
    boolean over = scored.isEmpty() && waiting.isEmpty();
    return new Step(
        over ? null : new ScoreState(focal, scored, waiting, tell && !assessment.faded()),
        tell ? assessment : null);
  }

  /** The next instant at which {@link #step} must be called; {@link #NEVER} for none. */
  public long nextInstant(ScoreState state) {
    return LongStream.concat(
            state.factors().stream().mapToLong(this::goesAt),
            state.arrived().stream().mapToLong(Finding::instant))
        .min()
        .orElse(NEVER);
  }

  private static void apply(Finding finding, Map<String, Factor> factors) {
    String key = Factor.key(finding);
    Factor known = factors.get(key);
    Factor held = known != null && known.until() == null ? known : null;
    if (finding.holds()) {
      long since = held == null ? finding.instant() : held.since();
      factors.put(key, new Factor(finding, since, null, 0));
    } else if (held != null) {
      factors.put(key, new Factor(held.finding(), held.since(), finding.instant(), 0));
    }
  }

  /** When a factor is dropped; a rule that the set no longer has gives nothing. */
  private long goesAt(Factor factor) {
    Rule rule = ruleSet.rule(factor.finding().rule());
    if (rule == null) {
      return Long.MIN_VALUE;
    }
    Long until = factor.until();
    return until == null
        ? NEVER
        : EventTime.instantAtOrAfter(
            until + HALF_LIVES_KEPT * rule.halfLife(), ruleSet.baseSlide());
  }

  private Rule rule(Factor factor) {
    return Objects.requireNonNull(ruleSet.rule(factor.finding().rule()));
  }

  private Factor at(Factor factor, long instant) {
    Rule rule = rule(factor);
    long full = rule.pointsMilli() * factor.finding().weightPermille() / Finding.FULL_WEIGHT;
    Long until = factor.until();
    long points = until == null ? full : Decay.fade(full, instant - until, rule.halfLife());
    return new Factor(factor.finding(), factor.since(), until, points);
  }

  /** What factors, for and against, come to at an instant. */
  public Assessment again(Subject focal, List<Factor> factors, long instant) {
    return assess(focal, factors.stream().map(factor -> at(factor, instant)).toList(), instant);
  }

  private Assessment assess(Subject focal, List<Factor> scored, long instant) {
    List<Factor> evidence = strongestFirst(scored, false);
    List<Factor> counters = strongestFirst(scored, true);
    List<TypologyMatch> matches = typologies.in(evidence, instant);
    Corroboration corroboration = Corroboration.of(evidence, matches, ruleSet);
    long sum = points.sum(evidence, counters);
    boolean corroborated = corroboration != Corroboration.NONE;
    boolean overTheLine = sum >= ruleSet.settings().lineMilli();
    Long near = ruleSet.settings().nearMissMilli();
    boolean nearMiss = near != null && sum >= near && corroborated != overTheLine;
    return new Assessment(
        focal,
        instant,
        corroboration,
        corroborated && overTheLine,
        nearMiss,
        sum,
        evidence,
        counters,
        matches);
  }

  private List<Factor> strongestFirst(List<Factor> scored, boolean counter) {
    return scored.stream()
        .filter(factor -> rule(factor).isCounter() == counter)
        .sorted(Factor.STRONGEST_FIRST)
        .toList();
  }
}

package org.almenara.engine.cases;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.almenara.engine.evaluate.Subject;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.rules.Family;
import org.almenara.engine.rules.Lane;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.Typology;
import org.almenara.engine.rules.Units;
import org.almenara.engine.rules.Warming;
import org.almenara.engine.score.Assessment;
import org.almenara.engine.score.Factor;
import org.almenara.engine.score.TypologyMatch;
import org.almenara.schemas.Disposition;
import org.almenara.schemas.FlaggedCase;
import org.jspecify.annotations.Nullable;

/** Writes what a case says, from an assessment and the rules behind it. */
final class CaseContent {

  /** UNODC, on indicators of trafficking; it stands on every case. */
  private static final String CAUTION =
      "The presence or absence of an indicator neither proves nor disproves trafficking.";

  /** What everyone is taken for until a human says otherwise. */
  static final String UNKNOWN = Disposition.Role.UNKNOWN.code();

  private static final Comparator<Entry> BY_ID =
      Comparator.comparing(Entry::id).thenComparing(Entry.BY_IDENTITY);

  private final RuleSet ruleSet;
  private final Lane lane;
  private final Units units;

  CaseContent(RuleSet ruleSet, Lane lane, Units units) {
    this.ruleSet = ruleSet;
    this.lane = lane;
    this.units = units;
  }

  FlaggedCase.Content of(CaseState state, Assessment assessment, FlaggedCase.State caseState) {
    Human human = state.human();
    Set<FlaggedCase.Element> supported = EnumSet.noneOf(FlaggedCase.Element.class);
    assessment.factors().forEach(factor -> supported.addAll(rule(factor).evidence().elements()));
    return new FlaggedCase.Content(
        state.id(),
        state.revision(),
        caseState,
        human == null ? null : human.decision(),
        human == null ? null : instant(human.waitsUntil()),
        human == null || human.reviewsDue().isEmpty() ? null : human.reviewsDue(),
        Instant.ofEpochMilli(state.opened()),
        Instant.ofEpochMilli(assessment.instant()),
        focal(assessment.focal(), human == null ? UNKNOWN : human.role()),
        state.unit(),
        Jurisdictions.named(assessment, state.unit(), units),
        ruleSet.hash(),
        lane == Lane.SHADOW ? true : null,
        ruleSet.settings().legalFrame(),
        new FlaggedCase.Strength(
            ruleSet.settings().word(assessment.pointsMilli()),
            assessment.pointsMilli(),
            ruleSet.settings().lineMilli(),
            assessment.corroboration().code()),
        List.copyOf(supported),
        Definitions.missing(FlaggedCase.Offence.HUMAN_TRAFFICKING, supported),
        Definitions.of(supported),
        assessment.typologies().stream().map(this::typology).toList(),
        assessment.factors().stream().map(this::factor).toList(),
        assessment.counters().stream().map(this::counter).toList(),
        FeedGaps.of(assessment, ruleSet),
        assessment.factors().stream()
            .flatMap(factor -> rule(factor).falsePositives().stream())
            .distinct()
            .sorted()
            .toList(),
        CAUTION);
  }

  /** The records that an assessment cites, by id. */
  static List<Entry> cited(Assessment assessment) {
    return Stream.concat(assessment.factors().stream(), assessment.counters().stream())
        .flatMap(factor -> factor.finding().evidence().stream())
        .distinct()
        .sorted(BY_ID)
        .toList();
  }

  private Rule rule(Factor factor) {
    return Objects.requireNonNull(ruleSet.rule(factor.finding().rule()));
  }

  private static FlaggedCase.Focal focal(Subject subject) {
    return focal(subject, UNKNOWN);
  }

  private static FlaggedCase.Focal focal(Subject subject, String role) {
    return new FlaggedCase.Focal(subject.type(), subject.token(), subject.origin(), role);
  }

  private FlaggedCase.Typology typology(TypologyMatch match) {
    Typology typology = Objects.requireNonNull(ruleSet.settings().typology(match.typology()));
    return new FlaggedCase.Typology(
        typology.id(),
        new TreeMap<>(typology.title()),
        typology.describes(),
        match.holding(),
        typology.parts().stream()
            .filter(part -> !match.holding().contains(part))
            .sorted()
            .toList());
  }

  private FlaggedCase.Counter counter(Factor factor) {
    Rule rule = rule(factor);
    List<Entry> evidence = factor.finding().evidence();
    return new FlaggedCase.Counter(
        rule.id(),
        factor.finding().version(),
        new TreeMap<>(rule.title()),
        rule.counters().stream().map(Family::code).sorted().toList(),
        rule.root().code(),
        rule.basis(),
        focal(factor.finding().entity()),
        Instant.ofEpochMilli(factor.since()),
        instant(factor.until()),
        factor.pointsMilli(),
        evidence.stream().anyMatch(Entry::late),
        evidence.stream().map(Entry::id).toList(),
        rule.falsePositives());
  }

  private static @Nullable Instant instant(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  /**
   * Up to when a factor that was passed on can be relied on without being said again: when the
   * newest record that it cites leaves the window.
   */
  private static @Nullable Long validUntil(Factor factor, Rule rule) {
    if (!factor.finding().context() || factor.until() != null) {
      return null;
    }
    return rule.window()
        + factor.finding().evidence().stream()
            .mapToLong(Entry::time)
            .max()
            .orElse(factor.finding().instant());
  }

  private FlaggedCase.Factor factor(Factor factor) {
    Rule rule = rule(factor);
    int permille = factor.finding().seenPermille();
    List<Entry> evidence = factor.finding().evidence();
    return new FlaggedCase.Factor(
        rule.id(),
        factor.finding().version(),
        rule.indicator(),
        new TreeMap<>(rule.title()),
        rule.evidence().family().code(),
        rule.root().code(),
        rule.evidence().tier(),
        rule.basis(),
        focal(factor.finding().entity()),
        factor.finding().context(),
        Instant.ofEpochMilli(factor.since()),
        instant(factor.until()),
        instant(validUntil(factor, rule)),
        rule.window(),
        permille == Warming.ALL ? null : permille,
        factor.finding().observed().stream()
            .map(
                seen ->
                    new FlaggedCase.Observed(
                        seen.measure(), seen.value(), seen.clamp(), seen.unit(), seen.overflowed()))
            .toList(),
        factor.pointsMilli(),
        rule.halfLife(),
        rule.evidence().elements(),
        evidence.stream().anyMatch(Entry::late),
        evidence.stream().map(Entry::id).toList());
  }
}

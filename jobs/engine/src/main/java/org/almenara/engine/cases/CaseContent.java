package org.almenara.engine.cases;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.almenara.engine.evaluate.Subject;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.rules.Lane;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.Warming;
import org.almenara.engine.score.Assessment;
import org.almenara.engine.score.Factor;
import org.almenara.schemas.FlaggedCase;

/** Writes what a case says, from an assessment and the rules behind it. */
final class CaseContent {

  /** UNODC, on indicators of trafficking; it stands on every case. */
  private static final String CAUTION =
      "The presence or absence of an indicator neither proves nor disproves trafficking.";

  private static final Comparator<Entry> BY_ID =
      Comparator.comparing(Entry::id).thenComparing(Entry.BY_IDENTITY);

  private final RuleSet ruleSet;
  private final Lane lane;

  CaseContent(RuleSet ruleSet, Lane lane) {
    this.ruleSet = ruleSet;
    this.lane = lane;
  }

  FlaggedCase.Content of(CaseState state, Assessment assessment, FlaggedCase.State caseState) {
    Set<FlaggedCase.Element> supported = EnumSet.noneOf(FlaggedCase.Element.class);
    assessment.factors().forEach(factor -> supported.addAll(rule(factor).elements()));
    // The element "child" stands in for means, so it is missing from nobody.
    Set<FlaggedCase.Element> missing = EnumSet.complementOf(EnumSet.of(FlaggedCase.Element.CHILD));
    missing.removeAll(supported);
    return new FlaggedCase.Content(
        state.id(),
        state.revision(),
        caseState,
        Instant.ofEpochMilli(state.opened()),
        Instant.ofEpochMilli(assessment.instant()),
        focal(assessment.focal()),
        state.unit(),
        ruleSet.hash(),
        lane == Lane.SHADOW ? true : null,
        ruleSet.settings().legalFrame(),
        new FlaggedCase.Strength(
            ruleSet.settings().word(assessment.pointsMilli()),
            assessment.pointsMilli(),
            ruleSet.settings().lineMilli(),
            assessment.corroboration().code()),
        List.copyOf(supported),
        List.copyOf(missing),
        assessment.factors().stream().map(this::factor).toList(),
        assessment.factors().stream()
            .flatMap(factor -> rule(factor).falsePositives().stream())
            .distinct()
            .sorted()
            .toList(),
        CAUTION);
  }

  /** The records that an assessment cites, by id. */
  static List<Entry> cited(Assessment assessment) {
    return assessment.factors().stream()
        .flatMap(factor -> factor.finding().evidence().stream())
        .distinct()
        .sorted(BY_ID)
        .toList();
  }

  private Rule rule(Factor factor) {
    return Objects.requireNonNull(ruleSet.rule(factor.finding().rule()));
  }

  private static FlaggedCase.Focal focal(Subject subject) {
    return new FlaggedCase.Focal(subject.type(), subject.token(), subject.origin(), "unknown");
  }

  private FlaggedCase.Factor factor(Factor factor) {
    Rule rule = rule(factor);
    Long until = factor.until();
    int permille = factor.finding().seenPermille();
    List<Entry> evidence = factor.finding().evidence();
    return new FlaggedCase.Factor(
        rule.id(),
        factor.finding().version(),
        rule.indicator(),
        new TreeMap<>(rule.title()),
        rule.family().code(),
        rule.root().code(),
        rule.tier(),
        rule.basis(),
        focal(factor.finding().entity()),
        factor.finding().context(),
        Instant.ofEpochMilli(factor.since()),
        until == null ? null : Instant.ofEpochMilli(until),
        rule.window(),
        permille == Warming.ALL ? null : permille,
        factor.finding().observed().stream()
            .map(
                seen ->
                    new FlaggedCase.Observed(
                        seen.measure(), seen.value(), seen.clamp(), seen.unit()))
            .toList(),
        factor.pointsMilli(),
        rule.halfLife(),
        rule.elements(),
        evidence.stream().anyMatch(Entry::late),
        evidence.stream().map(Entry::id).toList());
  }
}

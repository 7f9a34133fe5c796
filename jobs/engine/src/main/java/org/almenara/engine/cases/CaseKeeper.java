package org.almenara.engine.cases;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.almenara.engine.evaluate.Subject;
import org.almenara.engine.rules.Family;
import org.almenara.engine.rules.Lane;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.Settings;
import org.almenara.engine.score.Assessment;
import org.almenara.engine.score.Factor;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.Json;
import org.jspecify.annotations.Nullable;

/**
 * The life of a case: it opens when an assessment qualifies, is revised when what it says has
 * changed, and expires when all that carried it has faded. Nothing here decides about a person: a
 * case stays a lead until a human takes it up.
 */
public final class CaseKeeper {

  /** What runs in shadow is shown to analysts only. */
  private static final String UNIT_OF_SHADOW = "watch";

  private final RuleSet ruleSet;
  private final Lane lane;
  private final CaseContent content;

  public CaseKeeper(RuleSet ruleSet) {
    this(ruleSet, Lane.LIVE);
  }

  /** The keeper of a lane's cases. */
  public CaseKeeper(RuleSet ruleSet, Lane lane) {
    this.ruleSet = ruleSet;
    this.lane = lane;
    this.content = new CaseContent(ruleSet, lane);
  }

  /**
   * What came of an assessment.
   *
   * @param state to keep; absent when there is no open case
   * @param revisions to publish; empty when nothing new is to be said, two when a case moves: it
   *     leaves its old unit and comes to its new one
   */
  public record Step(@Nullable CaseState state, List<CaseRevision> revisions) {}

  /**
   * Takes in an assessment.
   *
   * @param state of the open case; absent when there is none
   */
  public Step step(@Nullable CaseState state, Assessment assessed) {
    Assessment assessment = withoutRemovedRules(assessed);
    if (state == null) {
      return assessment.qualifies() ? open(assessment) : new Step(null, List.of());
    }
    String unit = unit(assessment, state.unit());
    if (assessment.factors().isEmpty()) {
      CaseState last = next(state, unit, "");
      return new Step(null, List.of(revision(last, assessment, FlaggedCase.State.EXPIRED)));
    }
    String says = says(assessment, unit);
    if (says.equals(state.said())) {
      return new Step(state, List.of());
    }
    CaseState next = next(state, unit, says);
    CaseRevision revision = revision(next, assessment, FlaggedCase.State.LEAD);
    return new Step(
        next,
        unit.equals(state.unit())
            ? List.of(revision)
            : List.of(revision.leaving(state.unit()), revision));
  }

  /**
   * An assessment that an earlier rule set made may rest on rules that are gone: it opens nothing,
   * and says only what is left.
   */
  private Assessment withoutRemovedRules(Assessment assessment) {
    List<Factor> known =
        assessment.factors().stream()
            .filter(factor -> ruleSet.rule(factor.finding().rule()) != null)
            .toList();
    return known.size() == assessment.factors().size()
        ? assessment
        : new Assessment(
            assessment.focal(),
            assessment.instant(),
            assessment.corroboration(),
            false,
            assessment.pointsMilli(),
            known);
  }

  private Step open(Assessment assessment) {
    String unit = unit(assessment, null);
    CaseState state =
        new CaseState(
            caseId(lane, assessment.focal(), assessment.instant()),
            1,
            assessment.instant(),
            unit,
            says(assessment, unit));
    return new Step(state, List.of(revision(state, assessment, FlaggedCase.State.LEAD)));
  }

  private static CaseState next(CaseState state, String unit, String says) {
    return new CaseState(state.id(), state.revision() + 1, state.opened(), unit, says);
  }

  /** The id of the case that opens for an entity at an instant. */
  static String caseId(Lane lane, Subject focal, long opened) {
    return Json.sha256(lane.key(focal.key()) + "@" + Instant.ofEpochMilli(opened));
  }

  /** What a reader would call news: another rule, carrier, word or unit. */
  private String says(Assessment assessment, String unit) {
    String factors =
        assessment.factors().stream().map(Factor::key).sorted().collect(Collectors.joining(","));
    String all =
        String.join(
            ";",
            assessment.corroboration().code(),
            ruleSet.settings().word(assessment.pointsMilli()),
            unit,
            factors);
    return Json.sha256(all);
  }

  /**
   * The unit that a case is for: that of the first route which a family leads to. A case moves to
   * an earlier route when it grows, and never back when what led there has faded.
   */
  private String unit(Assessment assessment, @Nullable String known) {
    if (lane == Lane.SHADOW) {
      return UNIT_OF_SHADOW;
    }
    Set<Family> families = EnumSet.noneOf(Family.class);
    for (Factor factor : assessment.factors()) {
      families.add(Objects.requireNonNull(ruleSet.rule(factor.finding().rule())).family());
    }
    for (Settings.Route route : ruleSet.settings().routes()) {
      boolean leads =
          route.families().isEmpty() || route.families().stream().anyMatch(families::contains);
      if (leads || route.unit().equals(known)) {
        return route.unit();
      }
    }
    throw new IllegalStateException("the last route takes every case");
  }

  private CaseRevision revision(
      CaseState state, Assessment assessment, FlaggedCase.State caseState) {
    FlaggedCase.Content said = content.of(state, assessment, caseState);
    return new CaseRevision(
        state.unit(),
        state.id(),
        state.revision(),
        assessment.instant(),
        state.revision() == 1,
        assessment.pointsMilli(),
        new String(Json.canonical(said), StandardCharsets.UTF_8),
        CaseContent.cited(assessment));
  }
}

package org.almenara.engine.cases;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.almenara.engine.evaluate.Subject;
import org.almenara.engine.rules.Lane;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.Settings;
import org.almenara.engine.rules.Typology;
import org.almenara.engine.rules.Unit;
import org.almenara.engine.rules.Units;
import org.almenara.engine.score.Assessment;
import org.almenara.engine.score.Factor;
import org.almenara.engine.score.TypologyMatch;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.Json;
import org.almenara.schemas.UnitKind;
import org.jspecify.annotations.Nullable;

/**
 * The life of a case: it opens when an assessment qualifies, is revised when what it says has
 * changed, and expires when all that carried it has faded. Before that it may be a near miss, which
 * only analysts see. Nothing here decides about a person: a case stays a lead until a human takes
 * it up.
 */
public final class CaseKeeper {

  /** What analysts alone see: near misses, and what runs in shadow. */
  private static final String WATCH = "watch";

  private final RuleSet ruleSet;
  private final Lane lane;
  private final Units units;
  private final CaseContent content;

  public CaseKeeper(RuleSet ruleSet) {
    this(ruleSet, Lane.LIVE);
  }

  /** The keeper of a lane's cases, where each kind has one unit. */
  public CaseKeeper(RuleSet ruleSet, Lane lane) {
    this(ruleSet, lane, Units.WITHOUT_RATIONS);
  }

  /** The keeper of a lane's cases. */
  public CaseKeeper(RuleSet ruleSet, Lane lane, Units units) {
    this.ruleSet = ruleSet;
    this.lane = lane;
    this.units = units;
    this.content = new CaseContent(ruleSet, lane, units);
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
   * @param state of the open case or the near miss; absent when there is none
   */
  public Step step(@Nullable CaseState state, Assessment assessed) {
    Assessment assessment = withoutRemovedRules(assessed);
    if (state == null) {
      return open(assessment);
    }
    if (state.nearMiss() && (assessment.qualifies() || !assessment.nearMiss())) {
      return end(state, assessment);
    }
    String unit = state.nearMiss() ? WATCH : unit(assessment, state.unit());
    if (assessment.faded()) {
      CaseState last = next(state, unit, "");
      return new Step(null, List.of(revision(last, assessment, FlaggedCase.State.EXPIRED)));
    }
    String says = says(assessment, unit);
    if (says.equals(state.said())) {
      return new Step(state, List.of());
    }
    CaseState next = next(state, unit, says);
    boolean moves = !unit.equals(state.unit());
    CaseRevision revision = revision(next, assessment, stands(next));
    return new Step(
        next,
        moves ? List.of(revision.leaving(state.unit()), revision.entering()) : List.of(revision));
  }

  /**
   * An assessment that an earlier rule set made may rest on rules that are gone: it opens nothing,
   * and says only what is left.
   */
  private Assessment withoutRemovedRules(Assessment assessment) {
    List<Factor> factors = known(assessment.factors(), false);
    List<Factor> counters = known(assessment.counters(), true);
    List<TypologyMatch> typologies =
        assessment.typologies().stream()
            .filter(match -> ruleSet.settings().typology(match.typology()) != null)
            .toList();
    boolean allKnown =
        factors.size() == assessment.factors().size()
            && counters.size() == assessment.counters().size()
            && typologies.size() == assessment.typologies().size();
    return new Assessment(
        assessment.focal(),
        assessment.instant(),
        assessment.corroboration(),
        assessment.qualifies() && allKnown,
        assessment.nearMiss() && allKnown,
        assessment.pointsMilli(),
        factors,
        counters,
        typologies);
  }

  private List<Factor> known(List<Factor> factors, boolean counter) {
    return factors.stream()
        .filter(
            factor -> {
              Rule rule = ruleSet.rule(factor.finding().rule());
              return rule != null && rule.isCounter() == counter;
            })
        .toList();
  }

  private Step open(Assessment assessment) {
    if (!assessment.qualifies() && !assessment.nearMiss()) {
      return new Step(null, List.of());
    }
    boolean nearMiss = !assessment.qualifies();
    String unit = nearMiss ? WATCH : unit(assessment, null);
    String id = caseId(lane, assessment.focal(), assessment.instant());
    CaseState state =
        new CaseState(
            nearMiss ? nearMissId(id) : id,
            1,
            assessment.instant(),
            unit,
            nearMiss,
            says(assessment, unit));
    return new Step(state, List.of(revision(state, assessment, stands(state))));
  }

  /** A near miss leaves the analysts' topic, and perhaps a case opens. */
  private Step end(CaseState nearMiss, Assessment assessment) {
    CaseState last = next(nearMiss, WATCH, "");
    Step opened = open(assessment);
    List<CaseRevision> revisions = new ArrayList<>();
    revisions.add(revision(last, assessment, FlaggedCase.State.NEAR_MISS).leaving(WATCH));
    revisions.addAll(opened.revisions());
    return new Step(opened.state(), List.copyOf(revisions));
  }

  private static FlaggedCase.State stands(CaseState state) {
    return state.nearMiss() ? FlaggedCase.State.NEAR_MISS : FlaggedCase.State.LEAD;
  }

  /** Another id than that of a case, so that nobody takes one for the other. */
  private static String nearMissId(String caseId) {
    return Json.sha256("near miss " + caseId);
  }

  private static CaseState next(CaseState state, String unit, String says) {
    return new CaseState(
        state.id(), state.revision() + 1, state.opened(), unit, state.nearMiss(), says);
  }

  /** The id of the case that opens for an entity at an instant. */
  static String caseId(Lane lane, Subject focal, long opened) {
    return Json.sha256(lane.key(focal.key()) + "@" + Instant.ofEpochMilli(opened));
  }

  /**
   * What a reader would call news: another rule, for or against, typology, carrier, word, unit,
   * country.
   */
  private String says(Assessment assessment, String unit) {
    String factors =
        Stream.concat(assessment.factors().stream(), assessment.counters().stream())
            .map(Factor::key)
            .sorted()
            .collect(Collectors.joining(","));
    String typologies =
        assessment.typologies().stream()
            .map(match -> match.typology() + match.holding())
            .collect(Collectors.joining(","));
    String all =
        String.join(
            ";",
            assessment.corroboration().code(),
            ruleSet.settings().word(assessment.pointsMilli()),
            unit,
            factors,
            typologies,
            String.join(",", Jurisdictions.of(assessment).keySet()));
    return Json.sha256(all);
  }

  /** Of the kind that the routes say; which unit of it, the cited records say. */
  private String unit(Assessment assessment, @Nullable String known) {
    if (lane == Lane.SHADOW) {
      return WATCH;
    }
    Unit holder = known == null ? null : units.unit(known);
    String kind =
        Leads.of(assessment, ruleSet)
            .unit(ruleSet.settings(), holder == null ? null : holder.kind().code());
    return units.owner(UnitKind.ofCode(kind), Jurisdictions.of(assessment), known).id();
  }

  /** What only analysts see asks nothing; what is urgent, or about a child, does not wait. */
  private Claim claim(CaseState state, Assessment assessment) {
    if (state.unit().equals(WATCH) || assessment.factors().isEmpty()) {
      return Claim.NONE;
    }
    Settings settings = ruleSet.settings();
    Unit unit = units.unit(state.unit());
    boolean urgent =
        (unit != null && unit.kind() == UnitKind.MINORS)
            || assessment.factors().stream()
                .anyMatch(factor -> settings.urgent().contains(factor.finding().rule()))
            || assessment.typologies().stream()
                .map(match -> settings.typology(match.typology()))
                .anyMatch(CaseKeeper::isAboutAChild);
    return new Claim(state.revision() == 1, urgent, assessment.factors().get(0).finding().rule());
  }

  private static boolean isAboutAChild(@Nullable Typology typology) {
    return typology != null && typology.describes() == FlaggedCase.Situation.CHILD;
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
            CaseContent.cited(assessment))
        .with(claim(state, assessment));
  }
}

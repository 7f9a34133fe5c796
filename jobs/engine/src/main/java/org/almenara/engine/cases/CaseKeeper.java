package org.almenara.engine.cases;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
import org.almenara.engine.score.Scorer;
import org.almenara.engine.score.TypologyMatch;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.Json;
import org.almenara.schemas.UnitKind;
import org.jspecify.annotations.Nullable;

/**
 * The life of a case: it opens when an assessment qualifies, is revised when what it says has
 * changed, and expires when all that carried it has faded. Before that it may be a near miss, which
 * only analysts see. Nothing here decides about a person: a case stays a lead until a human takes
 * it up, and from then on people move it; {@link CaseLife} says how.
 */
public final class CaseKeeper {

  /** What analysts alone see: near misses, and what runs in shadow. */
  static final String WATCH = "watch";

  private final RuleSet ruleSet;
  private final Lane lane;
  private final Units units;
  private final CaseContent content;
  private final Scorer scorer;
  private final NewerEvidence newer;

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
    this.scorer = new Scorer(ruleSet);
    this.newer = new NewerEvidence(ruleSet);
  }

  /**
   * What came of an instant.
   *
   * @param file to keep; absent when there is no case
   * @param revisions to publish, and what the audit says of dispositions; empty when nothing new is
   *     to be said, two of a case that moves: it leaves its old unit and comes to its new one
   */
  public record Step(@Nullable CaseFile file, List<CaseRevision> revisions) {}

  /**
   * Acts at an instant. What people decided comes first: they judged what was known before.
   *
   * @param file what is kept; absent when there is no case
   * @param assessed where the focal entity stands; absent when nobody said so at this instant
   * @param decisions that take effect, in any order
   */
  public Step step(
      @Nullable CaseFile file,
      long instant,
      @Nullable Assessment assessed,
      List<Decided> decisions) {
    CaseStep step = new CaseStep(this, file == null ? CaseFile.EMPTY : file, instant);
    step.passTime();
    decisions.stream().sorted(Decided.IN_ORDER).forEach(step::decide);
    if (assessed != null) {
      step.hear(withoutRemovedRules(assessed));
    }
    return step.result();
  }

  /** When time alone changes something next; {@link Scorer#NEVER} for never. */
  public static long nextInstant(@Nullable CaseFile file) {
    return file == null
        ? Scorer.NEVER
        : file.cases().stream().mapToLong(CaseStep::changesAt).min().orElse(Scorer.NEVER);
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
        typologies,
        assessment.late());
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

  /** The same as it stands at a later instant, by the rules of today. */
  Assessment at(Assessment assessment, long instant) {
    Assessment known = withoutRemovedRules(assessment);
    return known.instant() == instant ? known : again(known, known.factors(), instant);
  }

  /** What some factors of an assessment come to by themselves; counter-evidence stays. */
  Assessment again(Assessment assessment, List<Factor> factors, long instant) {
    Assessment again =
        scorer.again(
            assessment.focal(),
            Stream.concat(factors.stream(), assessment.counters().stream()).toList(),
            instant);
    return assessment.late() ? again.appliedLate() : again;
  }

  NewerEvidence newer() {
    return newer;
  }

  FlaggedCase.Content content(CaseState state, Assessment assessment) {
    return content.of(state, assessment, state.stands());
  }

  /** The units that a case can go to. */
  Units units() {
    return units;
  }

  /** A case or a near miss that opens with its first revision. */
  CaseState opening(Assessment assessment) {
    boolean nearMiss = !assessment.qualifies();
    String unit = nearMiss ? WATCH : unit(assessment, null);
    String id = caseId(lane, assessment.focal(), assessment.instant());
    return new CaseState(
        nearMiss ? nearMissId(id) : id,
        1,
        assessment.instant(),
        unit,
        nearMiss,
        says(assessment, unit),
        facts(assessment),
        1,
        assessment,
        null);
  }

  /** Another id than that of a case, so that nobody takes one for the other. */
  private static String nearMissId(String caseId) {
    return Json.sha256("near miss " + caseId);
  }

  /** The id of the case that opens for an entity at an instant. */
  static String caseId(Lane lane, Subject focal, long opened) {
    return Json.sha256(lane.key(focal.key()) + "@" + Instant.ofEpochMilli(opened));
  }

  /** The next revision of a case, which says what holds now. */
  CaseState saying(CaseState state, Assessment assessment) {
    return state.saying(says(assessment, state.unit()), facts(assessment));
  }

  /**
   * What a reader would call news: another rule, for or against, typology, carrier, word, unit,
   * country.
   */
  String says(Assessment assessment, String unit) {
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
            factors(assessment),
            typologies,
            String.join(",", Jurisdictions.of(assessment).keySet()));
    return Json.sha256(all);
  }

  private static String facts(Assessment assessment) {
    return Json.sha256(factors(assessment));
  }

  private static String factors(Assessment assessment) {
    return Stream.concat(assessment.factors().stream(), assessment.counters().stream())
        .map(Factor::key)
        .sorted()
        .collect(Collectors.joining(","));
  }

  /**
   * The unit of a case that people have placed: it stays there as long as the deployment has that
   * unit, and only what points to a minor takes it to those who look after minors.
   */
  String unitOnceDecided(Assessment assessment, String known) {
    String routed = unit(assessment, known);
    return units.unit(known) == null || Grounds.isOfKind(units, routed, UnitKind.MINORS)
        ? routed
        : known;
  }

  /** Of the kind that the routes say; which unit of it, the cited records say. */
  String unit(Assessment assessment, @Nullable String known) {
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

  CaseRevision revision(CaseState state, Assessment assessment, FlaggedCase.State caseState) {
    FlaggedCase.Content said = content.of(state, assessment, caseState);
    CaseRevision revision =
        new CaseRevision(
                state.unit(),
                state.id(),
                state.revision(),
                assessment.instant(),
                state.revision() == 1,
                assessment.pointsMilli(),
                new String(Json.canonical(said), StandardCharsets.UTF_8),
                CaseContent.cited(assessment))
            .with(claim(state, assessment));
    return assessment.late() ? revision.appliedLate() : revision;
  }
}

package org.almenara.schemas;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.almenara.schemas.Refusal.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What must hold between the fields of a record, beside what its type needs ({@link RecordType}).
 * The schemas say the same, but for the order of two times, whether two people are two, and whether
 * a hash is that of what stands beside it.
 *
 * @param reason why a record is refused for which it does not hold
 * @param path the field that is at fault
 * @param broken whether it does not hold
 */
record AcrossFields<T>(Reason reason, String path, Predicate<T> broken) {

  private static final String REASONS = "reasons";

  static final List<AcrossFields<PlatformEvent>> OF_PLATFORM_EVENTS =
      List.of(
          new AcrossFields<>(
              Reason.PERIOD_REVERSED, "occurred.until", event -> isReversed(event.occurred())),
          new AcrossFields<>(
              Reason.LEGAL_BASIS_MISSING,
              "legal_basis",
              event -> event.payer() != null && event.legalBasis() == null));

  static final List<AcrossFields<Tip>> OF_TIPS =
      List.of(
          new AcrossFields<>(
              Reason.PERIOD_REVERSED, "occurred.until", tip -> isReversed(tip.occurred())),
          new AcrossFields<>(
              Reason.ENTITY_MISSING,
              "resolution",
              tip ->
                  tip.resolution() == Tip.Resolution.RESOLVED
                      && tip.performer() == null
                      && tip.studio() == null
                      && tip.payout() == null),
          new AcrossFields<>(
              Reason.REPORTER_CONTRADICTS,
              "reporter",
              tip -> tip.reporterKind() == Tip.ReporterKind.ANONYMOUS && tip.reporter() != null));

  static final List<AcrossFields<RegisterEntry>> OF_REGISTER_ENTRIES =
      List.of(
          new AcrossFields<>(
              Reason.PERIOD_REVERSED,
              "until",
              entry -> isReversed(entry.effective(), entry.until())));

  static final List<AcrossFields<Activation>> OF_ACTIVATIONS =
      List.of(
          new AcrossFields<>(
              Reason.SAME_PERSON,
              "approver",
              activation -> activation.approver().equals(activation.author())));

  static final List<AcrossFields<Disposition>> OF_DISPOSITIONS =
      List.of(
          new AcrossFields<>(
              Reason.SAME_PERSON,
              "second_reviewer",
              disposition -> disposition.reviewer().equals(disposition.secondReviewer())),
          new AcrossFields<>(
              Reason.FIELD_MISSING,
              REASONS,
              disposition ->
                  disposition.reasons().isEmpty()
                      && disposition.decision().required().contains(REASONS)));

  /** An activation names a rule set by its hash, so that none can take another's place. */
  static final List<AcrossFields<RuleSetDocument>> OF_RULE_SETS =
      List.of(new AcrossFields<>(Reason.HASH_WRONG, "hash", AcrossFields::hasHashOfOthers));

  private static boolean isReversed(@Nullable Period period) {
    return period != null && isReversed(period.from(), period.until());
  }

  private static boolean isReversed(Instant from, @Nullable Instant until) {
    return until != null && until.isBefore(from);
  }

  private static boolean hasHashOfOthers(RuleSetDocument ruleSet) {
    try {
      return !Json.sha256(Json.canonical(ruleSet.files())).equals(ruleSet.hash());
    } catch (UncheckedIOException e) {
      return true; // half of a surrogate pair: no bytes of which there could be a hash
    }
  }
}

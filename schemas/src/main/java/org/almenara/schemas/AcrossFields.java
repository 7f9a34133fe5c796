package org.almenara.schemas;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.almenara.schemas.Refusal.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What must hold between the fields of a record, beside what its type needs ({@link RecordType}).
 * The schemas say the same, but for the order of two times.
 *
 * @param reason why a record is refused for which it does not hold
 * @param path the field that is at fault
 * @param broken whether it does not hold
 */
record AcrossFields<T>(Reason reason, String path, Predicate<T> broken) {

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

  private static boolean isReversed(@Nullable Period period) {
    if (period == null) {
      return false;
    }
    Instant until = period.until();
    return until != null && until.isBefore(period.from());
  }
}

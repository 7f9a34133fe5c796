package org.almenara.cli.rules;

import java.time.Duration;
import org.almenara.cli.live.ActivationHistory;
import org.almenara.cli.live.ActivationHistory.Entry;

/** Why an activation does not hold. */
final class VerdictText {

  private VerdictText() {}

  static String of(Entry entry) {
    return switch (entry.verdict()) {
      case VALID -> "valid";
      case REPLACED -> "replaced by a newer one for the same instant";
      case TOO_LATE -> tooLate(Duration.between(entry.written(), entry.effective()));
      case ONE_PERSON -> "author and approver are one person";
      case UNKNOWN_RULE_SET -> "no such rule set was published";
      case DOES_NOT_COMPILE -> "the rule set does not compile";
    };
  }

  private static String tooLate(Duration lead) {
    String when =
        lead.isNegative()
            ? Spans.words(1_000 * lead.negated().toSeconds()) + " after it should take effect"
            : Spans.words(1_000 * lead.toSeconds()) + " before it takes effect";
    return "written "
        + when
        + "; "
        + Spans.words(ActivationHistory.LEAD.toMillis())
        + " are needed";
  }
}

package org.almenara.cli.rules;

import org.almenara.cli.live.Workers.Word;
import org.almenara.schemas.RuleSetStatus;

/** Why a worker refused a rule set. */
final class StatusText {

  private StatusText() {}

  /** {@code does-not-compile at payout-funnel.yaml:22:9}. */
  static String cause(Word word) {
    RuleSetStatus status = word.status();
    StringBuilder cause = new StringBuilder(status.reason() + "");
    if (status.file() != null) {
      cause.append(" at ").append(status.file());
      if (status.line() != null) {
        cause.append(':').append(status.line());
        if (status.column() != null) {
          cause.append(':').append(status.column());
        }
      }
    }
    return cause.toString();
  }
}

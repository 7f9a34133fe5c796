package org.almenara.engine.rules.lint;

import java.time.Duration;
import java.util.Objects;
import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSource;
import org.almenara.schemas.Topic;

/** A window that reaches back further than raw records are kept: cited records may be gone. */
final class WindowBeyondRetention implements Check {

  private static final Duration KEPT =
      Objects.requireNonNull(
          Topic.PLATFORM_EVENTS.retention(), "raw records are not kept for ever");

  @Override
  public void check(Inspection inspection, Remarks remarks) {
    for (RuleSource source : inspection.sources()) {
      Rule rule = inspection.rules().get(source.id());
      if (rule != null && rule.window() > KEPT.toMillis()) {
        remarks.warning(
            source.at(
                "/window",
                "records are kept for "
                    + KEPT.toDays()
                    + " days: of what a finding cites, some may be gone",
                "use a window of at most " + KEPT.toDays() + "d, or say in why it must be longer"));
      }
    }
  }
}

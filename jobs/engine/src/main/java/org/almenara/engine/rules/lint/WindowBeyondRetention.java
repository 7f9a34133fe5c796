package org.almenara.engine.rules.lint;

import java.time.Duration;
import java.util.Objects;
import java.util.SortedMap;
import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSource;
import org.almenara.schemas.Topic;

/**
 * A window that reaches back further than raw records are kept: cited records may be gone. A rule
 * whose {@code why} speaks of that window has thought of it.
 */
final class WindowBeyondRetention implements Check {

  private static final Duration KEPT =
      Objects.requireNonNull(
          Topic.PLATFORM_EVENTS.retention(), "raw records are not kept for ever");

  @Override
  public void check(Inspection inspection, Remarks remarks) {
    for (RuleSource source : inspection.sources()) {
      Rule rule = inspection.rules().get(source.id());
      if (rule != null && rule.window() > KEPT.toMillis() && !saysWhy(source)) {
        remarks.warning(
            source.at(
                "/window",
                "records are kept for "
                    + KEPT.toDays()
                    + " days: of what a finding cites, some may be gone",
                "use a window of at most "
                    + KEPT.toDays()
                    + "d, or say in why it must be longer, with the window as it is written"));
      }
    }
  }

  private static boolean saysWhy(RuleSource source) {
    SortedMap<String, String> values = source.values();
    return values.getOrDefault("why", "").contains(values.getOrDefault("window", ""));
  }
}

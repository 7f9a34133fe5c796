package org.almenara.engine.rules.lint;

import java.util.Set;
import java.util.stream.Collectors;
import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.SettingsSource;

/** A market baseline that no rule reads: a number that somebody keeps up for nothing. */
final class UnusedBaseline implements Check {

  @Override
  public void check(Inspection inspection, Remarks remarks) {
    SettingsSource settings = inspection.settingsSource();
    if (settings == null) {
      return;
    }
    Set<String> read =
        inspection.sources().stream()
            .flatMap(source -> source.expressions().stream())
            .flatMap(expression -> expression.fields().stream())
            .map(use -> use.path())
            .collect(Collectors.toSet());
    for (String name : settings.baselines()) {
      if (!read.contains("baseline." + name)) {
        remarks.warning(
            settings.at(
                "/baselines/" + name,
                "no rule reads baseline." + name,
                "remove it, or read it in a filter"));
      }
    }
  }
}

package org.almenara.engine.rules;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;

/** The file of settings, for tools that say something about it: what it says where. */
public final class SettingsSource {

  private final SettingsFile settings;
  private final YamlFile file;

  SettingsSource(YamlFile.Parsed<SettingsFile> parsed) {
    this.settings = parsed.value();
    this.file = parsed.file();
  }

  /** Whether an overlay has values for them. */
  boolean isOverlaid() {
    return file.isOverlaid();
  }

  /** Names of the market baselines that it gives. */
  public Set<String> baselines() {
    return Objects.requireNonNullElse(
            settings.baselines(), Map.<String, SettingsFile.BaselineFile>of())
        .keySet();
  }

  /** What it says, by dotted key. */
  public SortedMap<String, String> values() {
    return FlatValues.of(settings);
  }

  /** Something to say of the value under a JSON pointer. */
  public RuleProblem at(String pointer, String cause, String mend) {
    return file.at(pointer, cause, mend);
  }
}

package org.almenara.engine.rules;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A rule set as far as it can be read: for tools that show problems and go on.
 *
 * @param ruleSet compiled; absent when there are problems
 * @param problems why it does not compile, by file and place
 * @param rules those that have no problem of their own, by id
 * @param sources the files of rules that have the shape of one
 * @param settings what the settings say, by dotted key; empty when they have not the shape
 * @param settingsSource their file; absent when they have not the shape
 */
public record Inspection(
    @Nullable RuleSet ruleSet,
    List<RuleProblem> problems,
    SortedMap<String, Rule> rules,
    List<RuleSource> sources,
    SortedMap<String, String> settings,
    @Nullable SettingsSource settingsSource) {

  /** Whether a deployment's own values stand in the place of published ones. */
  public boolean isOverlaid() {
    return sources.stream().anyMatch(RuleSource::isOverlaid)
        || (settingsSource != null && settingsSource.isOverlaid());
  }
}

package org.almenara.engine.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of one deployment over those that are published: they take their place before anything
 * is checked or compiled, so that all that holds for published values holds for them.
 */
final class Overlay {

  private static final String MEND_OVER =
      "look at what differs (almenara rules diff), then write over: ";

  private final YamlFile.@Nullable Parsed<OverlayFile> parsed;

  private Overlay(YamlFile.@Nullable Parsed<OverlayFile> parsed) {
    this.parsed = parsed;
  }

  /** The overlay of a rule set: none where it has none, or one that cannot be read. */
  static Overlay of(RuleSetFiles files, List<RuleProblem> problems) {
    String text = files.files().get(RuleSetFiles.OVERLAY);
    if (text == null) {
      return new Overlay(null);
    }
    YamlFile.Parsed<OverlayFile> parsed =
        YamlFile.read(RuleSetFiles.OVERLAY, text, OverlayFile.class, problems);
    if (parsed != null) {
      String published = files.withoutOverlay().hash();
      String over = parsed.value().over();
      if (!over.equals(published)) {
        parsed
            .file()
            .problem(
                "/over",
                over.matches("[0-9a-f]{64}")
                    ? "it was written for another rule set than this one"
                    : "this is no hash of a rule set",
                MEND_OVER + published);
      }
    }
    return new Overlay(parsed);
  }

  /** Notes rules that it names and that are not there. */
  void checkRules(RuleSetFiles files) {
    Collection<String> ids = files.ruleIds();
    if (parsed != null) {
      for (String id : rules(parsed.value()).keySet()) {
        if (!ids.contains(id)) {
          parsed
              .file()
              .problem(
                  "/rules/" + id,
                  "there is no rule '" + id + "'",
                  Names.suggest(id, ids, "rules are"));
        }
      }
    }
  }

  private static Map<String, OverlayFile.OfRule> rules(OverlayFile file) {
    return Objects.requireNonNullElse(file.rules(), Map.of());
  }

  /** A rule with the values of the overlay. */
  YamlFile.Parsed<RuleFile> over(YamlFile.Parsed<RuleFile> rule) {
    OverlayFile.OfRule values =
        parsed == null ? null : rules(parsed.value()).get(rule.value().id());
    return parsed == null || values == null
        ? rule
        : new OverlaidRule(rule, values, parsed.file()).parsed();
  }

  /** The settings with the values of the overlay. */
  YamlFile.Parsed<SettingsFile> overSettings(YamlFile.Parsed<SettingsFile> settings) {
    OverlayFile.OfSettings values = parsed == null ? null : parsed.value().settings();
    if (parsed == null || values == null) {
      return settings;
    }
    YamlFile file = parsed.file();
    Overlaid overlaid = new Overlaid(file);
    Map<String, Object> changes = new LinkedHashMap<>();
    YamlBinder.values(values)
        .forEach(
            (key, value) -> {
              if (!key.equals("caps") && !key.equals("typologies")) {
                changes.put(key, value);
                overlaid.add("/" + key, "/settings/" + key);
              }
            });
    if (values.caps() != null) {
      changes.put("caps", caps(settings.value().caps(), values.caps(), file, overlaid));
    }
    if (values.typologies() != null) {
      changes.put("typologies", typologies(settings.value(), values.typologies(), file, overlaid));
    }
    return new YamlFile.Parsed<>(
        YamlBinder.with(settings.value(), SettingsFile.class, changes),
        settings.file().overlaid(overlaid));
  }

  private static Map<Family, Integer> caps(
      Map<Family, Integer> published,
      Map<Family, Integer> values,
      YamlFile file,
      Overlaid overlaid) {
    Map<Family, Integer> caps = new TreeMap<>(published);
    values.forEach(
        (family, points) -> {
          String place = "/settings/caps/" + family.code();
          if (caps.replace(family, points) == null) {
            file.problem(
                place,
                "family " + family.code() + " has no cap in the settings",
                OverlaidRule.NO_NEW);
          }
          overlaid.add("/caps/" + family.code(), place);
        });
    return caps;
  }

  private static List<TypologyFile> typologies(
      SettingsFile settings,
      Map<String, OverlayFile.OfTypology> values,
      YamlFile file,
      Overlaid overlaid) {
    List<TypologyFile> all =
        new ArrayList<>(Objects.requireNonNullElse(settings.typologies(), List.<TypologyFile>of()));
    List<String> ids = all.stream().map(TypologyFile::id).toList();
    values.forEach(
        (id, value) -> {
          String place = "/settings/typologies/" + id;
          int index = ids.indexOf(id);
          if (index < 0) {
            file.problem(
                place,
                "there is no typology '" + id + "'",
                Names.suggest(id, ids, "typologies are"));
            return;
          }
          Map<String, Object> changes = YamlBinder.values(value);
          changes
              .keySet()
              .forEach(key -> overlaid.add("/typologies/" + index + "/" + key, place + "/" + key));
          all.set(index, YamlBinder.with(all.get(index), TypologyFile.class, changes));
        });
    return List.copyOf(all);
  }
}

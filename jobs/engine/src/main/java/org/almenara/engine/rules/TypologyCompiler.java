package org.almenara.engine.rules;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.UnitKind;
import org.jspecify.annotations.Nullable;

/** Checks and compiles one typology of the settings, against the rules that are its parts. */
final class TypologyCompiler {

  private final TypologyFile typology;
  private final String pointer;
  private final SettingsFile settings;
  private final Map<String, Rule> rules;
  private final YamlFile file;

  private TypologyCompiler(
      int index, SettingsFile settings, YamlFile file, Map<String, Rule> rules) {
    this.typology = typologies(settings).get(index);
    this.pointer = "/typologies/" + index;
    this.settings = settings;
    this.rules = rules;
    this.file = file;
  }

  /** Notes the problems of all typologies. */
  static void check(SettingsFile settings, YamlFile file, Map<String, Rule> rules) {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < typologies(settings).size(); i++) {
      TypologyCompiler compiler = new TypologyCompiler(i, settings, file, rules);
      compiler.checkNames(ids);
      compiler.checkParts();
      compiler.checkNumbers();
      compiler.checkRaise();
      compiler.checkUnit();
    }
  }

  /** The typologies of settings without a problem. */
  static List<Typology> compiled(SettingsFile settings) {
    return typologies(settings).stream().map(TypologyCompiler::compiled).toList();
  }

  private static Typology compiled(TypologyFile file) {
    return new Typology(
        file.id(),
        file.title(),
        file.describes(),
        all(file),
        any(file),
        atLeast(file),
        Objects.requireNonNull(Durations.parse(file.within())),
        file.raisesTo() != null,
        unit(file));
  }

  /** The kind of unit that it leads to: labour abuse to the inspectorate, and nowhere else. */
  private static @Nullable String unit(TypologyFile file) {
    return file.unit() == null && file.describes() == FlaggedCase.Situation.LABOUR_ABUSE
        ? UnitKind.LABOUR.code()
        : file.unit();
  }

  private static List<TypologyFile> typologies(SettingsFile settings) {
    return Objects.requireNonNullElse(settings.typologies(), List.of());
  }

  private static List<String> all(TypologyFile file) {
    return Objects.requireNonNullElse(file.all(), List.of());
  }

  private static List<String> any(TypologyFile file) {
    return Objects.requireNonNullElse(file.any(), List.of());
  }

  private static int atLeast(TypologyFile file) {
    Integer said = file.atLeast();
    return said == null ? all(file).size() + (any(file).isEmpty() ? 0 : 1) : said;
  }

  private void problem(String key, String cause, String mend) {
    file.problem(pointer + key, cause, mend);
  }

  private void checkNames(Set<String> ids) {
    if (!typology.id().matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      problem("/id", "'" + typology.id() + "' is no id", "use lower-case words joined by -");
    }
    if (!ids.add(typology.id())) {
      problem("/id", "typology " + typology.id() + " is there twice", "rename one of them");
    }
    for (String language : RuleChecks.LANGUAGES) {
      if (!typology.title().containsKey(language)) {
        problem("/title", "no title in '" + language + "'", RuleChecks.MEND_TITLE);
      }
    }
  }

  private void checkParts() {
    Set<String> seen = new HashSet<>();
    checkParts("/all/", all(typology), seen);
    checkParts("/any/", any(typology), seen);
  }

  private void checkParts(String key, List<String> parts, Set<String> seen) {
    for (int i = 0; i < parts.size(); i++) {
      String id = parts.get(i);
      Rule rule = rules.get(id);
      if (!settings.rules().contains(id)) {
        problem(
            key + i,
            "there is no rule '" + id + "'",
            Names.suggest(id, settings.rules(), "rules are"));
      } else if (rule != null && rule.isCounter()) {
        problem(
            key + i,
            "'" + id + "' is counter-evidence",
            "remove it: a typology is made of what speaks for a case");
      }
      if (!seen.add(id)) {
        problem(key + i, "'" + id + "' is named twice", "name it once, under all or under any");
      }
    }
  }

  private void checkNumbers() {
    int parts = parts().size();
    int least = Math.max(2, all(typology).size());
    Integer said = typology.atLeast();
    if (parts < 2) {
      problem("", "it has fewer than two parts", "name at least two rules: one alone is a rule");
    } else if (said != null && (said < least || said > parts)) {
      problem(
          "/at_least",
          "'at_least' lies outside " + least + " to " + parts,
          "it counts the parts of all and any together");
    } else if (atLeast(typology) < 2) {
      problem("/any", "one part alone is enough", "add at_least: 2 or more");
    }
    if (Durations.parse(typology.within()) == null) {
      problem(
          "/within",
          "'" + typology.within() + "' is no duration from 1s to 366d",
          "write a whole number and s, m, h or d: 24h");
    }
  }

  /** It may open what tier B in two families with two roots could not, if only by tier C. */
  private void checkRaise() {
    FlaggedCase.Tier raisesTo = typology.raisesTo();
    if (raisesTo == null) {
      return;
    }
    if (raisesTo != FlaggedCase.Tier.A) {
      problem("/raises_to", "a typology raises to A or to nothing", "write A, or remove the key");
    }
    List<Rule> known = new ArrayList<>();
    for (String id : parts()) {
      Rule rule = rules.get(id);
      if (rule == null || rule.isCounter()) {
        return; // said above, or of the rule itself
      }
      known.add(rule);
    }
    Set<Root> roots = EnumSet.noneOf(Root.class);
    Set<Family> families = EnumSet.noneOf(Family.class);
    Set<FlaggedCase.Tier> tiers = EnumSet.noneOf(FlaggedCase.Tier.class);
    for (Rule rule : known) {
      roots.add(rule.root());
      families.add(rule.evidence().family());
      tiers.add(rule.evidence().tier());
    }
    checkKinds("root", roots.size());
    checkKinds("family", families.size());
    if (tiers.equals(EnumSet.of(FlaggedCase.Tier.C))) {
      problem("/raises_to", "all its parts are of tier C", "add a rule of tier A or B");
    }
  }

  private List<String> parts() {
    return Stream.concat(all(typology).stream(), any(typology).stream()).toList();
  }

  private void checkKinds(String what, int number) {
    if (number < 2) {
      problem(
          "/raises_to",
          "all its parts have one " + what + ", so it never opens a case",
          "add a rule of another " + what + ", or remove raises_to");
    }
  }

  private void checkUnit() {
    String unit = unit(typology);
    List<String> units = settings.routes().stream().map(SettingsFile.RouteFile::unit).toList();
    if (typology.describes() == FlaggedCase.Situation.LABOUR_ABUSE
        && !UnitKind.LABOUR.code().equals(unit)) {
      problem(
          "/unit",
          "what describes labour abuse leads to the inspectorate",
          "write unit: labour, or leave it out");
    } else if (unit != null && !units.contains(unit)) {
      problem(
          "/unit",
          "no route leads to a unit '" + unit + "'",
          Names.suggest(unit, units, "routes lead to"));
    }
  }
}

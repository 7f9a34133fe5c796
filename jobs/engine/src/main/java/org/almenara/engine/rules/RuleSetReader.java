package org.almenara.engine.rules;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the files of a rule set strictly and compiles them. All problems are found in one go. */
public final class RuleSetReader {

  private static final String YAML = ".yaml";

  private final List<RuleProblem> problems = new ArrayList<>();
  private final Map<String, Filter> filters = new HashMap<>();
  private final Map<Long, Measure> measures = new TreeMap<>();
  private final Map<Long, Gauge> gauges = new TreeMap<>();

  private RuleSetReader() {}

  /**
   * Compiles a rule set.
   *
   * @throws RuleSetException with all problems, by file and place
   */
  public static RuleSet compile(RuleSetFiles files) {
    Inspection inspection = inspect(files);
    RuleSet ruleSet = inspection.ruleSet();
    if (ruleSet == null) {
      throw new RuleSetException(inspection.problems());
    }
    return ruleSet;
  }

  /** Compiles what can be compiled, and says what cannot. */
  public static Inspection inspect(RuleSetFiles files) {
    return new RuleSetReader().read(files);
  }

  /** Reads the settings alone, to learn which rules belong to the set. */
  static SettingsFile readSettings(String text) {
    List<RuleProblem> problems = new ArrayList<>();
    YamlFile.Parsed<SettingsFile> parsed =
        YamlFile.read(RuleSetFiles.SETTINGS, text, SettingsFile.class, problems);
    if (parsed == null) {
      throw new RuleSetException(problems);
    }
    return parsed.value();
  }

  private Inspection read(RuleSetFiles files) {
    Overlay overlay = Overlay.of(files, problems);
    YamlFile.Parsed<SettingsFile> settings = settingsFile(files, overlay);
    Map<String, ZoneId> zones = settings == null ? Map.of() : zones(settings);
    Baselines baselines = settings == null ? Baselines.NONE : BaselinesReader.read(settings);
    List<RuleCompiler> compilers = new ArrayList<>();
    List<GroupCompiler> groupCompilers = new ArrayList<>();
    Map<String, YamlFile.Parsed<RuleFile>> ruleFiles = ruleFiles(files, overlay);
    Map<String, RuleFile> byId = new TreeMap<>();
    ruleFiles.values().forEach(parsed -> byId.put(parsed.value().id(), parsed.value()));
    overlay.checkRules(files);
    List<RuleSource> sources = new ArrayList<>();
    ruleFiles.forEach(
        (name, parsed) -> {
          sources.add(new RuleSource(name, parsed));
          GroupFile group = parsed.value().group();
          if (group == null) {
            compilers.add(new RuleCompiler(name, parsed, filters, zones, baselines));
          } else {
            groupCompilers.add(new GroupCompiler(name, parsed, group, byId, baselines));
          }
        });
    compilers.forEach(compiler -> compiler.shareMeasures(measures));
    groupCompilers.forEach(compiler -> compiler.shareMeasures(measures));
    compilers.forEach(compiler -> compiler.shareGauges(measures, gauges));
    groupCompilers.forEach(compiler -> compiler.shareGauges(measures, gauges));
    TreeMap<String, Rule> rules = new TreeMap<>();
    for (RuleCompiler compiler : compilers) {
      Rule rule = compiler.compile(measures, gauges);
      if (rule != null) {
        rules.put(rule.id(), rule);
      }
    }
    List<GroupRule> groupRules = compiled(groupCompilers);
    groupRules.forEach(group -> rules.put(group.rule().id(), group.rule()));
    sources.forEach(source -> refuseBarred(source, rules));
    if (settings != null) {
      checkSettings(settings, files, rules);
    }
    problems.sort(
        Comparator.comparing(RuleProblem::file)
            .thenComparingInt(RuleProblem::line)
            .thenComparingInt(RuleProblem::column));
    RuleSet ruleSet =
        settings == null || !problems.isEmpty()
            ? null
            : new RuleSet(
                files.hash(),
                compiled(settings.value()),
                rules,
                measures,
                gauges,
                new GroupRules(groupRules));
    SettingsSource source = settings == null ? null : new SettingsSource(settings);
    return new Inspection(
        ruleSet,
        List.copyOf(problems),
        rules,
        List.copyOf(sources),
        source == null ? new TreeMap<>() : source.values(),
        source);
  }

  /** A rule that reads what is no sign against anybody is none. */
  private void refuseBarred(RuleSource source, Map<String, Rule> rules) {
    List<RuleProblem> barred = BarredField.in(source, rules.get(source.id()));
    problems.addAll(barred);
    if (!barred.isEmpty()) {
      rules.remove(source.id());
    }
  }

  /** The files of rules that have the shape of one, by name. */
  private Map<String, YamlFile.Parsed<RuleFile>> ruleFiles(RuleSetFiles files, Overlay overlay) {
    Map<String, YamlFile.Parsed<RuleFile>> read = new TreeMap<>();
    files
        .files()
        .forEach(
            (name, text) -> {
              if (RuleSetFiles.isRule(name)) {
                YamlFile.Parsed<RuleFile> parsed =
                    YamlFile.read(name, text, RuleFile.class, problems);
                if (parsed != null) {
                  read.put(name, overlay.over(parsed));
                }
              }
            });
    return read;
  }

  private List<GroupRule> compiled(List<GroupCompiler> compilers) {
    Map<Long, Membership> memberships = new TreeMap<>();
    compilers.forEach(compiler -> compiler.shareMembership(gauges, memberships));
    List<GroupRule> rules = new ArrayList<>();
    for (GroupCompiler compiler : compilers) {
      GroupRule rule = compiler.compile(memberships);
      if (rule != null) {
        rules.add(rule);
      }
    }
    return rules;
  }

  private YamlFile.@Nullable Parsed<SettingsFile> settingsFile(
      RuleSetFiles files, Overlay overlay) {
    String text = files.files().get(RuleSetFiles.SETTINGS);
    if (text == null) {
      problems.add(
          new RuleProblem(
              RuleSetFiles.SETTINGS, 0, 0, "the rule set has no settings", "add the file"));
      return null;
    }
    YamlFile.Parsed<SettingsFile> parsed =
        YamlFile.read(RuleSetFiles.SETTINGS, text, SettingsFile.class, problems);
    return parsed == null ? null : overlay.overSettings(parsed);
  }

  /** Where days begin, by country. */
  private static Map<String, ZoneId> zones(YamlFile.Parsed<SettingsFile> settings) {
    Map<String, String> names = settings.value().timeZones();
    Map<String, ZoneId> zones = new TreeMap<>();
    if (names != null) {
      names.forEach(
          (country, name) -> {
            String pointer = "/time_zones/" + country;
            if (!country.matches("[A-Z]{2}")) {
              settings.file().problem(pointer, "'" + country + "' is no country", "write say CO");
            } else if (!ZoneId.getAvailableZoneIds().contains(name)) {
              settings
                  .file()
                  .problem(
                      pointer,
                      "there is no time zone '" + name + "'",
                      "write a name of the tz database: America/Bogota");
            } else {
              zones.put(country, ZoneId.of(name));
            }
          });
    }
    return zones;
  }

  private static void checkSettings(
      YamlFile.Parsed<SettingsFile> parsed, RuleSetFiles files, Map<String, Rule> rules) {
    SettingsFile settings = parsed.value();
    YamlFile file = parsed.file();
    checkListed(settings, file, files);
    checkCaps(settings, file, rules);
    if (!settings.legalFrame().matches("[a-z0-9_.-]{1,40}")) {
      file.problem("/legal_frame", "this is no code", "use lower-case letters: palermo");
    }
    if (settings.line() <= 0) {
      file.problem("/line", "the line is not above 0", "say how many points open a case");
    }
    Integer budget = settings.budget();
    if (budget != null && (budget < 1 || budget > Settings.MOST_BUDGET_KIB)) {
      file.problem(
          "/budget",
          "the budget lies outside 1 to " + Settings.MOST_BUDGET_KIB,
          "say how many KiB the state of one entity may take");
    }
    Integer near = settings.nearMisses();
    if (near != null && (near < 1 || near >= settings.line())) {
      file.problem(
          "/near_misses",
          "near misses lie outside 1 to " + (settings.line() - 1),
          "say from how many points on, below the line, or remove the key");
    }
    checkWords(settings.words(), file);
    RouteChecks.check(settings, file, rules);
    TypologyCompiler.check(settings, file, rules);
  }

  private static void checkListed(SettingsFile settings, YamlFile file, RuleSetFiles files) {
    Set<String> listed = new HashSet<>();
    for (int i = 0; i < settings.rules().size(); i++) {
      String id = settings.rules().get(i);
      if (!files.files().containsKey(id + YAML)) {
        file.problem("/rules/" + i, "there is no rule " + id, "add " + id + ".yaml or unlist it");
      }
      if (!listed.add(id)) {
        file.problem("/rules/" + i, "rule " + id + " is listed twice", "list it once");
      }
    }
    if (listed.isEmpty()) {
      file.problem("/rules", "the rule set has no rules", "list at least one");
    }
    for (String name : files.files().keySet()) {
      String id = RuleSetFiles.idOf(name);
      if (RuleSetFiles.isRule(name) && !listed.contains(id)) {
        file.problem("/rules", "rule " + id + " is not listed", "list it or remove its file");
      }
    }
  }

  private static void checkCaps(SettingsFile settings, YamlFile file, Map<String, Rule> rules) {
    settings
        .caps()
        .forEach(
            (family, points) -> {
              if (points < 1) {
                file.problem(
                    "/caps/" + family.code(), "the cap is not above 0", "write whole points");
              }
            });
    for (Rule rule : rules.values()) {
      if (rule.bearing() instanceof Rule.Evidence evidence
          && !settings.caps().containsKey(evidence.family())) {
        file.problem(
            "/caps",
            "family " + evidence.family().code() + " of rule " + rule.id() + " has no cap",
            "add one");
      }
    }
  }

  private static void checkWords(List<SettingsFile.WordFile> words, YamlFile file) {
    if (words.isEmpty() || words.get(0).from() != 0) {
      file.problem("/words", "the first word does not begin at 0", "add a word for 0 points");
    }
    for (int i = 0; i < words.size(); i++) {
      if (!words.get(i).word().matches("[a-z]+([ -][a-z]+)*")) {
        file.problem(
            "/words/" + i + "/word", "no case can say this word", "use lower-case words: likely");
      }
    }
    for (int i = 1; i < words.size(); i++) {
      if (words.get(i).from() <= words.get(i - 1).from()) {
        file.problem("/words/" + i + "/from", "words are out of order", "sort them by points");
      }
    }
  }

  private static Settings compiled(SettingsFile file) {
    Map<Family, Long> caps = new HashMap<>();
    file.caps().forEach((family, points) -> caps.put(family, points * 1000L));
    return new Settings(
        file.legalFrame(),
        file.line() * 1000L,
        caps,
        file.words().stream()
            .map(word -> new Settings.Word(word.from() * 1000L, word.word()))
            .toList(),
        file.routes().stream()
            .map(
                route ->
                    new Settings.Route(
                        route.unit(),
                        List.copyOf(route.families()),
                        List.copyOf(RouteChecks.rules(route))))
            .toList(),
        1024L * Objects.requireNonNullElse(file.budget(), Settings.DEFAULT_BUDGET_KIB),
        file.nearMisses() == null ? null : file.nearMisses() * 1000L,
        TypologyCompiler.compiled(file),
        RouteChecks.urgent(file));
  }
}

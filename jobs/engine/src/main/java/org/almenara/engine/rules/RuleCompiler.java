package org.almenara.engine.rules;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.almenara.engine.measures.Question;
import org.almenara.schemas.EntityType;
import org.jspecify.annotations.Nullable;

/** Compiles one rule file: checks it, shares its measures, then ties it to the shared ones. */
final class RuleCompiler {

  private static final long DAY = Duration.ofDays(1).toMillis();

  /** Names that CEL keeps for itself. */
  private static final Set<String> RESERVED =
      Set.of(
          "as",
          "break",
          "const",
          "continue",
          "else",
          "false",
          "for",
          "function",
          "if",
          "import",
          "in",
          "let",
          "loop",
          "namespace",
          "null",
          "package",
          "return",
          "true",
          "var",
          "void",
          "while");

  private final String fileName;
  private final RuleFile rule;
  private final YamlFile file;
  private final Map<String, Filter> filters;
  private final Map<String, ZoneId> zones;
  private final Baselines baselines;
  private final Map<String, MeasureCompiler.Draft> own = new TreeMap<>();
  private Conditions.@Nullable Compiled condition;
  private boolean sound = true;

  RuleCompiler(
      String fileName,
      YamlFile.Parsed<RuleFile> parsed,
      Map<String, Filter> filters,
      Map<String, ZoneId> zones,
      Baselines baselines) {
    this.zones = zones;
    this.baselines = baselines;
    this.fileName = fileName;
    this.rule = parsed.value();
    this.file = parsed.file();
    this.filters = filters;
    check();
  }

  private void problem(String pointer, String cause, String mend) {
    sound = false;
    file.problem(pointer, cause, mend);
  }

  private void check() {
    long window = duration("/window", rule.window());
    long slide = duration("/slide", rule.slide());
    duration("/half_life", rule.halfLife());
    RuleChecks.check(rule, fileName, window, slide, this::problem);
    rule.measures().forEach((name, measure) -> checkMeasure(name, measure, window, slide));
    checkCondition();
    checkPassesOn();
    own.forEach((name, draft) -> checkWhomItMeans("/measures/" + name, draft.measure()));
    if (rule.counters() != null) {
      own.forEach((name, draft) -> checkWhoseWord("/measures/" + name, draft.measure()));
    }
  }

  private long duration(String pointer, String text) {
    Long millis = Durations.parse(text);
    if (millis == null) {
      problem(
          pointer,
          "'" + text + "' is no duration from 1s to 366d",
          "write a whole number and s, m, h or d: 24h");
      return DAY;
    }
    return millis;
  }

  /** Whether a condition can use a name. */
  static boolean isName(String name) {
    return name.matches("[a-z][a-z0-9_]{0,39}") && !RESERVED.contains(name);
  }

  private void checkMeasure(String name, MeasureFile measure, long window, long slide) {
    if (!isName(name)) {
      problem(
          "/measures/" + name,
          "'" + name + "' is no name that a condition can use",
          "use lower-case letters, digits and _, and no word of CEL");
      return;
    }
    MeasureCompiler.Draft draft =
        MeasureCompiler.compile(
            rule, name, measure, window, slide, filters, zones, baselines, file);
    if (draft == null) {
      sound = false;
    } else {
      own.put(name, draft);
    }
  }

  private void checkCondition() {
    if (rule.measures().isEmpty()) {
      problem("/measures", "the rule measures nothing", "add a measure");
    }
    if (rule.measures().isEmpty() || own.size() != rule.measures().size()) {
      return;
    }
    SortedMap<String, Conditions.Operand> operands = new TreeMap<>();
    own.forEach((name, draft) -> operands.put(name, draft.gives().operand()));
    Conditions.Compiled compiled;
    try {
      compiled = Conditions.compile(rule.when(), operands);
    } catch (Expressions.Problem e) {
      sound = false;
      file.problem("/when", e);
      return;
    }
    int i = 0;
    for (String name : own.keySet()) {
      if (compiled.thresholds().get(i++).isEmpty()) {
        problem(
            "/measures/" + name,
            "the condition does not read '" + name + "'",
            "compare it in when, or remove it");
      }
    }
    long[] nothing =
        own.values().stream().mapToLong(draft -> draft.question().function().ofNothing()).toArray();
    if (compiled.test().holds(nothing)) {
      problem("/when", "it holds when nothing was recorded", "ask for at least one record");
    }
    condition = compiled;
  }

  private void checkWhomItMeans(String pointer, Measure measure) {
    if (UnresolvedTips.takenBy(measure.intake())) {
      problem(pointer, UnresolvedTips.CAUSE, UnresolvedTips.MEND);
    }
  }

  /** What a studio reports never lowers a score, so counter-evidence leaves it out. */
  private void checkWhoseWord(String pointer, Measure measure) {
    if (StudioWord.showsIn(measure)) {
      problem(
          pointer,
          "it takes what a studio reports, and that never lowers a score",
          "add to the filter: reported_by in [\"platform\", \"processor\", \"performer\"]");
    }
  }

  private void checkPassesOn() {
    RuleFile.PassesOn passesOn = rule.passesOn();
    if (passesOn == null) {
      return;
    }
    if (!(passesOn.weight() >= 0.001 && passesOn.weight() <= 1)) {
      problem("/passes_on/weight", "the weight lies outside 0.001 to 1", "use 0.5");
    }
    if (passesOn.to() == rule.entity()) {
      problem(
          "/passes_on/to",
          "the rule is about a " + rule.entity().code() + " itself",
          "pass it on to another kind of entity, or to nobody");
    } else if (own.size() == rule.measures().size() && members(own, passesOn.to()) == null) {
      problem(
          "/passes_on/to",
          "no measure remembers who the members are",
          "add a measure members: " + passesOn.to().code());
    }
  }

  /** The measure that knows who the members are, under the name that the rule gives it. */
  private static @Nullable String members(
      Map<String, MeasureCompiler.Draft> drafts, EntityType to) {
    return drafts.entrySet().stream()
        .filter(entry -> entry.getValue().form() == MeasureForm.MEMBERS)
        .filter(entry -> entry.getValue().field().equals(to.code()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  /** Adds its measures to the shared ones: the largest K and the longest window of all readers. */
  void shareMeasures(Map<Long, Measure> shared) {
    Conditions.Compiled condition = this.condition;
    if (!sound || condition == null) {
      return;
    }
    int i = 0;
    for (MeasureCompiler.Draft draft : own.values()) {
      int k = draft.form() == MeasureForm.MEMBERS ? Measure.MOST_MEMBERS : 0;
      long highest = condition.thresholds().get(i++).last();
      if (draft.gives() == MeasureForm.Gives.FEW) {
        k = Math.max(k, Measure.kFor(highest));
      }
      Measure measure = draft.measure();
      shared.merge(
          measure.fingerprint(),
          measure.withBounds(k, measure.window()),
          RuleCompiler::withBoundsOfBoth);
    }
  }

  static Measure withBoundsOfBoth(Measure a, Measure b) {
    return a.withBounds(Math.max(a.k(), b.k()), Math.max(a.window(), b.window()));
  }

  /** Adds what it reads to the shared gauges: the thresholds of all readers. */
  void shareGauges(Map<Long, Measure> measures, Map<Long, Gauge> shared) {
    Conditions.Compiled condition = this.condition;
    if (!sound || condition == null) {
      return;
    }
    int i = 0;
    for (MeasureCompiler.Draft draft : own.values()) {
      Gauge gauge = gauge(measures, draft, condition.thresholds().get(i++));
      shared.merge(gauge.print(), gauge, RuleCompiler::withThresholdsOfBoth);
    }
  }

  private Gauge gauge(
      Map<Long, Measure> measures, MeasureCompiler.Draft draft, Collection<Long> thresholds) {
    Measure measure = Objects.requireNonNull(measures.get(draft.measure().fingerprint()));
    long slide = duration("/slide", rule.slide());
    Question question =
        draft.question().function().readsLists()
            ? draft.question().ofNewest(Measure.kFor(Collections.max(thresholds)))
            : draft.question();
    return new Gauge(
        Gauge.print(measure, question, slide), measure, question, slide, List.copyOf(thresholds));
  }

  static Gauge withThresholdsOfBoth(Gauge a, Gauge b) {
    TreeSet<Long> both = new TreeSet<>(a.thresholds());
    both.addAll(b.thresholds());
    return new Gauge(a.print(), a.measure(), a.question(), a.slide(), List.copyOf(both));
  }

  /** The compiled rule; absent when a problem was found. */
  @Nullable Rule compile(Map<Long, Measure> shared, Map<Long, Gauge> gauges) {
    Conditions.Compiled condition = this.condition;
    if (!sound || condition == null) {
      return null;
    }
    List<Rule.Input> inputs = new ArrayList<>();
    for (Map.Entry<String, MeasureCompiler.Draft> entry : own.entrySet()) {
      List<Long> thresholds = List.copyOf(condition.thresholds().get(inputs.size()));
      long print = gauge(shared, entry.getValue(), thresholds).print();
      Gauge gauge = Objects.requireNonNull(gauges.get(print));
      String unit = entry.getValue().form().unit();
      inputs.add(new Rule.Input(entry.getKey(), gauge, unit, thresholds));
    }
    return rule(rule, List.copyOf(inputs), condition.test(), passesOn(inputs));
  }

  /** What every rule says, and what this one measures; its durations were checked before. */
  static Rule rule(
      RuleFile file,
      List<Rule.Input> inputs,
      Rule.Condition condition,
      Rule.@Nullable PassesOn passesOn) {
    return new Rule(
        file.id(),
        file.version(),
        file.title(),
        file.indicator(),
        file.entity(),
        inputs,
        Objects.requireNonNull(Durations.parse(file.window())),
        Objects.requireNonNull(Durations.parse(file.slide())),
        file.when().strip(),
        condition,
        bearing(file),
        file.root(),
        file.basis(),
        file.points() * 1000L,
        Objects.requireNonNull(Durations.parse(file.halfLife())),
        passesOn,
        List.copyOf(file.falsepositives()));
  }

  /** What it does to a case; {@link RuleChecks} saw that all is there. */
  private static Rule.Bearing bearing(RuleFile file) {
    return file.counters() != null
        ? new Rule.Counter(List.copyOf(file.counters()))
        : new Rule.Evidence(
            Objects.requireNonNull(file.family()),
            Objects.requireNonNull(file.tier()),
            List.copyOf(Objects.requireNonNull(file.elements())));
  }

  private Rule.@Nullable PassesOn passesOn(List<Rule.Input> inputs) {
    RuleFile.PassesOn passesOn = rule.passesOn();
    String members = passesOn == null ? null : members(own, passesOn.to());
    if (passesOn == null || members == null) {
      return null;
    }
    Measure measure =
        inputs.stream()
            .filter(input -> input.name().equals(members))
            .map(input -> input.gauge().measure())
            .findFirst()
            .orElseThrow();
    return new Rule.PassesOn(passesOn.to(), measure, (int) Math.round(passesOn.weight() * 1000));
  }
}

package org.almenara.engine.rules;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.almenara.engine.measures.Function;
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

  /** What a covered-time measure takes: the marks of sessions. */
  private static final String SESSION_MARKS =
      "(type == 'session.started' || type == 'session.alive' || type == 'session.paused'"
          + " || type == 'session.resumed' || type == 'session.ended')";

  private final String fileName;
  private final RuleFile rule;
  private final YamlFile file;
  private final Map<String, Filter> filters;
  private final Map<String, Measure> own = new TreeMap<>();
  private Conditions.@Nullable Compiled condition;
  private boolean sound = true;

  RuleCompiler(String fileName, YamlFile.Parsed<RuleFile> parsed, Map<String, Filter> filters) {
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
    rule.measures().forEach((name, measure) -> checkMeasure(name, measure, window));
    checkCondition();
    checkPassesOn();
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

  private void checkMeasure(String name, RuleFile.MeasureFile measure, long window) {
    String pointer = "/measures/" + name;
    if (!name.matches("[a-z][a-z0-9_]{0,39}") || RESERVED.contains(name)) {
      problem(
          pointer,
          "'" + name + "' is no name that a condition can use",
          "use lower-case letters, digits and _, and no word of CEL");
      return;
    }
    Map<Function, String> functions = new TreeMap<>();
    put(functions, Function.COUNT, measure.count());
    put(functions, Function.DISTINCT, measure.distinct());
    put(functions, Function.MEMBERS, measure.members());
    put(functions, Function.COVERED, measure.covered());
    if (functions.size() != 1) {
      problem(
          pointer, "a measure has exactly one function", "use count, distinct, members or covered");
      return;
    }
    Function function = functions.keySet().iterator().next();
    String field = Objects.requireNonNull(functions.get(function));
    boolean fieldFits =
        switch (function) {
          case COUNT -> field.equals("records");
          case DISTINCT, MEMBERS -> RecordFields.holdsTokens(field);
          case COVERED -> field.equals("session");
          default -> false;
        };
    if (!fieldFits) {
      problem(
          pointer,
          "'" + field + "' is nothing to measure with " + function.name().toLowerCase(Locale.ROOT),
          "use count: records, distinct or members: a field with tokens, covered: session");
      return;
    }
    String where = where(function, measure.where());
    if (where.isEmpty()) {
      problem(pointer, "the measure has no filter", "add where: which records it takes");
      return;
    }
    try {
      filters.computeIfAbsent(where, RuleCompiler::compileFilter);
    } catch (FilterProblem e) {
      sound = false;
      file.problem(pointer + "/where", e.problem);
      return;
    }
    long print = Measure.fingerprint(rule.entity(), function, field, where);
    own.put(name, new Measure(print, rule.entity(), function, field, where, 0, window));
  }

  private static void put(
      Map<Function, String> functions, Function function, @Nullable String field) {
    if (field != null) {
      functions.put(function, field);
    }
  }

  private static String where(Function function, @Nullable String where) {
    String own = where == null ? "" : where.strip();
    if (function != Function.COVERED) {
      return own;
    }
    return own.isEmpty() ? SESSION_MARKS : SESSION_MARKS + " && (" + own + ")";
  }

  /** Carries a problem out of a lambda. */
  private static final class FilterProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Expressions.Problem problem;

    FilterProblem(Expressions.Problem problem) {
      super(problem);
      this.problem = problem;
    }
  }

  private static Filter compileFilter(String text) {
    try {
      return Filter.compile(text);
    } catch (Expressions.Problem e) {
      throw new FilterProblem(e);
    }
  }

  private void checkCondition() {
    if (rule.measures().isEmpty()) {
      problem("/measures", "the rule measures nothing", "add a measure");
    }
    if (rule.measures().isEmpty() || own.size() != rule.measures().size()) {
      return;
    }
    SortedMap<String, CelType> types = new TreeMap<>();
    own.forEach(
        (name, measure) ->
            types.put(name, measure.isTime() ? SimpleType.DURATION : SimpleType.INT));
    Conditions.Compiled compiled;
    try {
      compiled = Conditions.compile(rule.when(), types);
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
    if (compiled.test().holds(new long[own.size()])) {
      problem("/when", "it holds when nothing was recorded", "ask for at least one record");
    }
    condition = compiled;
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

  private static @Nullable Measure members(Map<String, Measure> measures, EntityType to) {
    return measures.values().stream()
        .filter(measure -> measure.function() == Function.MEMBERS)
        .filter(measure -> measure.field().equals(to.code()))
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
    for (Measure measure : own.values()) {
      int k = measure.function() == Function.MEMBERS ? Measure.MOST_MEMBERS : 0;
      long highest = condition.thresholds().get(i++).last();
      if (!measure.isTime()) {
        k = Math.max(k, Measure.kFor(highest));
      }
      shared.merge(
          measure.fingerprint(),
          withBounds(measure, k, measure.window()),
          (a, b) -> withBounds(a, Math.max(a.k(), b.k()), Math.max(a.window(), b.window())));
    }
  }

  private static Measure withBounds(Measure measure, int k, long window) {
    return new Measure(
        measure.fingerprint(),
        measure.entity(),
        measure.function(),
        measure.field(),
        measure.where(),
        k,
        window);
  }

  /** The compiled rule; absent when a problem was found. */
  @Nullable Rule compile(Map<Long, Measure> shared) {
    Conditions.Compiled condition = this.condition;
    if (!sound || condition == null) {
      return null;
    }
    Map<String, Measure> measures = new TreeMap<>();
    List<Rule.Input> inputs = new ArrayList<>();
    for (Map.Entry<String, Measure> entry : own.entrySet()) {
      Measure common = Objects.requireNonNull(shared.get(entry.getValue().fingerprint()));
      measures.put(entry.getKey(), common);
      List<Long> thresholds = List.copyOf(condition.thresholds().get(inputs.size()));
      Question question = Question.of(common.function(), duration("/window", rule.window()));
      inputs.add(new Rule.Input(entry.getKey(), common, question, thresholds));
    }
    return new Rule(
        rule.id(),
        rule.version(),
        rule.title(),
        rule.indicator(),
        rule.entity(),
        List.copyOf(inputs),
        duration("/window", rule.window()),
        duration("/slide", rule.slide()),
        condition.test(),
        rule.family(),
        rule.root(),
        rule.tier(),
        rule.basis(),
        List.copyOf(rule.elements()),
        rule.points() * 1000L,
        duration("/half_life", rule.halfLife()),
        passesOn(measures),
        List.copyOf(rule.falsepositives()));
  }

  private Rule.@Nullable PassesOn passesOn(Map<String, Measure> measures) {
    RuleFile.PassesOn passesOn = rule.passesOn();
    Measure members = passesOn == null ? null : members(measures, passesOn.to());
    return passesOn == null || members == null
        ? null
        : new Rule.PassesOn(passesOn.to(), members, (int) Math.round(passesOn.weight() * 1000));
  }
}

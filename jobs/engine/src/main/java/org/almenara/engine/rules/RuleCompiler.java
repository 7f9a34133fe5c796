package org.almenara.engine.rules;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import org.almenara.schemas.EntityType;
import org.jspecify.annotations.Nullable;

/** Compiles one rule file: checks it, shares its measures, then ties it to the shared ones. */
final class RuleCompiler {

  private static final List<String> LANGUAGES = List.of("en", "es", "pt");
  private static final long DAY = Duration.ofDays(1).toMillis();

  /** What a covered-time measure takes: the marks of sessions. */
  private static final String SESSION_MARKS =
      "(type == 'session.started' || type == 'session.alive' || type == 'session.paused'"
          + " || type == 'session.resumed' || type == 'session.ended')";

  private final String fileName;
  private final RuleFile rule;
  private final YamlFile file;
  private final Map<String, Expressions.Filter> filters;
  private final Map<String, Measure> own = new TreeMap<>();
  private Expressions.@Nullable Condition condition;
  private boolean sound = true;

  RuleCompiler(
      String fileName, YamlFile.Parsed<RuleFile> parsed, Map<String, Expressions.Filter> filters) {
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
    if (!fileName.equals(rule.id() + ".yaml")) {
      problem("/id", "the id is not the file's name", "rename the file to " + rule.id() + ".yaml");
    }
    for (String language : LANGUAGES) {
      if (!rule.title().containsKey(language)) {
        problem(
            "/title", "no title in '" + language + "'", "add one: cases are read in en, es, pt");
      }
    }
    long window = duration("/window", rule.window());
    long slide = duration("/slide", rule.slide());
    duration("/half_life", rule.halfLife());
    if (DAY % slide != 0 || slide > window) {
      problem("/slide", "a slide divides a day and is no longer than the window", "use 5m, 1h, 6h");
    }
    if (rule.points() < 1 || rule.points() > 100) {
      problem("/points", "points lie outside 1 to 100", "use whole points inside");
    }
    if (rule.entity() == EntityType.PLACE || rule.entity() == EntityType.CLUSTER) {
      problem(
          "/entity", "no record has a token of a " + rule.entity().code(), "use another entity");
    }
    rule.measures().forEach((name, measure) -> checkMeasure(name, measure, window));
    checkCondition();
    checkPassesOn();
  }

  private long duration(String pointer, String text) {
    Long millis = Durations.parse(text);
    if (millis == null) {
      problem(
          pointer, "'" + text + "' is no duration", "write a whole number and s, m, h or d: 24h");
      return DAY;
    }
    return millis;
  }

  private void checkMeasure(String name, RuleFile.MeasureFile measure, long window) {
    String pointer = "/measures/" + name;
    Map<Measure.Function, String> functions = new TreeMap<>();
    put(functions, Measure.Function.COUNT, measure.count());
    put(functions, Measure.Function.DISTINCT, measure.distinct());
    put(functions, Measure.Function.MEMBERS, measure.members());
    put(functions, Measure.Function.COVERED, measure.covered());
    if (functions.size() != 1) {
      problem(
          pointer, "a measure has exactly one function", "use count, distinct, members or covered");
      return;
    }
    Measure.Function function = functions.keySet().iterator().next();
    String field = Objects.requireNonNull(functions.get(function));
    boolean fieldFits =
        switch (function) {
          case COUNT -> field.equals("records");
          case DISTINCT, MEMBERS -> RecordFields.holdsTokens(field);
          case COVERED -> field.equals("session");
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
      filters.computeIfAbsent(where, RuleCompiler::filter);
    } catch (FilterProblem e) {
      sound = false;
      file.problem(pointer + "/where", e.problem);
      return;
    }
    long print = Measure.fingerprint(rule.entity(), function, field, where);
    own.put(name, new Measure(print, rule.entity(), function, field, where, 0, window));
  }

  private static void put(
      Map<Measure.Function, String> functions, Measure.Function function, @Nullable String field) {
    if (field != null) {
      functions.put(function, field);
    }
  }

  private static String where(Measure.Function function, @Nullable String where) {
    String own = where == null ? "" : where.strip();
    if (function != Measure.Function.COVERED) {
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

  private static Expressions.Filter filter(String text) {
    try {
      return Expressions.filter(text);
    } catch (Expressions.Problem e) {
      throw new FilterProblem(e);
    }
  }

  private void checkCondition() {
    if (own.size() != rule.measures().size()) {
      return;
    }
    Map<String, CelType> types = new TreeMap<>();
    own.forEach(
        (name, measure) ->
            types.put(name, measure.isTime() ? SimpleType.DURATION : SimpleType.INT));
    try {
      condition = Expressions.condition(rule.when(), types);
    } catch (Expressions.Problem e) {
      sound = false;
      file.problem("/when", e);
      return;
    }
    for (Map.Entry<String, Measure> entry : own.entrySet()) {
      NavigableSet<Long> constants = condition.constants().get(entry.getKey());
      if (constants == null) {
        problem(
            "/measures/" + entry.getKey(), "the condition does not read it", "use or remove it");
      } else if (!entry.getValue().isTime() && Measure.kFor(constants.last()) == 0) {
        problem("/when", constants.last() + " is more than a measure can count", "stay under 1000");
      }
    }
    if (sound && holdsForNobody(condition)) {
      problem("/when", "it holds when nothing was recorded", "ask for at least one record");
    }
  }

  private boolean holdsForNobody(Expressions.Condition condition) {
    Map<String, Object> nothing = new HashMap<>();
    own.forEach((name, measure) -> nothing.put(name, Expressions.celValue(0, measure.isTime())));
    return condition.holds(nothing);
  }

  private void checkPassesOn() {
    RuleFile.PassesOn passesOn = rule.passesOn();
    if (passesOn == null) {
      return;
    }
    if (passesOn.weight() <= 0 || passesOn.weight() > 1) {
      problem("/passes_on/weight", "the weight lies outside 0 to 1", "use 0.5");
    }
    if (passesOn.to() == rule.entity() || members(own, passesOn.to()) == null) {
      problem(
          "/passes_on/to",
          "no measure remembers who the members are",
          "add a measure members: " + passesOn.to().code());
    }
  }

  private static @Nullable Measure members(Map<String, Measure> measures, EntityType to) {
    return measures.values().stream()
        .filter(measure -> measure.function() == Measure.Function.MEMBERS)
        .filter(measure -> measure.field().equals(to.code()))
        .findFirst()
        .orElse(null);
  }

  /** Adds its measures to the shared ones: the largest K and the longest window of all readers. */
  void shareMeasures(Map<Long, Measure> shared) {
    Expressions.Condition condition = this.condition;
    if (!sound || condition == null) {
      return;
    }
    for (Map.Entry<String, Measure> entry : own.entrySet()) {
      Measure measure = entry.getValue();
      int k = measure.function() == Measure.Function.MEMBERS ? Measure.MOST_MEMBERS : 0;
      NavigableSet<Long> constants = condition.constants().get(entry.getKey());
      if (!measure.isTime() && constants != null) {
        k = Math.max(k, Measure.kFor(constants.last()));
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
    Expressions.Condition condition = this.condition;
    if (!sound || condition == null) {
      return null;
    }
    Map<String, Measure> measures = new TreeMap<>();
    List<Rule.Input> inputs = new ArrayList<>();
    own.forEach(
        (name, measure) -> {
          Measure common = Objects.requireNonNull(shared.get(measure.fingerprint()));
          measures.put(name, common);
          inputs.add(
              new Rule.Input(
                  name,
                  common,
                  List.copyOf(Objects.requireNonNull(condition.constants().get(name)))));
        });
    return new Rule(
        rule.id(),
        rule.version(),
        rule.title(),
        rule.indicator(),
        rule.entity(),
        List.copyOf(inputs),
        duration("/window", rule.window()),
        duration("/slide", rule.slide()),
        values -> condition.holds(named(inputs, values)),
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

  private static Map<String, Object> named(List<Rule.Input> inputs, long[] values) {
    Map<String, Object> named = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      Rule.Input input = inputs.get(i);
      named.put(input.name(), Expressions.celValue(values[i], input.measure().isTime()));
    }
    return named;
  }
}

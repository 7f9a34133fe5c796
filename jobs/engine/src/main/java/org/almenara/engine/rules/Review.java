package org.almenara.engine.rules;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What every rule has, whether about an entity or a group: checked, and compiled once sound. */
final class Review {

  private static final long DAY = Duration.ofDays(1).toMillis();

  private final RuleFile rule;
  private final YamlFile file;
  private final long window;
  private final long slide;
  private boolean sound = true;

  /** Checks what stands in the file beside its measures. */
  Review(String fileName, YamlFile.Parsed<RuleFile> parsed) {
    this.rule = parsed.value();
    this.file = parsed.file();
    this.window = duration("/window", rule.window());
    this.slide = duration("/slide", rule.slide());
    duration("/half_life", rule.halfLife());
    RuleChecks.check(rule, fileName, window, slide, this::problem);
  }

  /** Milliseconds; a day where the file has none that can be read. */
  long window() {
    return window;
  }

  /** Milliseconds; a day where the file has none that can be read. */
  long slide() {
    return slide;
  }

  /** Whether no problem was found as yet. */
  boolean isSound() {
    return sound;
  }

  void problem(String pointer, String cause, String mend) {
    sound = false;
    file.problem(pointer, cause, mend);
  }

  void problem(String pointer, Expressions.Problem problem) {
    sound = false;
    file.problem(pointer, problem);
  }

  /** Notes that a problem was noted elsewhere. */
  void unsound() {
    sound = false;
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

  /** Whether a condition can use the name of a measure; notes where not. */
  boolean isName(String name) {
    boolean good = Names.isName(name);
    if (!good) {
      problem(
          "/measures/" + name,
          "'" + name + "' is no name that a condition can use",
          "use lower-case letters, digits and _, and no word of CEL");
    }
    return good;
  }

  /**
   * Compiles the condition.
   *
   * @param measures those that are sound
   * @param ofNothing what they say when nothing was recorded, in the order of their names
   * @param cause what is wrong with a condition that holds then
   * @return absent where a problem was found, in a measure or in the condition itself
   */
  Conditions.@Nullable Compiled condition(
      SortedMap<String, Conditions.Operand> measures, long[] ofNothing, String cause, String mend) {
    if (rule.measures().isEmpty()) {
      problem("/measures", "the rule measures nothing", "add a measure");
    }
    if (rule.measures().isEmpty() || measures.size() != rule.measures().size()) {
      return null;
    }
    Conditions.Compiled compiled;
    try {
      compiled = Conditions.compile(rule.when(), measures);
    } catch (Expressions.Problem e) {
      problem("/when", e);
      return null;
    }
    int i = 0;
    for (String name : measures.keySet()) {
      if (compiled.thresholds().get(i++).isEmpty()) {
        problem(
            "/measures/" + name,
            "the condition does not read '" + name + "'",
            "compare it in when, or remove it");
      }
    }
    if (compiled.test().holds(ofNothing)) {
      problem("/when", cause, mend);
    }
    return compiled;
  }

  /** The compiled rule; only of a sound one. */
  Rule compile(
      List<Rule.Input> inputs, Rule.Condition condition, Rule.@Nullable PassesOn passesOn) {
    return new Rule(
        rule.id(),
        rule.version(),
        rule.title(),
        rule.indicator(),
        rule.entity(),
        inputs,
        window,
        slide,
        rule.when().strip(),
        condition,
        bearing(),
        rule.root(),
        rule.basis(),
        rule.points() * 1000L,
        Objects.requireNonNull(Durations.parse(rule.halfLife())),
        passesOn,
        Needs.of(rule, inputs, condition),
        List.copyOf(rule.falsepositives()));
  }

  /** What it does to a case; {@link RuleChecks} saw that all is there. */
  private Rule.Bearing bearing() {
    return rule.counters() != null
        ? new Rule.Counter(List.copyOf(rule.counters()))
        : new Rule.Evidence(
            Objects.requireNonNull(rule.family()),
            Objects.requireNonNull(rule.tier()),
            List.copyOf(Objects.requireNonNull(rule.elements())));
  }

  /** The weight of what it passes on, in thousandths. */
  static int permille(RuleFile.PassesOn passesOn) {
    return (int) Math.round(passesOn.weight() * 1000);
  }
}

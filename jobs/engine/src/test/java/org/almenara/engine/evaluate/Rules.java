package org.almenara.engine.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.almenara.engine.measures.Function;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.schemas.EntityType;

/**
 * Random rules, each written twice: as YAML for the engine, and as plain Java for brute force.
 *
 * @param rules by id
 * @param unit what windows and slides are multiples of: a minute, or more where days matter
 * @param ruleSet the same, compiled
 */
record Rules(List<Spec> rules, long unit, RuleSet ruleSet) {

  private static final long MINUTE = 60_000;

  /** So that windows hold several days. */
  private static final long LONG_UNIT = 24 * MINUTE;

  private static final long DAY = 86_400_000;

  private static final List<Function> FUNCTIONS = List.of(Function.values());

  /**
   * A rule as brute force evaluates it.
   *
   * @param measures by name
   */
  record Spec(
      String id,
      EntityType entity,
      List<DrawnMeasure> measures,
      DrawnCondition when,
      long window,
      long slide,
      boolean passesOn) {

    /** The highest number that the condition asks a measure for. */
    long clamp(int measure) {
      return when.clamps().getOrDefault(measure, 0L);
    }
  }

  /** Compiling takes longer than running: so many sets, drawn once, on several threads. */
  private static final class Drawn {
    private static final List<Rules> SETS =
        LongStream.range(0, 400).parallel().mapToObj(Rules::draw).toList();
  }

  static Rules random(Random random) {
    return Drawn.SETS.get(random.nextInt(Drawn.SETS.size()));
  }

  static Rules draw(long seed) {
    Random random = new Random(seed);
    long unit = random.nextInt(4) == 0 ? LONG_UNIT : MINUTE;
    List<Spec> specs = new ArrayList<>();
    int n = 1 + random.nextInt(4);
    for (int i = 0; i < n; i++) {
      specs.add(draw(random, "rule-" + i, unit, specs));
    }
    RuleText[] texts = specs.stream().map(Rules::text).toArray(RuleText[]::new);
    return new Rules(specs, unit, TestRules.of(texts));
  }

  private static Spec draw(Random random, String id, long unit, List<Spec> others) {
    long window = List.of(30, 60, 120, 240).get(random.nextInt(4)) * unit;
    long slide = List.of(10, 15, 30).get(random.nextInt(3)) * unit;
    EntityType entity =
        List.of(EntityType.PERFORMER, EntityType.PERFORMER, EntityType.PAYOUT, EntityType.DEVICE)
            .get(random.nextInt(4));
    List<Function> functions = new ArrayList<>();
    boolean passesOn = entity == EntityType.PAYOUT && random.nextBoolean();
    if (passesOn) {
      functions.add(Function.MEMBERS);
    }
    int more = functions.isEmpty() ? 1 + random.nextInt(3) : random.nextInt(2);
    for (int i = 0; i < more; i++) {
      functions.add(FUNCTIONS.get(random.nextInt(FUNCTIONS.size())));
    }
    List<DrawnMeasure> measures = new ArrayList<>();
    for (Function function : functions) {
      measures.add(DrawnMeasure.draw(random, entity, function, window, slide, unit));
    }
    if (!passesOn && !others.isEmpty() && random.nextInt(3) == 0) {
      shareWith(random, others, entity, window, measures);
    }
    DrawnCondition when = DrawnCondition.draw(random, measures, unit);
    return new Spec(id, entity, measures, when, window, slide, passesOn);
  }

  /**
   * The same rules over records of any platform, of which each requires facts.
   *
   * @param facts a YAML flow sequence by id
   */
  Rules requiring(Map<String, String> facts) {
    RuleText[] texts =
        rules.stream()
            .map(spec -> requiring(text(spec), String.valueOf(facts.get(spec.id()))))
            .toArray(RuleText[]::new);
    return new Rules(rules, unit, TestRules.of(texts));
  }

  private static RuleText requiring(RuleText text, String facts) {
    return RuleText.measuring(
            text.id(),
            text.entity(),
            text.measures().replace("platform == \"p\"", "platform != \"nowhere\""),
            text.window(),
            text.slide(),
            text.when())
        .with(text.more() + "\nrequires: " + facts);
  }

  /** A measure of another rule, over this one's window where that makes no difference to it. */
  private static void shareWith(
      Random random,
      List<Spec> others,
      EntityType entity,
      long window,
      List<DrawnMeasure> measures) {
    Spec other = others.get(random.nextInt(others.size()));
    DrawnMeasure shared = other.measures().get(random.nextInt(other.measures().size()));
    boolean tiled = shared.shares().contains("tiles") || shared.shares().contains("rough");
    tiled |= shared.shares().contains("least") || shared.shares().contains("greatest");
    if (other.entity() == entity && !tiled) {
      measures.add(shared.over(window));
    }
  }

  private static RuleText text(Spec spec) {
    List<String> measures =
        IntStream.range(0, spec.measures().size())
            .mapToObj(i -> DrawnCondition.name(i) + ": " + spec.measures().get(i).yaml())
            .toList();
    RuleText text =
        RuleText.measuring(
            spec.id(),
            spec.entity().code(),
            "{" + String.join(", ", measures) + "}",
            spec.window() / MINUTE + "m",
            spec.slide() / MINUTE + "m",
            "'" + spec.when().cel() + "'");
    return spec.passesOn() ? text.with("passes_on: {to: performer, weight: 0.5}") : text;
  }

  /** After this long nothing of a record can matter to any of the rules. */
  long reach() {
    long longest = 0;
    for (Spec rule : rules) {
      for (DrawnMeasure measure : rule.measures()) {
        long window = Math.max(rule.window(), measure.question().baseline());
        long times = measure.times().stream().mapToLong(Long::longValue).max().orElse(0);
        longest = Math.max(longest, window + times + 2 * rule.slide());
      }
    }
    return longest + DAY / 24;
  }

  /** After this long nothing of a record is kept: a session may go on for a day. */
  long lifetime() {
    return reach() + 2 * DAY;
  }

  @Override
  public String toString() {
    return String.join("\n", rules.stream().map(rule -> text(rule).yaml()).toList());
  }
}

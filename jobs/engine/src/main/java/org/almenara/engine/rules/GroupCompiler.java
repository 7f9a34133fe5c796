package org.almenara.engine.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.almenara.engine.measures.Function;
import org.almenara.engine.measures.Question;
import org.almenara.engine.measures.Summary;
import org.almenara.schemas.EntityType;
import org.jspecify.annotations.Nullable;

/** Compiles one rule about a group: checks it against the rules that it reads. */
final class GroupCompiler {

  /** The functions of its measures, by their keys in the file. */
  private static final Map<String, GroupRule.Count> FUNCTIONS =
      new TreeMap<>(
          Map.of(
              "active", GroupRule.Count.ACTIVE,
              "holding", GroupRule.Count.HOLDING,
              "share_holding", GroupRule.Count.SHARE_HOLDING));

  private final Review review;
  private final RuleFile rule;
  private final GroupFile group;
  private final Map<String, RuleFile> others;
  private final Baselines baselines;
  private final SortedMap<String, GroupRule.Input> own = new TreeMap<>();
  private final Filter active;
  private final Conditions.@Nullable Compiled condition;

  /**
   * Checks a rule about a group.
   *
   * @param others all rules of the set, by id
   */
  GroupCompiler(
      String fileName,
      YamlFile.Parsed<RuleFile> parsed,
      GroupFile group,
      Map<String, RuleFile> others,
      Baselines baselines) {
    this.review = new Review(fileName, parsed);
    this.rule = parsed.value();
    this.group = group;
    this.others = others;
    this.baselines = baselines;
    checkMembers();
    this.active = filter();
    rule.measures().forEach((name, measure) -> checkMeasure(name, YamlBinder.values(measure)));
    this.condition = condition();
    checkPassesOn();
  }

  /** Whether a measure counts members of a group, which only a rule about a group has. */
  static boolean counts(Map<String, Object> keys) {
    return FUNCTIONS.keySet().stream().anyMatch(keys::containsKey);
  }

  private void checkMembers() {
    EntityType of = group.of();
    if (of == rule.entity()) {
      review.problem(
          "/group/of",
          "the rule is about a " + of.code() + " itself",
          "name another kind of entity: performer");
    } else if (!RecordFields.holdsTokens(of.code())) {
      review.problem("/group/of", "no record has a token of a " + of.code(), "use another entity");
    }
  }

  private Filter filter() {
    try {
      Filter compiled = Filter.compile(group.active().strip(), baselines);
      if (UnresolvedTips.takenBy(compiled)) {
        review.problem("/group/active", UnresolvedTips.CAUSE, UnresolvedTips.MEND);
      }
      return compiled;
    } catch (Expressions.Problem e) {
      review.problem("/group/active", e);
      return Filter.NONE;
    }
  }

  private void checkMeasure(String name, Map<String, Object> keys) {
    String pointer = "/measures/" + name;
    if (!review.isName(name)) {
      return;
    }
    List<String> functions = keys.keySet().stream().filter(FUNCTIONS::containsKey).toList();
    if (functions.size() != 1) {
      review.problem(
          pointer,
          functions.isEmpty()
              ? "a rule about a group counts members, and no records"
              : "a measure has exactly one function, not " + String.join(" and ", functions),
          functions.isEmpty()
              ? "use one of "
                  + String.join(", ", FUNCTIONS.keySet())
                  + "; what records say of a "
                  + rule.entity().code()
                  + " is a rule of its own"
              : "use one of them");
      return;
    }
    String function = functions.get(0);
    boolean sharing = function.equals("share_holding");
    checkKeys(pointer, function, sharing, keys);
    Object argument = Objects.requireNonNull(keys.get(function));
    if (function.equals("active")) {
      checkActive(pointer, argument.toString());
    } else {
      checkRead(pointer + "/" + function, argument.toString());
    }
    own.put(
        name,
        new GroupRule.Input(
            name,
            Objects.requireNonNull(FUNCTIONS.get(function)),
            function.equals("active") ? "" : argument.toString(),
            atLeast(pointer, keys),
            List.of()));
  }

  private void checkKeys(
      String pointer, String function, boolean sharing, Map<String, Object> keys) {
    for (String key : keys.keySet()) {
      if (!key.equals(function) && !(sharing && key.equals("at_least"))) {
        review.problem(
            pointer + "/" + key,
            function + " has no use for '" + key + "'",
            sharing ? "remove it; it knows at_least" : "remove it");
      }
    }
    if (sharing && !keys.containsKey("at_least")) {
      review.problem(
          pointer, function + " needs 'at_least'", "add at_least: how many members are enough");
    }
  }

  private void checkActive(String pointer, String argument) {
    if (!argument.equals(group.of().code())) {
      review.problem(
          pointer + "/active",
          "the members are of kind " + group.of().code() + ", not '" + argument + "'",
          "write active: " + group.of().code());
    }
  }

  private int atLeast(String pointer, Map<String, Object> keys) {
    int atLeast = (Integer) keys.getOrDefault("at_least", 1);
    if (atLeast < 1 || atLeast > 999) {
      review.problem(
          pointer + "/at_least",
          "'at_least' lies outside 1 to 999",
          "say how many members are enough");
    }
    return atLeast;
  }

  private void checkRead(String pointer, String id) {
    RuleFile read = others.get(id);
    if (read == null) {
      review.problem(
          pointer, "there is no rule '" + id + "'", Names.suggest(id, readable(), known()));
    } else if (read.group() != null) {
      review.problem(
          pointer,
          "'" + id + "' is itself about a group, and there is one level only",
          "read a rule about a " + group.of().code());
    } else if (read.entity() != group.of()) {
      review.problem(
          pointer,
          "'"
              + id
              + "' is about a "
              + read.entity().code()
              + ", and the members are of kind "
              + group.of().code(),
          "read a rule about a " + group.of().code() + ", or mend of");
    } else {
      Long finer = Durations.parse(read.slide());
      if (finer != null && finer > 0 && review.slide() % finer != 0) {
        review.problem(
            "/slide",
            "'" + id + "' is evaluated every " + read.slide() + ", which does not divide the slide",
            "use a multiple of " + read.slide());
      }
    }
  }

  private List<String> readable() {
    return others.values().stream()
        .filter(other -> other.group() == null && other.entity() == group.of())
        .map(RuleFile::id)
        .toList();
  }

  private String known() {
    return "rules about a " + group.of().code() + " are";
  }

  private Conditions.@Nullable Compiled condition() {
    SortedMap<String, Conditions.Operand> operands = new TreeMap<>();
    own.forEach((name, input) -> operands.put(name, operand(input.count())));
    return review.condition(
        operands,
        own.values().stream().mapToLong(input -> ofNobody(input.count())).toArray(),
        "it holds for a group without members",
        "ask for at least one member");
  }

  private static Conditions.Operand operand(GroupRule.Count count) {
    return switch (count) {
      case HOLDING, ACTIVE -> MeasureForm.Gives.FEW.operand();
      case SHARE_HOLDING -> new Conditions.Operand(Scale.QUOTIENT, 0, Scale.MILLIONTHS);
    };
  }

  private static long ofNobody(GroupRule.Count count) {
    return switch (count) {
      case HOLDING, ACTIVE -> 0;
      case SHARE_HOLDING -> Summary.ABSENT;
    };
  }

  private void checkPassesOn() {
    RuleFile.PassesOn passesOn = rule.passesOn();
    if (passesOn == null) {
      return;
    }
    if (passesOn.to() != group.of()) {
      review.problem(
          "/passes_on/to",
          "the members are of kind " + group.of().code(),
          "pass it on to " + group.of().code() + ", or to nobody");
    }
  }

  /** The measure that remembers the groups named on a member's records; the newest is enough. */
  private Measure measure() {
    List<String> parts = new ArrayList<>();
    parts.addAll(List.of(group.active().strip(), "", "", rule.entity().code(), ""));
    active.beside().stream()
        .filter(BesideRecord::isBaseline)
        .forEach(path -> parts.add(baselines.print(path)));
    String text = String.join(" | ", parts);
    return new Measure(
        Prints.of(group.of().code(), MeasureForm.Kind.TOKENS.name(), text),
        group.of(),
        MeasureForm.Kind.TOKENS,
        text,
        new Intake(
            active, List.of(), null, null, new TokenField(rule.entity().code()), false, false),
        List.of(),
        Measure.kFor(1),
        review.window());
  }

  /** Adds what tells members to the shared measures. */
  void shareMeasures(Map<Long, Measure> shared) {
    if (review.isSound()) {
      Measure measure = measure();
      shared.merge(measure.fingerprint(), measure, Measure::forReadersOfBoth);
    }
  }

  /** Adds when members can differ to the shared gauges. */
  void shareGauges(Map<Long, Measure> measures, Map<Long, Gauge> shared) {
    if (review.isSound()) {
      Measure measure = Objects.requireNonNull(measures.get(measure().fingerprint()));
      Question question = Question.of(Function.DISTINCT, review.window());
      long print = Gauge.print(measure, question, review.slide());
      Gauge gauge = new Gauge(print, measure, question, review.slide(), List.of(1L));
      shared.merge(print, gauge, Gauge::forReadersOfBoth);
    }
  }

  private long print() {
    return Gauge.print(measure(), Question.of(Function.DISTINCT, review.window()), review.slide());
  }

  /** Adds its members to the shared memberships: the rules that all readers read. */
  void shareMembership(Map<Long, Gauge> gauges, Map<Long, Membership> shared) {
    if (review.isSound()) {
      Gauge gauge = Objects.requireNonNull(gauges.get(print()));
      Membership membership =
          new Membership(gauge.print(), rule.entity(), group.of(), gauge, read());
      shared.merge(gauge.print(), membership, GroupCompiler::readingBoth);
    }
  }

  private List<String> read() {
    return own.values().stream()
        .map(GroupRule.Input::holding)
        .filter(id -> !id.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  private static Membership readingBoth(Membership a, Membership b) {
    TreeSet<String> both = new TreeSet<>(a.rules());
    both.addAll(b.rules());
    return new Membership(a.print(), a.group(), a.of(), a.gauge(), List.copyOf(both));
  }

  /** The compiled rule; absent when a problem was found. */
  @Nullable GroupRule compile(Map<Long, Membership> memberships) {
    Conditions.Compiled condition = this.condition;
    if (!review.isSound() || condition == null) {
      return null;
    }
    List<GroupRule.Input> inputs = new ArrayList<>();
    for (GroupRule.Input input : own.values()) {
      List<Long> thresholds = List.copyOf(condition.thresholds().get(inputs.size()));
      inputs.add(
          new GroupRule.Input(
              input.name(), input.count(), input.holding(), input.atLeast(), thresholds));
    }
    RuleFile.PassesOn passesOn = rule.passesOn();
    return new GroupRule(
        review.compile(List.of(), condition.test(), null),
        Objects.requireNonNull(memberships.get(print())),
        List.copyOf(inputs),
        reach(),
        passesOn == null ? 0 : Review.permille(passesOn));
  }

  private long reach() {
    return read().stream()
        .map(id -> Durations.parse(Objects.requireNonNull(others.get(id)).window()))
        .mapToLong(millis -> millis == null ? 0 : millis)
        .reduce(review.window(), Math::max);
  }
}

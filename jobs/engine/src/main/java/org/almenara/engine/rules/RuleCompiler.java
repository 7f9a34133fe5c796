package org.almenara.engine.rules;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.almenara.engine.measures.Question;
import org.almenara.schemas.EntityType;
import org.jspecify.annotations.Nullable;

/** Compiles one rule file: checks it, shares its measures, then ties it to the shared ones. */
final class RuleCompiler {

  private final Review review;
  private final RuleFile rule;
  private final YamlFile file;
  private final Map<String, Filter> filters;
  private final Map<String, ZoneId> zones;
  private final Baselines baselines;
  private final SortedMap<String, MeasureCompiler.Draft> own = new TreeMap<>();
  private final Conditions.@Nullable Compiled condition;

  RuleCompiler(
      String fileName,
      YamlFile.Parsed<RuleFile> parsed,
      Map<String, Filter> filters,
      Map<String, ZoneId> zones,
      Baselines baselines) {
    this.review = new Review(fileName, parsed);
    this.rule = parsed.value();
    this.file = parsed.file();
    this.filters = filters;
    this.zones = zones;
    this.baselines = baselines;
    rule.measures().forEach(this::checkMeasure);
    this.condition = condition();
    checkPassesOn();
    own.forEach((name, draft) -> checkWhomItMeans("/measures/" + name, draft.measure()));
    if (rule.counters() != null) {
      own.forEach((name, draft) -> checkWhoseWord("/measures/" + name, draft.measure()));
    }
  }

  private void checkMeasure(String name, MeasureFile measure) {
    if (!review.isName(name)) {
      return;
    }
    MeasureCompiler.Draft draft =
        MeasureCompiler.compile(
            rule, name, measure, review.window(), review.slide(), filters, zones, baselines, file);
    if (draft == null) {
      review.unsound();
    } else {
      own.put(name, draft);
    }
  }

  private Conditions.@Nullable Compiled condition() {
    SortedMap<String, Conditions.Operand> operands = new TreeMap<>();
    own.forEach((name, draft) -> operands.put(name, draft.gives().operand()));
    return review.condition(
        operands,
        own.values().stream().mapToLong(draft -> draft.question().function().ofNothing()).toArray(),
        "it holds when nothing was recorded",
        "ask for at least one record");
  }

  private void checkWhomItMeans(String pointer, Measure measure) {
    if (UnresolvedTips.takenBy(measure.intake())) {
      review.problem(pointer, UnresolvedTips.CAUSE, UnresolvedTips.MEND);
    }
  }

  /** What a studio reports never lowers a score, so counter-evidence leaves it out. */
  private void checkWhoseWord(String pointer, Measure measure) {
    if (StudioWord.showsIn(measure)) {
      review.problem(
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
    if (passesOn.to() == rule.entity()) {
      review.problem(
          "/passes_on/to",
          "the rule is about a " + rule.entity().code() + " itself",
          "pass it on to another kind of entity, or to nobody");
    } else if (own.size() == rule.measures().size() && members(own, passesOn.to()) == null) {
      review.problem(
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
    if (!review.isSound() || condition == null) {
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
          Measure::forReadersOfBoth);
    }
  }

  /** Adds what it reads to the shared gauges: the thresholds of all readers. */
  void shareGauges(Map<Long, Measure> measures, Map<Long, Gauge> shared) {
    Conditions.Compiled condition = this.condition;
    if (!review.isSound() || condition == null) {
      return;
    }
    int i = 0;
    for (MeasureCompiler.Draft draft : own.values()) {
      Gauge gauge = gauge(measures, draft, condition.thresholds().get(i++));
      shared.merge(gauge.print(), gauge, Gauge::forReadersOfBoth);
    }
  }

  private Gauge gauge(
      Map<Long, Measure> measures, MeasureCompiler.Draft draft, Collection<Long> thresholds) {
    Measure measure = Objects.requireNonNull(measures.get(draft.measure().fingerprint()));
    long slide = review.slide();
    Question question =
        draft.question().function().readsLists()
            ? draft.question().ofNewest(Measure.kFor(Collections.max(thresholds)))
            : draft.question();
    return new Gauge(
        Gauge.print(measure, question, slide), measure, question, slide, List.copyOf(thresholds));
  }

  /** The compiled rule; absent when a problem was found. */
  @Nullable Rule compile(Map<Long, Measure> shared, Map<Long, Gauge> gauges) {
    Conditions.Compiled condition = this.condition;
    if (!review.isSound() || condition == null) {
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
    return review.compile(List.copyOf(inputs), condition.test(), passesOn(inputs));
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
    return new Rule.PassesOn(passesOn.to(), measure, Review.permille(passesOn));
  }
}

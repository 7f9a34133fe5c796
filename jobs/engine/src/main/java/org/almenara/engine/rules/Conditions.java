package org.almenara.engine.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;
import org.almenara.engine.cel.Comparison;
import org.almenara.engine.measures.Summary;
import org.jspecify.annotations.Nullable;

/**
 * Compiles conditions over measures: comparisons with constants, joined by {@code &&}, {@code ||}
 * and {@code !}.
 *
 * <p>Every comparison comes down to statements {@code value >= threshold}; so it is known at which
 * values an answer can change. An absent value satisfies neither a comparison nor its negation.
 */
final class Conditions {

  private final SortedMap<String, Operand> measures;
  private final List<String> names;
  private final List<NavigableSet<Long>> thresholds = new ArrayList<>();
  private final CelAbstractSyntaxTree tree;

  private Conditions(SortedMap<String, Operand> measures, CelAbstractSyntaxTree tree) {
    this.measures = measures;
    this.names = List.copyOf(measures.keySet());
    names.forEach(name -> thresholds.add(new TreeSet<>()));
    this.tree = tree;
  }

  /**
   * A measure as a condition sees it.
   *
   * @param scale what its values are
   * @param least least constant that it may be compared with, in the unit of its values
   * @param most greatest constant
   */
  record Operand(Scale scale, long least, long most) {}

  /**
   * A condition, compiled.
   *
   * @param thresholds of each measure in the order of their names, ascending; empty where the
   *     condition does not read it
   * @param test the condition; values in the same order
   */
  record Compiled(List<NavigableSet<Long>> thresholds, Rule.Condition test) {}

  /**
   * Compiles a condition.
   *
   * @param measures by name
   */
  static Compiled compile(String text, SortedMap<String, Operand> measures)
      throws Expressions.Problem {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(Expressions.OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(Expressions.FUNCTIONS);
    measures.forEach((name, measure) -> builder.addVar(name, measure.scale().celType()));
    CelCompiler compiler = builder.build();
    CelAbstractSyntaxTree parsed = Expressions.tree(compiler.parse(text), text);
    Conditions conditions = new Conditions(measures, parsed);
    Term test = conditions.compile(parsed.getExpr());
    Expressions.tree(compiler.check(parsed), text);
    return new Compiled(conditions.thresholds, values -> test.test(values) == Truth.YES);
  }

  /** What a term says of values; of an absent value neither yes nor no, as CEL of an error. */
  private enum Truth {
    NO,
    ABSENT,
    YES;

    Truth negated() {
      return switch (this) {
        case NO -> YES;
        case ABSENT -> ABSENT;
        case YES -> NO;
      };
    }
  }

  private interface Term {
    Truth test(long[] values);
  }

  private Term compile(CelExpr term) throws Expressions.Problem {
    CelExpr.CelCall call = Expressions.call(term);
    String function = call == null ? "" : call.function();
    if (call != null && function.equals("!_")) {
      return not(compile(call.args().get(0)));
    }
    if (call != null && (function.equals("_&&_") || function.equals("_||_"))) {
      Term a = compile(call.args().get(0));
      Term b = compile(call.args().get(1));
      return function.equals("_&&_") ? both(a, b) : not(both(not(a), not(b)));
    }
    Comparison comparison = Comparison.of(function);
    if (call != null && comparison != null) {
      CelExpr left = call.args().get(0);
      CelExpr right = call.args().get(1);
      return Expressions.name(left) == null && Expressions.name(right) != null
          ? compare(right, comparison.turned(), left)
          : compare(left, comparison, right);
    }
    throw new Expressions.Problem(
        tree,
        term,
        "this compares no measure with a constant",
        "write say performers >= 5, and join comparisons by &&, || and !");
  }

  private Term compare(CelExpr measure, Comparison comparison, CelExpr constant)
      throws Expressions.Problem {
    String name = Objects.requireNonNullElse(Expressions.name(measure), "");
    int index = names.indexOf(name);
    if (index < 0) {
      throw new Expressions.Problem(
          tree,
          measure,
          (name.isEmpty() ? "this" : "'" + name + "'") + " is no measure of this rule",
          Names.suggest(name, names, "measures are"));
    }
    Operand operand = Objects.requireNonNull(measures.get(name));
    long c =
        switch (operand.scale()) {
          case NUMBER -> number(name, operand, constant);
          case TIME -> time(name, operand, constant);
          case QUOTIENT -> quotient(name, comparison, operand, constant);
        };
    return switch (comparison) {
      case GREATER_OR_EQUAL -> reaches(index, c);
      case GREATER -> reaches(index, c + 1);
      case LESS -> not(reaches(index, c));
      case LESS_OR_EQUAL -> not(reaches(index, c + 1));
      case EQUAL -> equal(index, c);
      case NOT_EQUAL -> not(equal(index, c));
    };
  }

  private Term reaches(int index, long threshold) {
    thresholds.get(index).add(threshold);
    return values -> {
      if (values[index] == Summary.ABSENT) {
        return Truth.ABSENT;
      }
      return values[index] >= threshold ? Truth.YES : Truth.NO;
    };
  }

  private Term equal(int index, long c) {
    return both(reaches(index, c), not(reaches(index, c + 1)));
  }

  /** The lesser of the two: no beats absent, absent beats yes. */
  private static Term both(Term a, Term b) {
    return values -> {
      Truth first = a.test(values);
      if (first == Truth.NO) {
        return first;
      }
      Truth second = b.test(values);
      return second.compareTo(first) < 0 ? second : first;
    };
  }

  private static Term not(Term term) {
    return values -> term.test(values).negated();
  }

  private long number(String name, Operand operand, CelExpr term) throws Expressions.Problem {
    refuseMeasure(term);
    Long number = wholeNumber(term);
    if (number == null) {
      throw new Expressions.Problem(
          tree,
          term,
          "this is no constant whole number",
          decimal(term) == null
              ? "compare '" + name + "' with, say, 5"
              : "write a whole number; money is in minor units: 12.50 is 1250");
    }
    if (number < operand.least() || number > operand.most()) {
      throw new Expressions.Problem(
          tree,
          term,
          "'"
              + name
              + "' goes from "
              + operand.least()
              + " to "
              + operand.most()
              + ", not to "
              + number,
          operand.most() < 1_000
              ? "stay inside, or count with tally or approximate"
              : operand.least() > 0
                  ? "stay inside, or remove approximate: up to 999 the number is exact"
                  : "stay inside");
    }
    return number;
  }

  /** Two measures cannot be compared: nobody would know when the answer can change. */
  private void refuseMeasure(CelExpr term) throws Expressions.Problem {
    String other = Expressions.name(term);
    if (other != null && names.contains(other)) {
      throw new Expressions.Problem(
          tree,
          term,
          "a measure is compared with a constant, not with another measure",
          "write a number, or measure a share, ratio or growth");
    }
  }

  /** A constant whole number, negative ones too; absent for any other term. */
  private static @Nullable Long wholeNumber(CelExpr term) {
    return term.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
            && term.constant().getKind() == CelConstant.Kind.INT64_VALUE
        ? term.constant().int64Value()
        : null;
  }

  private long time(String name, Operand operand, CelExpr term) throws Expressions.Problem {
    refuseMeasure(term);
    CelExpr.CelCall call = Expressions.call(term);
    String text =
        call != null && call.function().equals("duration") && call.args().size() == 1
            ? Expressions.text(call.args().get(0))
            : null;
    if (text == null) {
      throw new Expressions.Problem(
          tree, term, "'" + name + "' is a time", "compare it with, say, duration(\"16h\")");
    }
    Long millis = Durations.parse(text);
    if (millis == null || millis > operand.most() || text.endsWith("d")) {
      throw new Expressions.Problem(
          tree,
          Objects.requireNonNull(call).args().get(0),
          "'" + text + "' is no time that a condition can name",
          millis != null && text.endsWith("d")
              ? "write it in hours: " + millis / 3_600_000 + "h"
              : "write a whole number and s, m or h: 16h");
    }
    return millis;
  }

  /** In millionths. */
  private long quotient(String name, Comparison comparison, Operand operand, CelExpr term)
      throws Expressions.Problem {
    if (comparison != Comparison.GREATER_OR_EQUAL && comparison != Comparison.LESS) {
      throw new Expressions.Problem(
          tree,
          term,
          "'"
              + name
              + "' is a quotient, rounded down to millionths, of which only >= and < are sure",
          "compare it by >= or <");
    }
    refuseMeasure(term);
    BigDecimal number = decimal(term);
    if (number == null) {
      throw new Expressions.Problem(
          tree, term, "this is no constant number", "compare '" + name + "' with, say, 0.2");
    }
    BigDecimal millionths = number.movePointRight(6);
    if (millionths.stripTrailingZeros().scale() > 0) {
      throw new Expressions.Problem(
          tree,
          term,
          "'" + name + "' is kept in millionths",
          "write at most six decimals: "
              + number.setScale(6, RoundingMode.FLOOR).stripTrailingZeros().toPlainString());
    }
    if (millionths.compareTo(BigDecimal.valueOf(operand.least())) < 0
        || millionths.compareTo(BigDecimal.valueOf(operand.most())) > 0) {
      boolean share = operand.most() == Scale.MILLIONTHS;
      throw new Expressions.Problem(
          tree,
          term,
          "'"
              + name
              + "' goes from "
              + operand.least() / Scale.MILLIONTHS
              + " to "
              + operand.most() / Scale.MILLIONTHS
              + ", not to "
              + number.toPlainString(),
          share ? "write a part of 1: 20 % is 0.2" : "stay inside");
    }
    return millionths.longValueExact();
  }

  private static @Nullable BigDecimal decimal(CelExpr term) {
    Long whole = wholeNumber(term);
    if (whole != null) {
      return BigDecimal.valueOf(whole);
    }
    return term.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
            && term.constant().getKind() == CelConstant.Kind.DOUBLE_VALUE
        ? BigDecimal.valueOf(term.constant().doubleValue())
        : null;
  }
}

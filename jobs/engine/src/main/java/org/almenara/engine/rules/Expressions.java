package org.almenara.engine.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.almenara.schemas.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * CEL expressions of rules, parsed and type-checked: filters over one record, conditions over named
 * measures.
 *
 * <p>A condition on a value that is absent is not met: neither it nor its negation.
 */
final class Expressions {

  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();
  private static final CelCompiler RECORDS = recordCompiler();

  private static final Set<String> COMPARISONS =
      Set.of("_>=_", "_>_", "_<=_", "_<_", "_==_", "_!=_");
  private static final Set<String> CONNECTIVES = Set.of("_&&_", "_||_", "!_");

  private Expressions() {}

  /** What is wrong in an expression; positions are inside it, from 0. */
  static final class Problem extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;
    private final int column;

    Problem(int line, int column, String message) {
      super(message);
      this.line = line;
      this.column = column;
    }

    /** Lines after the expression's first. */
    int line() {
      return line;
    }

    /** Characters after the line's first. */
    int column() {
      return column;
    }
  }

  /**
   * A filter over one record.
   *
   * @param types type codes that it can hold for; empty when it does not say
   * @param test the filter
   */
  record Filter(Set<String> types, Predicate<SourceRecord> test) {}

  /**
   * A condition over measures.
   *
   * @param constants what each measure is compared with, ascending
   * @param program the condition
   */
  record Condition(Map<String, NavigableSet<Long>> constants, CelRuntime.Program program) {

    /** Whether it holds for these values: {@code Long} for counts, {@code Duration} for times. */
    boolean holds(Map<String, Object> values) {
      return isTrue(() -> program.eval(values));
    }
  }

  /** Compiles a filter. */
  static Filter filter(String text) throws Problem {
    CelAbstractSyntaxTree tree = compile(RECORDS, text);
    CelRuntime.Program program = program(tree);
    Set<String> types = new HashSet<>();
    return new Filter(
        onlyTypes(tree.getExpr(), types) ? types : Set.of(),
        source -> isTrue(() -> program.eval((String name) -> RecordFields.celValue(source, name))));
  }

  /**
   * Compiles a condition.
   *
   * @param measures type of each measure: {@link SimpleType#INT} or {@link SimpleType#DURATION}
   */
  static Condition condition(String text, Map<String, CelType> measures) throws Problem {
    CelCompilerBuilder compiler =
        CelCompilerFactory.standardCelCompilerBuilder().setOptions(OPTIONS);
    measures.forEach(compiler::addVar);
    CelAbstractSyntaxTree tree = compile(compiler.build(), text);
    Map<String, NavigableSet<Long>> constants = new TreeMap<>();
    collectConstants(tree, tree.getExpr(), constants);
    return new Condition(constants, program(tree));
  }

  private static CelCompiler recordCompiler() {
    CelCompilerBuilder compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setTypeProvider(RecordFields.messages())
            .setStandardMacros(CelStandardMacro.HAS);
    RecordFields.types().forEach(compiler::addVar);
    return compiler.build();
  }

  private static CelAbstractSyntaxTree compile(CelCompiler compiler, String text) throws Problem {
    CelValidationResult result = compiler.compile(text);
    CelAbstractSyntaxTree tree;
    try {
      tree = result.getAst();
    } catch (CelValidationException e) {
      CelIssue first = result.getErrors().get(0);
      throw new Problem(
          first.getSourceLocation().getLine() - 1,
          first.getSourceLocation().getColumn(),
          first.getMessage());
    }
    if (!SimpleType.BOOL.equals(tree.getResultType())) {
      throw new Problem(
          0, 0, "the expression is no condition: it gives " + tree.getResultType().name());
    }
    return tree;
  }

  private static CelRuntime.Program program(CelAbstractSyntaxTree tree) {
    try {
      return RUNTIME.createProgram(tree);
    } catch (CelEvaluationException e) {
      throw new IllegalStateException("a checked expression can be planned", e);
    }
  }

  private interface Evaluation {
    Object run() throws CelEvaluationException;
  }

  /** An error means that a value was absent or out of range: not met. */
  private static boolean isTrue(Evaluation evaluation) {
    try {
      return Boolean.TRUE.equals(evaluation.run());
    } catch (CelEvaluationException e) {
      return false;
    }
  }

  /** Finds {@code type == "..."} among the terms that must all hold; false when there is none. */
  private static boolean onlyTypes(CelExpr expr, Set<String> types) {
    if (expr.exprKind().getKind() != CelExpr.ExprKind.Kind.CALL) {
      return false;
    }
    CelExpr.CelCall call = expr.call();
    if (call.function().equals("_&&_")) {
      return call.args().stream().anyMatch(term -> onlyTypes(term, types));
    }
    if (call.function().equals("_||_")) {
      return call.args().stream().allMatch(term -> onlyTypes(term, types));
    }
    if (call.function().equals("_==_")) {
      String type = typeName(call.args().get(0), call.args().get(1));
      if (type == null) {
        type = typeName(call.args().get(1), call.args().get(0));
      }
      return type != null && types.add(type);
    }
    return false;
  }

  private static @Nullable String typeName(CelExpr field, CelExpr constant) {
    boolean isType =
        field.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT
            && field.ident().name().equals("type")
            && constant.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT;
    return isType ? constant.constant().stringValue() : null;
  }

  private static void collectConstants(
      CelAbstractSyntaxTree tree, CelExpr expr, Map<String, NavigableSet<Long>> constants)
      throws Problem {
    CelExpr.ExprKind.Kind kind = expr.exprKind().getKind();
    if (kind == CelExpr.ExprKind.Kind.CALL && CONNECTIVES.contains(expr.call().function())) {
      for (CelExpr term : expr.call().args()) {
        collectConstants(tree, term, constants);
      }
      return;
    }
    if (kind == CelExpr.ExprKind.Kind.CALL && COMPARISONS.contains(expr.call().function())) {
      List<CelExpr> sides = new ArrayList<>(expr.call().args());
      if (sides.get(0).exprKind().getKind() != CelExpr.ExprKind.Kind.IDENT) {
        sides.add(sides.remove(0));
      }
      Long constant = constant(sides.get(1));
      if (sides.get(0).exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT && constant != null) {
        constants
            .computeIfAbsent(sides.get(0).ident().name(), name -> new TreeSet<>())
            .add(constant);
        return;
      }
    }
    int offset = tree.getSource().getPositionsMap().getOrDefault(expr.id(), 0);
    throw new Problem(
        0, offset, "a condition compares measures with constants, joined by &&, || and !");
  }

  private static @Nullable Long constant(CelExpr expr) {
    if (expr.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
      return switch (expr.constant().getKind()) {
        case INT64_VALUE -> expr.constant().int64Value();
        default -> null;
      };
    }
    if (expr.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL
        && expr.call().function().equals("duration")
        && expr.call().args().get(0).exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
      return Durations.parse(expr.call().args().get(0).constant().stringValue());
    }
    return null;
  }

  /** What a measure's value is to a condition. */
  static Object celValue(long value, boolean time) {
    return time ? Duration.ofMillis(value) : (Object) value;
  }
}

package org.almenara.engine.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.HashSet;
import java.util.Set;
import org.almenara.schemas.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * A filter over one record, in CEL.
 *
 * <p>A condition on a field that the record does not have is not met: neither it nor its negation.
 */
final class Filter {

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(Expressions.OPTIONS).build();
  private static final CelCompiler COMPILER = compiler();

  /** Holds for nothing: stands for a filter that does not compile. */
  static final Filter NONE = none();

  private final Set<String> types;
  private final CelRuntime.Program program;

  private Filter(Set<String> types, CelRuntime.Program program) {
    this.types = types;
    this.program = program;
  }

  private static Filter none() {
    try {
      return compile("false");
    } catch (Expressions.Problem e) {
      throw new IllegalStateException(e);
    }
  }

  private static CelCompiler compiler() {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(Expressions.OPTIONS)
            .setTypeProvider(RecordFields.messages())
            .setStandardMacros(CelStandardMacro.HAS);
    RecordFields.types().forEach(builder::addVar);
    return builder.build();
  }

  /** Compiles a filter. */
  static Filter compile(String text) throws Expressions.Problem {
    CelAbstractSyntaxTree tree = check(text);
    Codes.check(tree, tree.getExpr());
    Set<String> types = new HashSet<>();
    boolean bounded = onlyTypes(tree.getExpr(), types);
    try {
      return new Filter(bounded ? types : Set.of(), RUNTIME.createProgram(tree));
    } catch (CelEvaluationException e) {
      throw new Expressions.Problem(0, "it cannot be run: " + e.getMessage(), "simplify it");
    }
  }

  /** Parses and type-checks a filter against the contracts. */
  static CelAbstractSyntaxTree check(String text) throws Expressions.Problem {
    CelAbstractSyntaxTree tree = Expressions.tree(COMPILER.compile(text), text);
    if (!SimpleType.BOOL.equals(tree.getResultType())) {
      throw new Expressions.Problem(
          0,
          "the filter says neither yes nor no: it gives " + tree.getResultType().name(),
          "write a comparison, say type == \"payout.made\"");
    }
    return tree;
  }

  /** Type codes of the records that it can hold for; empty when it does not say. */
  Set<String> types() {
    return types;
  }

  /** Whether it holds; an error means that a value was absent or out of range: it does not. */
  boolean holds(SourceRecord source) {
    try {
      return Boolean.TRUE.equals(
          program.eval((String name) -> RecordFields.celValue(source, name)));
    } catch (CelEvaluationException e) {
      return false;
    }
  }

  /**
   * Collects the types outside which a term cannot hold.
   *
   * @return false when it can hold for any type; what was collected then says nothing
   */
  private static boolean onlyTypes(CelExpr term, Set<String> types) {
    CelExpr.CelCall call = Expressions.call(term);
    if (call == null) {
      return false;
    }
    return switch (call.function()) {
      case "_&&_" -> onlyTypesOfBoth(call, types);
      case "_||_" -> call.args().stream().allMatch(either -> onlyTypes(either, types));
      case "_==_" -> {
        String type = typeName(call.args().get(0), call.args().get(1));
        if (type != null) {
          types.add(type);
        }
        yield type != null;
      }
      default -> false;
    };
  }

  private static boolean onlyTypesOfBoth(CelExpr.CelCall and, Set<String> types) {
    for (CelExpr term : and.args()) {
      Set<String> own = new HashSet<>();
      if (onlyTypes(term, own)) {
        types.addAll(own);
        return true;
      }
    }
    return false;
  }

  private static @Nullable String typeName(CelExpr a, CelExpr b) {
    if ("type".equals(Expressions.name(a))) {
      return Expressions.text(b);
    }
    return "type".equals(Expressions.name(b)) ? Expressions.text(a) : null;
  }
}

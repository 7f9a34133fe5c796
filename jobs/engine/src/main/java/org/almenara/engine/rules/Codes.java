package org.almenara.engine.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import java.util.List;
import java.util.Set;
import org.almenara.engine.cel.Comparison;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a filter that compares a field with a code that no contract has: it would never hold, and
 * nobody would notice.
 */
final class Codes {

  private Codes() {}

  static void check(CelAbstractSyntaxTree tree, CelExpr term) throws Expressions.Problem {
    CelExpr.CelCall call = Expressions.call(term);
    if (call == null) {
      return;
    }
    if (Comparison.of(call.function()) != null || call.function().equals("@in")) {
      List<CelExpr> sides = call.args();
      check(tree, Expressions.path(sides.get(0)), sides.get(1));
      check(tree, Expressions.path(sides.get(1)), sides.get(0));
    }
    for (CelExpr argument : call.args()) {
      check(tree, argument);
    }
  }

  private static void check(CelAbstractSyntaxTree tree, @Nullable String path, CelExpr constant)
      throws Expressions.Problem {
    Set<String> codes = path == null ? Set.of() : RecordFields.codes(path);
    if (codes.isEmpty()) {
      return;
    }
    if (constant.exprKind().getKind() == CelExpr.ExprKind.Kind.LIST) {
      for (CelExpr element : constant.list().elements()) {
        check(tree, path, element);
      }
      return;
    }
    String code = Expressions.text(constant);
    if (code != null && !codes.contains(code)) {
      throw new Expressions.Problem(
          tree,
          constant,
          "'" + code + "' is no code of '" + path + "', so this never holds",
          Names.suggest(code, codes, "codes are"));
    }
  }
}

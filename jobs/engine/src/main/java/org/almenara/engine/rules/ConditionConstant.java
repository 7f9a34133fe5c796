package org.almenara.engine.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.almenara.engine.cel.Comparison;
import org.jspecify.annotations.Nullable;

/**
 * A constant of a condition, where it stands in the text.
 *
 * @param measure with which it is compared
 * @param start first character
 * @param end after the last character
 * @param time whether it is a time; then the text between the quotes
 */
record ConditionConstant(String measure, int start, int end, boolean time) {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  private static final Pattern TIME = Pattern.compile("\"([^\"]*)\"|'([^']*)'");

  /** As it is written in the condition. */
  String in(String condition) {
    return condition.substring(start, end);
  }

  /** All constants of a condition, in the order of the text; none where it is no condition. */
  static List<ConditionConstant> of(String condition) {
    List<ConditionConstant> constants = new ArrayList<>();
    try {
      CelAbstractSyntaxTree tree = Expressions.parsed(condition);
      add(tree, tree.getExpr(), condition, constants);
    } catch (Expressions.Problem e) {
      return List.of(); // the compiler says so
    }
    constants.sort(Comparator.comparingInt(ConditionConstant::start));
    return constants;
  }

  private static void add(
      CelAbstractSyntaxTree tree, CelExpr term, String condition, List<ConditionConstant> to) {
    CelExpr.CelCall call = Expressions.call(term);
    if (call == null) {
      return;
    }
    if (Comparison.of(call.function()) == null || call.args().size() != 2) {
      call.args().forEach(part -> add(tree, part, condition, to));
      return;
    }
    CelExpr left = call.args().get(0);
    CelExpr right = call.args().get(1);
    ConditionConstant constant =
        Expressions.name(left) == null
            ? of(tree, right, left, condition)
            : of(tree, left, right, condition);
    if (constant != null) {
      to.add(constant);
    }
  }

  private static @Nullable ConditionConstant of(
      CelAbstractSyntaxTree tree, CelExpr name, CelExpr value, String condition) {
    String measure = Expressions.name(name);
    CelExpr.CelCall call = Expressions.call(value);
    boolean time = call != null && call.args().size() == 1;
    CelExpr literal = call != null && time ? call.args().get(0) : value;
    Matcher written = (time ? TIME : NUMBER).matcher(condition);
    int at = Expressions.offset(tree, literal);
    if (measure == null || !written.find(at) || written.start() != at) {
      return null;
    }
    int quote = time ? 1 : 0;
    return new ConditionConstant(measure, at + quote, written.end() - quote, time);
  }
}

package org.almenara.engine.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A field that an expression over one record reads, and what for.
 *
 * @param path dotted name
 * @param purpose what for
 * @param function CEL's name of what is done with it, say {@code _==_}; empty where it is read only
 * @param constants what it is compared with: texts, numbers and codes as they are written
 * @param offset where it stands in the text, from 0
 */
public record FieldUse(
    String path, Purpose purpose, String function, List<String> constants, int offset) {

  /** What a field is read for. */
  public enum Purpose {
    /** Whether it is there. */
    PRESENCE,
    /** Whether it is not there, of an optional part of a field whose value nothing asks beside. */
    ABSENCE,
    /** Compared with something that the rule names. */
    AGAINST_CONSTANT,
    /** Compared with another field of the record. */
    AGAINST_FIELD,
    /** Its value: yes or no, or part of a number that is measured. */
    VALUE
  }

  private static final Set<String> LOGIC = Set.of("_&&_", "_||_", "!_", "_?_:_");
  private static final Set<String> ARITHMETIC = Set.of("_+_", "_-_", "_*_", "_/_", "_%_", "-_");

  /** What says yes or no by itself, wherever it stands. */
  private static final Set<String> STATEMENTS =
      Set.of(
          "_&&_",
          "_||_",
          "!_",
          "_==_",
          "_!=_",
          "_<_",
          "_<=_",
          "_>_",
          "_>=_",
          "@in",
          "startsWith",
          "endsWith",
          "contains",
          "matches");

  /** The uses in a text, in its order; none where it is no CEL. */
  static List<FieldUse> in(String text) {
    try {
      CelAbstractSyntaxTree tree = Expressions.parsed(text);
      List<FieldUse> uses = new ArrayList<>();
      new Walk(tree, uses).read(tree.getExpr(), false, Set.of());
      return List.copyOf(uses);
    } catch (Expressions.Problem e) {
      return List.of(); // the compiler has said it
    }
  }

  private record Walk(CelAbstractSyntaxTree tree, List<FieldUse> uses) {

    /**
     * Goes through a term.
     *
     * @param negated whether it stands under a negation
     * @param beside what is read by that which is joined with it
     */
    void read(CelExpr term, boolean negated, Set<String> beside) {
      String path = Expressions.path(term);
      if (path != null) {
        boolean presence =
            term.exprKind().getKind() == CelExpr.ExprKind.Kind.SELECT && term.select().testOnly();
        boolean absence = negated && RecordFields.isOptional(path) && !beside.contains(path);
        Purpose asked = absence ? Purpose.ABSENCE : Purpose.PRESENCE;
        add(term, path, presence ? asked : Purpose.VALUE, "", List.of());
        return;
      }
      CelExpr.CelCall call = Expressions.call(term);
      if (call == null) {
        return;
      }
      if (LOGIC.contains(call.function()) || ARITHMETIC.contains(call.function())) {
        boolean turned = call.function().equals("!_") != negated;
        for (CelExpr part : call.args()) {
          Set<String> more = new HashSet<>(beside);
          call.args().stream().filter(other -> other != part).forEach(other -> read(other, more));
          read(part, turned, more);
        }
        return;
      }
      compare(call.function(), sides(call));
    }

    /** The fields of which a term reads the value. */
    private static void read(CelExpr term, Set<String> fields) {
      String path = Expressions.path(term);
      boolean presence =
          term.exprKind().getKind() == CelExpr.ExprKind.Kind.SELECT && term.select().testOnly();
      if (path != null && !presence) {
        fields.add(path);
      }
      CelExpr.CelCall call = Expressions.call(term);
      if (call != null) {
        sides(call).forEach(side -> read(side, fields));
      }
    }

    /** What a call is about: that which it is asked of, then what stands in its brackets. */
    private static List<CelExpr> sides(CelExpr.CelCall call) {
      List<CelExpr> sides = new ArrayList<>(call.args());
      call.target().ifPresent(target -> sides.add(0, target));
      return sides;
    }

    private void compare(String function, List<CelExpr> sides) {
      List<String> constants = new ArrayList<>();
      sides.forEach(side -> constants(side, constants));
      long withFields = sides.stream().filter(this::hasField).count();
      Purpose purpose = withFields > 1 ? Purpose.AGAINST_FIELD : Purpose.AGAINST_CONSTANT;
      sides.forEach(side -> readAll(side, purpose, function, List.copyOf(constants)));
    }

    private boolean hasField(CelExpr term) {
      CelExpr.CelCall call = Expressions.call(term);
      String path = Expressions.path(term);
      boolean field = path != null && !BesideRecord.isBaseline(path);
      return field || (call != null && sides(call).stream().anyMatch(this::hasField));
    }

    private void readAll(CelExpr term, Purpose purpose, String function, List<String> constants) {
      String path = Expressions.path(term);
      CelExpr.CelCall call = Expressions.call(term);
      if (path != null) {
        add(term, path, purpose, function, constants);
      } else if (call != null && STATEMENTS.contains(call.function())) {
        // (market == "CO") == true asks of the market what market == "CO" does.
        read(term, false, Set.of());
      } else if (call != null && call.function().equals("_?_:_")) {
        read(call.args().get(0), false, Set.of());
        call.args().stream().skip(1).forEach(part -> readAll(part, purpose, function, constants));
      } else if (call != null) {
        // A part of another amount is no size.
        boolean quotient =
            call.function().equals("_/_") && call.args().stream().allMatch(this::hasField);
        Purpose of = quotient ? Purpose.AGAINST_FIELD : purpose;
        sides(call).forEach(part -> readAll(part, of, function, constants));
      }
    }

    private void add(
        CelExpr term, String path, Purpose purpose, String function, List<String> constants) {
      int offset = new Expressions.Problem(tree, Expressions.first(term), "", "").offset();
      uses.add(new FieldUse(path, purpose, function, constants, offset));
    }

    /** A baseline stands for a constant of the rule set. */
    private static void constants(CelExpr term, List<String> constants) {
      String path = Expressions.path(term);
      if (path != null && BesideRecord.isBaseline(path)) {
        constants.add(path);
      }
      if (term.exprKind().getKind() == CelExpr.ExprKind.Kind.LIST) {
        term.list().elements().forEach(element -> constants(element, constants));
        return;
      }
      if (term.exprKind().getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
        CelExpr.CelCall call = Expressions.call(term);
        if (call != null) {
          call.args().forEach(part -> constants(part, constants));
        }
        return;
      }
      CelConstant constant = term.constant();
      constants.add(
          switch (constant.getKind()) {
            case STRING_VALUE -> constant.stringValue();
            case INT64_VALUE -> Long.toString(constant.int64Value());
            case DOUBLE_VALUE -> Double.toString(constant.doubleValue());
            case BOOLEAN_VALUE -> Boolean.toString(constant.booleanValue());
            default -> "";
          });
    }
  }
}

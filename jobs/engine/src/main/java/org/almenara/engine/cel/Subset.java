package org.almenara.engine.cel;

import dev.cel.common.ast.CelExpr;
import java.util.Set;
import java.util.TreeSet;

/**
 * Refuses what no closure says, before types are checked: so the message is about the syntax, not
 * about what the checker makes of it.
 */
public final class Subset {

  private static final Set<String> OPERATORS =
      Set.of(
          "_&&_", "_||_", "!_", "_?_:_", "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "_+_", "_-_",
          "_*_", "_/_", "_%_", "-_", "@in");

  private static final Set<String> FUNCTIONS =
      new TreeSet<>(
          Set.of(
              "contains",
              "double",
              "duration",
              "endsWith",
              "has",
              "matches",
              "size",
              "startsWith",
              "timestamp"));

  private static final Set<String> MACROS = Set.of("all", "exists", "exists_one", "map", "filter");

  private static final Set<String> CONVERSIONS =
      Set.of("bool", "bytes", "int", "string", "type", "uint");

  private Subset() {}

  /** Checks a parsed expression. */
  public static void check(CelExpr term) throws Refused {
    switch (term.exprKind().getKind()) {
      case CONSTANT -> checkConstant(term);
      case IDENT -> checkName(term);
      case SELECT -> check(term.select().operand());
      case CALL -> checkCall(term);
      case LIST -> {
        for (CelExpr element : term.list().elements()) {
          check(element);
        }
      }
      case MAP ->
          throw new Refused(
              term, "a map is nothing that a record has", "compare fields, or ask a list with in");
      case STRUCT ->
          throw new Refused(term, "a message cannot be built here", "compare the parts of a field");
      case COMPREHENSION, NOT_SET ->
          throw new Refused(term, "this is no comparison", "compare a field with a constant");
    }
  }

  private static void checkConstant(CelExpr term) throws Refused {
    switch (term.constant().getKind()) {
      case BOOLEAN_VALUE, INT64_VALUE, DOUBLE_VALUE, STRING_VALUE -> {}
      case NULL_VALUE ->
          throw new Refused(
              term,
              "no field is ever null",
              "ask for a part of the field: !has(studio.registered)");
      case UINT64_VALUE -> throw new Refused(term, "no field is unsigned", "leave out the u");
      case BYTES_VALUE, TIMESTAMP_VALUE, DURATION_VALUE, NOT_SET ->
          throw new Refused(term, "no field holds bytes", "compare with a text: \"login\"");
    }
  }

  private static void checkName(CelExpr term) throws Refused {
    if (term.ident().name().startsWith(".")) {
      throw new Refused(
          term, "a name does not start with a dot", "write " + term.ident().name().substring(1));
    }
  }

  private static void checkCall(CelExpr term) throws Refused {
    CelExpr.CelCall call = term.call();
    String function = call.function();
    if (!OPERATORS.contains(function) && !FUNCTIONS.contains(function)) {
      throw unknown(term, function, call.target().isPresent());
    }
    if (call.target().isPresent()) {
      check(call.target().get());
    }
    for (CelExpr argument : call.args()) {
      check(argument);
    }
  }

  private static Refused unknown(CelExpr term, String function, boolean onTarget) {
    if (onTarget && MACROS.contains(function)) {
      return new Refused(
          term,
          "'" + function + "' goes through a list, which a filter cannot",
          "ask for one code at a time: \"Threats\" in methods_of_control");
    }
    if (CONVERSIONS.contains(function)) {
      return new Refused(
          term,
          "'" + function + "' asks for or changes a type",
          "compare a field with a constant of its own type; double(amount.minor) makes a fraction");
    }
    if (function.equals("dyn")) {
      return new Refused(term, "'dyn' hides a type", "leave it out");
    }
    if (function.equals("_[_]")) {
      return new Refused(
          term, "a list is not read by place", "ask it with in: \"Threats\" in methods_of_control");
    }
    return new Refused(
        term,
        "there is no function '" + function + "'",
        "functions are " + String.join(", ", FUNCTIONS));
  }
}

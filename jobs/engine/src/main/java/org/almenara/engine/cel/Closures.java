package org.almenara.engine.cel;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a checked expression into closures, for one contract.
 *
 * <p>The meaning is CEL's: an absent field, an overflow and a division by zero are errors, and an
 * error counts only where nothing else decides. No exception is thrown and nothing is boxed while a
 * record is looked at. What is known when it is compiled is folded: a field that the contract does
 * not have, a comparison of constants.
 *
 * <p>The subset is typed: everything has one type that is known. {@link Subset} has been asked
 * before.
 */
public final class Closures {

  private final CelAbstractSyntaxTree tree;
  private final Fields fields;

  private Closures(CelAbstractSyntaxTree tree, Fields fields) {
    this.tree = tree;
    this.fields = fields;
  }

  /** A condition. */
  public static BoolNode condition(CelAbstractSyntaxTree tree, Fields fields) throws Refused {
    return new Closures(tree, fields).bool(tree.getExpr());
  }

  /** A whole number. */
  public static LongNode number(CelAbstractSyntaxTree tree, Fields fields) throws Refused {
    return new Closures(tree, fields).number(tree.getExpr());
  }

  /** A text. */
  public static ObjectNode<String> text(CelAbstractSyntaxTree tree, Fields fields) throws Refused {
    return new Closures(tree, fields).text(tree.getExpr());
  }

  private CelKind kind(CelExpr term) {
    return tree.getTypeOrThrow(term.id()).kind();
  }

  private static Refused outside(CelExpr term) {
    return new Refused(
        term,
        "this goes beyond what a filter can say",
        "compare fields with constants, joined by &&, || and !; docs/rules.md has the list");
  }

  // Conditions.

  private BoolNode bool(CelExpr term) throws Refused {
    String path = path(term);
    if (path != null) {
      return isPresenceTest(term) ? fields.has(path) : fields.bool(path);
    }
    if (isConstant(term)) {
      return BoolNode.Constant.of(term.constant().booleanValue());
    }
    CelExpr.CelCall call = call(term);
    Comparison comparison = Comparison.of(call.function());
    if (comparison != null) {
      return compare(term, comparison, call.args().get(0), call.args().get(1));
    }
    return switch (call.function()) {
      case "!_" -> Bools.not(bool(call.args().get(0)));
      case "_&&_" -> Bools.and(bool(call.args().get(0)), bool(call.args().get(1)));
      case "_||_" -> Bools.or(bool(call.args().get(0)), bool(call.args().get(1)));
      case "_?_:_" ->
          Bools.choose(
              bool(call.args().get(0)), bool(call.args().get(1)), bool(call.args().get(2)));
      case "@in" -> in(call.args().get(0), call.args().get(1));
      case "startsWith" -> Texts.ask(text(target(call)), text(argument(call)), String::startsWith);
      case "endsWith" -> Texts.ask(text(target(call)), text(argument(call)), String::endsWith);
      case "contains" -> Texts.ask(text(target(call)), text(argument(call)), String::contains);
      case "matches" -> matches(call);
      default -> throw outside(term);
    };
  }

  private BoolNode compare(CelExpr term, Comparison comparison, CelExpr a, CelExpr b)
      throws Refused {
    CelKind left = kind(a);
    CelKind right = kind(b);
    if (left != right) {
      if (left == CelKind.INT && right == CelKind.DOUBLE) {
        return Numbers.compare(comparison, number(a), fraction(b));
      }
      if (left == CelKind.DOUBLE && right == CelKind.INT) {
        return Numbers.compare(comparison.turned(), number(b), fraction(a));
      }
      throw outside(term);
    }
    return switch (left) {
      case BOOL -> Bools.compare(comparison, bool(a), bool(b));
      case INT -> Numbers.compare(comparison, number(a), number(b));
      case DOUBLE -> Numbers.compare(comparison, fraction(a), fraction(b));
      case STRING -> Texts.compareTexts(comparison, text(a), text(b));
      case TIMESTAMP -> Texts.compare(comparison, instant(a), instant(b));
      case DURATION -> Texts.compare(comparison, duration(a), duration(b));
      case LIST ->
          throw new Refused(
              term, "lists are not compared as a whole", "ask with in, or for size(acts)");
      case STRUCT ->
          throw new Refused(
              term,
              "a field with parts is not compared as a whole",
              "compare a part: studio.origin");
      default -> throw outside(term);
    };
  }

  private BoolNode matches(CelExpr.CelCall call) throws Refused {
    List<CelExpr> arguments = new ArrayList<>();
    call.target().ifPresent(arguments::add);
    arguments.addAll(call.args());
    CelExpr pattern = arguments.get(1);
    if (!isConstant(pattern)) {
      throw new Refused(
          pattern, "a pattern is no constant", "write the pattern as a text: \"^prf[0-9]\"");
    }
    if (!Patterns.isSmall(pattern.constant().stringValue())) {
      throw new Refused(
          pattern,
          "this pattern is too large",
          "use at most "
              + Patterns.MOST_CHARACTERS
              + " characters, and counts in braces whose product is at most "
              + Patterns.MOST_REPEATS);
    }
    try {
      Pattern compiled = Pattern.compile(pattern.constant().stringValue());
      return Texts.ask(text(arguments.get(0)), value -> compiled.matcher(value).find());
    } catch (PatternSyntaxException e) {
      throw new Refused(
          pattern, "this is no pattern: " + e.getDescription(), "write it as RE2 has it");
    }
  }

  private BoolNode in(CelExpr element, CelExpr list) throws Refused {
    if (path(list) != null) {
      return Texts.in(text(element), fields.list(Objects.requireNonNull(path(list))));
    }
    if (list.exprKind().getKind() != CelExpr.ExprKind.Kind.LIST) {
      throw outside(list);
    }
    List<CelConstant> constants = constants(element, list.list().elements());
    return switch (kind(element)) {
      case STRING -> {
        Set<String> texts = new HashSet<>();
        constants.forEach(constant -> texts.add(constant.stringValue()));
        yield Texts.ask(text(element), texts::contains);
      }
      case INT ->
          Numbers.in(
              number(element), constants.stream().mapToLong(CelConstant::int64Value).toArray());
      case DOUBLE ->
          Numbers.in(
              fraction(element),
              constants.stream().mapToDouble(CelConstant::doubleValue).toArray());
      default -> throw outside(element);
    };
  }

  /** The constants of a list; each of the type of what is looked for. */
  private List<CelConstant> constants(CelExpr element, List<CelExpr> list) throws Refused {
    List<CelConstant> constants = new ArrayList<>();
    for (CelExpr term : list) {
      if (!isConstant(term)) {
        throw new Refused(
            term, "a list holds constants only", "join comparisons by || where it holds fields");
      }
      if (kind(term) != kind(element)) {
        throw new Refused(
            term,
            "the list holds values of several types",
            "write numbers alike: [1.0, 2.5], or [1, 2]");
      }
      constants.add(term.constant());
    }
    return constants;
  }

  // Numbers.

  private LongNode number(CelExpr term) throws Refused {
    String path = path(term);
    if (path != null) {
      return fields.number(path);
    }
    if (isConstant(term)) {
      return LongNode.Constant.of(term.constant().int64Value());
    }
    CelExpr.CelCall call = call(term);
    if (call.function().equals("size")) {
      return size(call.target().orElseGet(() -> call.args().get(0)));
    }
    if (call.function().equals("-_")) {
      return Numbers.negate(number(call.args().get(0)));
    }
    if (call.function().equals("_?_:_")) {
      return Numbers.choose(
          bool(call.args().get(0)), number(call.args().get(1)), number(call.args().get(2)));
    }
    LongNode arithmetic =
        call.args().size() == 2
            ? Numbers.arithmetic(
                call.function(), number(call.args().get(0)), number(call.args().get(1)))
            : null;
    if (arithmetic == null) {
      throw outside(term);
    }
    return arithmetic;
  }

  private LongNode size(CelExpr of) throws Refused {
    String path = path(of);
    if (kind(of) == CelKind.LIST && path != null) {
      return Numbers.of(fields.list(path), List::size);
    }
    if (kind(of) == CelKind.STRING) {
      return Numbers.of(text(of), value -> value.codePointCount(0, value.length()));
    }
    throw outside(of);
  }

  private DoubleNode fraction(CelExpr term) throws Refused {
    String path = path(term);
    if (path != null) {
      return fields.fraction(path);
    }
    if (isConstant(term)) {
      return DoubleNode.Constant.of(term.constant().doubleValue());
    }
    CelExpr.CelCall call = call(term);
    if (call.function().equals("double")) {
      return ofWhole(argument(call));
    }
    if (call.function().equals("-_")) {
      return Numbers.negate(fraction(call.args().get(0)));
    }
    if (call.function().equals("_?_:_")) {
      return Numbers.choose(
          bool(call.args().get(0)), fraction(call.args().get(1)), fraction(call.args().get(2)));
    }
    DoubleNode arithmetic =
        call.args().size() == 2
            ? Numbers.arithmetic(
                call.function(), fraction(call.args().get(0)), fraction(call.args().get(1)))
            : null;
    if (arithmetic == null) {
      throw outside(term);
    }
    return arithmetic;
  }

  private DoubleNode ofWhole(CelExpr term) throws Refused {
    if (kind(term) != CelKind.INT) {
      throw new Refused(term, "this is no whole number", "write double(amount.minor)");
    }
    return Numbers.ofWhole(number(term));
  }

  // Texts.

  private ObjectNode<String> text(CelExpr term) throws Refused {
    String path = path(term);
    if (path != null) {
      return fields.text(path);
    }
    if (isConstant(term)) {
      return new ObjectNode.Constant<>(term.constant().stringValue());
    }
    CelExpr.CelCall call = call(term);
    if (call.function().equals("_?_:_")) {
      return Texts.choose(
          bool(call.args().get(0)), text(call.args().get(1)), text(call.args().get(2)));
    }
    if (call.function().equals("_+_")) {
      throw new Refused(term, "texts are not joined", "compare each field by itself");
    }
    throw outside(term);
  }

  // Times.

  private ObjectNode<Instant> instant(CelExpr term) throws Refused {
    CelExpr.CelCall call = call(term);
    if (call.function().equals("timestamp")) {
      return new ObjectNode.Constant<>(Times.instant(argument(call)));
    }
    CelExpr a = call.args().get(0);
    return switch (call.function()) {
      case "_+_" ->
          kind(a) == CelKind.TIMESTAMP
              ? Times.plus(instant(a), duration(call.args().get(1)))
              : Times.plus(instant(call.args().get(1)), duration(a));
      case "_-_" -> Times.minus(instant(a), duration(call.args().get(1)));
      case "_?_:_" ->
          Texts.choose(bool(a), instant(call.args().get(1)), instant(call.args().get(2)));
      default -> throw outside(term);
    };
  }

  private ObjectNode<Duration> duration(CelExpr term) throws Refused {
    CelExpr.CelCall call = call(term);
    if (call.function().equals("duration")) {
      return new ObjectNode.Constant<>(Times.duration(argument(call)));
    }
    CelExpr a = call.args().get(0);
    return switch (call.function()) {
      case "_+_" -> Times.sum(duration(a), duration(call.args().get(1)));
      case "_-_" ->
          kind(a) == CelKind.DURATION
              ? Times.difference(duration(a), duration(call.args().get(1)))
              : Times.between(instant(a), instant(call.args().get(1)));
      case "_?_:_" ->
          Texts.choose(bool(a), duration(call.args().get(1)), duration(call.args().get(2)));
      default -> throw outside(term);
    };
  }

  // Terms.

  /** The dotted name of a field, of a part of one, or of one that is tested for presence. */
  private static @Nullable String path(CelExpr term) {
    return switch (term.exprKind().getKind()) {
      case IDENT -> term.ident().name();
      case SELECT -> {
        String of = path(term.select().operand());
        yield of == null ? null : of + "." + term.select().field();
      }
      default -> null;
    };
  }

  private static boolean isPresenceTest(CelExpr term) {
    return term.exprKind().getKind() == CelExpr.ExprKind.Kind.SELECT && term.select().testOnly();
  }

  private static boolean isConstant(CelExpr term) {
    return term.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT;
  }

  private static CelExpr.CelCall call(CelExpr term) throws Refused {
    if (term.exprKind().getKind() != CelExpr.ExprKind.Kind.CALL) {
      throw outside(term);
    }
    return term.call();
  }

  private static CelExpr target(CelExpr.CelCall call) {
    return call.target().orElseThrow();
  }

  private static CelExpr argument(CelExpr.CelCall call) {
    return call.args().get(0);
  }
}

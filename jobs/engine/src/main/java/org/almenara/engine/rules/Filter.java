package org.almenara.engine.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.SimpleType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.almenara.engine.cel.BoolNode;
import org.almenara.engine.cel.Closures;
import org.almenara.engine.cel.Refused;
import org.almenara.engine.registers.Register;
import org.almenara.schemas.Coded;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.Tip;

/**
 * A filter over one record, in CEL, compiled into closures: one for each contract.
 *
 * <p>A condition on a field that the record does not have is not met: neither it nor its negation.
 */
final class Filter {

  /** Holds for nothing: stands for a filter that does not compile. */
  static final Filter NONE = none();

  private static final Register EMPTY = new Register();

  private final CelAbstractSyntaxTree tree;
  private final Baselines baselines;
  private final SortedSet<String> beside;
  private final boolean readsRegister;
  private final BoolNode ofEvents;
  private final BoolNode ofTips;
  private final Set<String> types;

  private Filter(Expressions.OverOneRecord expression, Baselines baselines) throws Refused {
    this.tree = expression.tree();
    this.baselines = baselines;
    this.beside = expression.beside();
    this.readsRegister = expression.readsRegister();
    this.ofEvents = Closures.condition(tree, fields(PlatformEvent.class, Map.of()));
    this.ofTips = Closures.condition(tree, fields(Tip.class, Map.of()));
    this.types = possibleTypes();
  }

  private static Filter none() {
    try {
      return compile("false");
    } catch (Expressions.Problem e) {
      throw new IllegalStateException("a constant compiles", e);
    }
  }

  /** Whether it can be met because a part of a field is not there: it asks for that by has(). */
  boolean isMetByAbsence() {
    return isMetByAbsence(tree.getExpr(), false);
  }

  private static boolean isMetByAbsence(CelExpr term, boolean negated) {
    if (term.exprKind().getKind() == CelExpr.ExprKind.Kind.SELECT) {
      return negated && term.select().testOnly();
    }
    CelExpr.CelCall call = Expressions.call(term);
    if (call == null) {
      return false;
    }
    boolean turned = call.function().equals("!_") != negated;
    // Either side of a choice may be the one that absence leads to.
    boolean choice = call.function().equals("_?_:_");
    return call.args().stream()
        .anyMatch(part -> isMetByAbsence(part, turned) || (choice && isMetByAbsence(part, true)));
  }

  /** Compiles a filter that reads no baseline. */
  static Filter compile(String text) throws Expressions.Problem {
    return compile(text, Baselines.NONE);
  }

  /** Compiles a filter. */
  static Filter compile(String text, Baselines baselines) throws Expressions.Problem {
    Expressions.OverOneRecord expression = check(text, baselines);
    CelAbstractSyntaxTree tree = expression.tree();
    Codes.check(tree, tree.getExpr());
    try {
      return new Filter(expression, baselines);
    } catch (Refused e) {
      throw Expressions.problem(tree, e);
    }
  }

  /** Parses and type-checks a filter against the contracts. */
  static Expressions.OverOneRecord check(String text, Baselines baselines)
      throws Expressions.Problem {
    Expressions.OverOneRecord expression = Expressions.overOneRecord(text, baselines);
    CelAbstractSyntaxTree tree = expression.tree();
    if (!SimpleType.BOOL.equals(tree.getResultType())) {
      throw new Expressions.Problem(
          0,
          "the filter says neither yes nor no: it gives " + tree.getResultType().name(),
          "write a comparison, say type == \"payout.made\"");
    }
    return expression;
  }

  private Set<String> possibleTypes() {
    Set<String> possible = new TreeSet<>();
    for (Class<? extends SourceRecord> contract : RecordFields.contracts()) {
      for (Optional<Object> type : ContractFields.values(contract, "type")) {
        BoolNode node = closure(fields(contract, Map.of("type", type)));
        if (canHold(node)) {
          possible.add(((Coded) type.orElseThrow()).code());
        }
      }
    }
    return possible;
  }

  /** Type codes of the records that it can hold for. */
  Set<String> types() {
    return types;
  }

  /** What it asks beside the record, by dotted name. */
  SortedSet<String> beside() {
    return beside;
  }

  boolean readsRegister() {
    return readsRegister;
  }

  /** Whether it holds where registers say nothing. */
  boolean holds(SourceRecord source) {
    return holds(source, EMPTY, 0);
  }

  /** Whether it holds; an error means that a value was absent or out of range: it does not. */
  boolean holds(SourceRecord source, Register register, long visible) {
    return test(source, register, visible) == BoolNode.TRUE;
  }

  /** {@link BoolNode#TRUE}, {@link BoolNode#FALSE} or {@link BoolNode#ERROR}. */
  int test(SourceRecord source, Register register, long visible) {
    return (source instanceof PlatformEvent ? ofEvents : ofTips)
        .test(readsRegister ? new Facts(source, register, visible) : source);
  }

  /** The fields of a contract as it reads them, where the values of some are known. */
  ContractFields fields(Class<?> contract, Map<String, Optional<Object>> known) {
    return new ContractFields(contract, known, baselines, readsRegister);
  }

  /** The filter for one contract, where the values of some fields are known. */
  BoolNode closure(ContractFields fields) {
    try {
      return Closures.condition(tree, fields);
    } catch (Refused e) {
      throw new IllegalStateException("it was compiled before", e);
    }
  }

  /** Whether a closure can hold for any record at all. */
  static boolean canHold(BoolNode node) {
    return node != BoolNode.Constant.FALSE && node != BoolNode.Constant.ERROR;
  }
}

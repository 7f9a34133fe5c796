package org.almenara.engine.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.SimpleType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.almenara.engine.cel.BoolNode;
import org.almenara.engine.cel.Closures;
import org.almenara.engine.cel.Refused;
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

  private final CelAbstractSyntaxTree tree;
  private final BoolNode ofEvents;
  private final BoolNode ofTips;
  private final Set<String> types;

  private Filter(CelAbstractSyntaxTree tree) throws Refused {
    this.tree = tree;
    this.ofEvents = Closures.condition(tree, new ContractFields(PlatformEvent.class, Map.of()));
    this.ofTips = Closures.condition(tree, new ContractFields(Tip.class, Map.of()));
    this.types = possibleTypes();
  }

  private static Filter none() {
    try {
      return compile("false");
    } catch (Expressions.Problem e) {
      throw new IllegalStateException("a constant compiles", e);
    }
  }

  /** Compiles a filter. */
  static Filter compile(String text) throws Expressions.Problem {
    CelAbstractSyntaxTree tree = check(text);
    Codes.check(tree, tree.getExpr());
    try {
      return new Filter(tree);
    } catch (Refused e) {
      throw Expressions.problem(tree, e);
    }
  }

  /** Parses and type-checks a filter against the contracts. */
  static CelAbstractSyntaxTree check(String text) throws Expressions.Problem {
    CelAbstractSyntaxTree tree = Expressions.overOneRecord(text);
    if (!SimpleType.BOOL.equals(tree.getResultType())) {
      throw new Expressions.Problem(
          0,
          "the filter says neither yes nor no: it gives " + tree.getResultType().name(),
          "write a comparison, say type == \"payout.made\"");
    }
    return tree;
  }

  private Set<String> possibleTypes() {
    Set<String> possible = new TreeSet<>();
    for (Class<? extends SourceRecord> contract : RecordFields.contracts()) {
      for (Optional<Object> type : ContractFields.values(contract, "type")) {
        BoolNode node = closure(new ContractFields(contract, Map.of("type", type)));
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

  /** Whether it holds; an error means that a value was absent or out of range: it does not. */
  boolean holds(SourceRecord source) {
    return test(source) == BoolNode.TRUE;
  }

  /** {@link BoolNode#TRUE}, {@link BoolNode#FALSE} or {@link BoolNode#ERROR}. */
  int test(SourceRecord source) {
    return (source instanceof PlatformEvent ? ofEvents : ofTips).test(source);
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

package org.almenara.engine.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.Map;
import java.util.OptionalLong;
import org.almenara.engine.cel.Closures;
import org.almenara.engine.cel.LongNode;
import org.almenara.engine.cel.ObjectNode;
import org.almenara.engine.cel.Refused;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.Tip;
import org.jspecify.annotations.Nullable;

/** What a measure reads off one record, in CEL: a whole number or a text. */
final class Projection {

  private Projection() {}

  /** A whole number of a record, such as {@code amount.minor - share.minor}. */
  static final class OfNumber {
    private final LongNode ofEvents;
    private final LongNode ofTips;

    private OfNumber(CelAbstractSyntaxTree tree) throws Refused {
      ofEvents = Closures.number(tree, new ContractFields(PlatformEvent.class, Map.of()));
      ofTips = Closures.number(tree, new ContractFields(Tip.class, Map.of()));
    }

    /** The number; absent when a field is, or when arithmetic leaves the range. */
    OptionalLong of(SourceRecord source) {
      LongNode node = source instanceof PlatformEvent ? ofEvents : ofTips;
      long value = node.value(source);
      return value == LongNode.SUSPECT && node.fails(source)
          ? OptionalLong.empty()
          : OptionalLong.of(value);
    }
  }

  /** A text of a record, such as {@code market} or {@code session.origin}. */
  static final class OfText {
    private final ObjectNode<String> ofEvents;
    private final ObjectNode<String> ofTips;

    private OfText(CelAbstractSyntaxTree tree) throws Refused {
      ofEvents = Closures.text(tree, new ContractFields(PlatformEvent.class, Map.of()));
      ofTips = Closures.text(tree, new ContractFields(Tip.class, Map.of()));
    }

    /** The text; absent when a field is. */
    @Nullable String of(SourceRecord source) {
      return (source instanceof PlatformEvent ? ofEvents : ofTips).value(source);
    }
  }

  /** Compiles a whole number of a record. */
  static OfNumber compileNumber(String text) throws Expressions.Problem {
    CelAbstractSyntaxTree tree = check(text, SimpleType.INT, "whole number", "amount.minor");
    try {
      return new OfNumber(tree);
    } catch (Refused e) {
      throw Expressions.problem(tree, e);
    }
  }

  /** Compiles a text of a record. */
  static OfText compileText(String text) throws Expressions.Problem {
    CelAbstractSyntaxTree tree = check(text, SimpleType.STRING, "text", "market");
    try {
      return new OfText(tree);
    } catch (Refused e) {
      throw Expressions.problem(tree, e);
    }
  }

  private static CelAbstractSyntaxTree check(
      String text, CelType type, String wanted, String example) throws Expressions.Problem {
    CelAbstractSyntaxTree tree = Expressions.overOneRecord(text);
    if (!type.equals(tree.getResultType())) {
      throw new Expressions.Problem(
          0,
          "this is no " + wanted + ": it gives " + tree.getResultType().name(),
          "write a " + wanted + ", say " + example);
    }
    Codes.check(tree, tree.getExpr());
    return tree;
  }
}

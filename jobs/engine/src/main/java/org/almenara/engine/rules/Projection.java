package org.almenara.engine.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;
import org.almenara.engine.cel.Closures;
import org.almenara.engine.cel.LongNode;
import org.almenara.engine.cel.ObjectNode;
import org.almenara.engine.cel.Refused;
import org.almenara.engine.registers.Register;
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

    private final SortedSet<String> beside;
    private final boolean readsRegister;

    private OfNumber(Expressions.OverOneRecord expression, Baselines baselines) throws Refused {
      beside = expression.beside();
      readsRegister = expression.readsRegister();
      ofEvents = Closures.number(expression.tree(), fields(PlatformEvent.class, baselines));
      ofTips = Closures.number(expression.tree(), fields(Tip.class, baselines));
    }

    private ContractFields fields(Class<?> contract, Baselines baselines) {
      return new ContractFields(contract, Map.of(), baselines, readsRegister);
    }

    /** What it asks beside the record, by dotted name. */
    SortedSet<String> beside() {
      return beside;
    }

    /** The number; absent when a field is, or when arithmetic leaves the range. */
    OptionalLong of(SourceRecord source, Register register, long visible) {
      LongNode node = source instanceof PlatformEvent ? ofEvents : ofTips;
      Object subject = readsRegister ? new Facts(source, register, visible) : source;
      long value = node.value(subject);
      return value == LongNode.SUSPECT && node.fails(subject)
          ? OptionalLong.empty()
          : OptionalLong.of(value);
    }
  }

  /** A text of a record, such as {@code market} or {@code session.origin}. */
  static final class OfText {
    private final ObjectNode<String> ofEvents;
    private final ObjectNode<String> ofTips;

    private final boolean readsRegister;

    private OfText(Expressions.OverOneRecord expression, Baselines baselines) throws Refused {
      readsRegister = expression.readsRegister();
      ofEvents = Closures.text(expression.tree(), fields(PlatformEvent.class, baselines));
      ofTips = Closures.text(expression.tree(), fields(Tip.class, baselines));
    }

    private ContractFields fields(Class<?> contract, Baselines baselines) {
      return new ContractFields(contract, Map.of(), baselines, readsRegister);
    }

    /** The text; absent when a field is. */
    @Nullable String of(SourceRecord source, Register register, long visible) {
      return (source instanceof PlatformEvent ? ofEvents : ofTips)
          .value(readsRegister ? new Facts(source, register, visible) : source);
    }
  }

  /** Compiles a whole number of a record. */
  static OfNumber compileNumber(String text, Baselines baselines) throws Expressions.Problem {
    Expressions.OverOneRecord expression =
        check(text, baselines, SimpleType.INT, "whole number", "amount.minor");
    try {
      return new OfNumber(expression, baselines);
    } catch (Refused e) {
      throw Expressions.problem(expression.tree(), e);
    }
  }

  /** Compiles a text of a record. */
  static OfText compileText(String text, Baselines baselines) throws Expressions.Problem {
    Expressions.OverOneRecord expression =
        check(text, baselines, SimpleType.STRING, "text", "market");
    try {
      return new OfText(expression, baselines);
    } catch (Refused e) {
      throw Expressions.problem(expression.tree(), e);
    }
  }

  private static Expressions.OverOneRecord check(
      String text, Baselines baselines, CelType type, String wanted, String example)
      throws Expressions.Problem {
    Expressions.OverOneRecord expression = Expressions.overOneRecord(text, baselines);
    CelAbstractSyntaxTree tree = expression.tree();
    if (!type.equals(tree.getResultType())) {
      throw new Expressions.Problem(
          0,
          "this is no " + wanted + ": it gives " + tree.getResultType().name(),
          "write a " + wanted + ", say " + example);
    }
    Codes.check(tree, tree.getExpr());
    return expression;
  }
}

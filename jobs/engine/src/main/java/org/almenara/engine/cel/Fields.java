package org.almenara.engine.cel;

/**
 * The fields of one contract, as closures read them. A field that the contract does not have is an
 * error like one that a record does not have.
 */
public interface Fields {

  /** Whether a part of a field is there: {@code has(studio.registered)}. */
  BoolNode has(String path);

  BoolNode bool(String path);

  LongNode number(String path);

  /** A number with a fraction. */
  DoubleNode fraction(String path);

  /** A text or a code; see {@link ObjectNode.Code}. */
  ObjectNode<String> text(String path);

  /** A list of texts or codes; see {@link ObjectNode.Codes}. */
  ObjectNode<? extends java.util.List<?>> list(String path);
}

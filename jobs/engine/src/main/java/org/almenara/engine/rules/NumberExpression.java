package org.almenara.engine.rules;
import org.almenara.schemas.SourceRecord;
final class NumberExpression {
  static final NumberExpression ABSENT = new NumberExpression();
  static NumberExpression compile(String text) throws Expressions.Problem { return ABSENT; }
  boolean isAbsent(SourceRecord source) { return true; }
  long value(SourceRecord source) { return 0; }
}

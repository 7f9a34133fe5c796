package org.almenara.engine.rules;

import org.almenara.schemas.SourceRecord;

/** A filter for those outside this package who measure what it costs. */
public final class FilterTrial {

  private final Filter filter;

  private FilterTrial(Filter filter) {
    this.filter = filter;
  }

  /** Compiles a filter. */
  public static FilterTrial of(String text) {
    try {
      return new FilterTrial(Filter.compile(text));
    } catch (Expressions.Problem e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** Whether it holds. */
  public boolean holds(SourceRecord source) {
    return filter.holds(source);
  }
}

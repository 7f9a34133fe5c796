package org.almenara.engine.rules;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;

/** What a measure's values are, and so what a condition may compare them with. */
enum Scale {
  /** Whole numbers. */
  NUMBER(SimpleType.INT),
  /** Milliseconds. */
  TIME(SimpleType.DURATION),
  /**
   * Quotients, kept as whole millionths and rounded down: exact for {@code >=} and {@code <}, since
   * {@code x >= n} iff {@code floor(x) >= n} for whole n.
   */
  QUOTIENT(SimpleType.DOUBLE);

  /** Millionths of one. */
  static final int MILLIONTHS = 1_000_000;

  private final CelType celType;

  Scale(CelType celType) {
    this.celType = celType;
  }

  CelType celType() {
    return celType;
  }
}

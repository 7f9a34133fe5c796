package org.almenara.engine.cel;

import dev.cel.common.ast.CelExpr;

/** What an expression says outside the subset. */
public final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient CelExpr term;
  private final String mend;

  Refused(CelExpr term, String cause, String mend) {
    super(cause, null, false, false);
    this.term = term;
    this.mend = mend;
  }

  /** The term that says it. */
  public CelExpr term() {
    return term;
  }

  /** What is wrong with it. */
  public String cause() {
    return String.valueOf(getMessage());
  }

  /** What to write instead. */
  public String mend() {
    return mend;
  }
}

package org.almenara.engine.measures;

/** What can be asked of a summary. */
public enum Function {
  /** Records in the window. */
  COUNT,
  /** Distinct tokens in the window. */
  DISTINCT,
  /** As {@link #DISTINCT}, and who they are. */
  MEMBERS,
  /** Time live in the window, milliseconds. */
  COVERED
}

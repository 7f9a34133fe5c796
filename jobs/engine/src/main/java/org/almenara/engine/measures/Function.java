package org.almenara.engine.measures;

/** What can be asked of a summary. */
public enum Function {
  /** Records in the window. */
  COUNT(0),
  /** Distinct tokens in the window. */
  DISTINCT(0),
  /** As {@link #DISTINCT}, and who they are. */
  MEMBERS(0),
  /** Time live in the window, milliseconds. */
  COVERED(0);

  private final long ofNothing;

  Function(long ofNothing) {
    this.ofNothing = ofNothing;
  }

  /** The answer where nothing is recorded; {@link Summary#ABSENT} where there is none. */
  public long ofNothing() {
    return ofNothing;
  }
}

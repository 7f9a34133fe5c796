package org.almenara.engine.measures;

import java.io.Serializable;

/**
 * Switches of the two mechanisms that make results independent of order. Always on; tests switch
 * one off to show that they would notice.
 *
 * @param pending whether records wait until the instant at which they count
 * @param idempotent whether a record added twice changes nothing
 */
public record Guards(boolean pending, boolean idempotent) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** As it runs. */
  public static final Guards ON = new Guards(true, true);
}

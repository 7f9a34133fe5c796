package org.almenara.simulator;

/**
 * A world file that does not say what it must. The message has file, line, column, what is wrong
 * and how to mend it.
 */
public final class WorldRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WorldRefused(Mark at, String message) {
    super(at + ": " + message);
  }
}

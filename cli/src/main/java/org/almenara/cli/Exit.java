package org.almenara.cli;

/** Exit codes of every command. Ctrl-C gives 130, by the Java runtime itself. */
public final class Exit {

  /** Done, and nothing to look into. */
  public static final int FINE = 0;

  /** Done, and there is something to look into. */
  public static final int FINDING = 1;

  /** The command line cannot be understood; picocli's own code for it. */
  public static final int USAGE = 2;

  /** This machine, or a service that the command needs, stood in the way. */
  public static final int ENVIRONMENT = 3;

  private Exit() {}
}

package org.almenara.cli.rules;

import org.almenara.cli.Exit;
import org.almenara.cli.Screen;

/** A command was understood, and what it asks for must not be. */
final class Refusing {

  private Refusing() {}

  /** Says why, and what would be taken; gives the exit code. */
  static int say(Screen screen, String cause, String mend) {
    screen.err().println(screen.alert("almenara: ") + cause);
    screen.err().println("  Mend: " + mend);
    return Exit.FINDING;
  }
}

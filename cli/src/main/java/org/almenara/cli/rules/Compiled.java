package org.almenara.cli.rules;

import org.almenara.cli.Screen;
import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.RuleSetReader;
import org.jspecify.annotations.Nullable;

/** Rule sets that compile, for commands that can do nothing with others. */
final class Compiled {

  private Compiled() {}

  /** The rule set of a folder; absent when it does not compile, and the screen says why. */
  static @Nullable Inspection orSay(RuleFolder folder, Screen screen) {
    Inspection inspection = RuleSetReader.inspect(folder.files());
    if (inspection.ruleSet() != null) {
      return inspection;
    }
    Screen onErr = new Screen(screen.err(), screen.err(), screen.terminal(), screen.colour());
    new RemarkPrinter(onErr, folder).print(inspection.problems());
    screen.err().println();
    screen
        .err()
        .println(
            screen.alert("almenara: ")
                + "the rules in "
                + folder.folder()
                + " do not compile: "
                + RemarkPrinter.count(inspection.problems().size(), "error"));
    return null;
  }

  static RuleSet ruleSet(Inspection inspection) {
    RuleSet ruleSet = inspection.ruleSet();
    if (ruleSet == null) {
      throw new IllegalArgumentException("it was looked at before");
    }
    return ruleSet;
  }
}

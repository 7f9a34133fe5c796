package org.almenara.cli.rules;

import org.almenara.cli.Screen;
import org.almenara.engine.rules.examples.Example;
import org.almenara.engine.rules.examples.Outcome;

/** What an example expects beside what was found. */
final class OutcomeText {

  private final Screen screen;
  private final Outcome outcome;

  OutcomeText(Screen screen, Outcome outcome) {
    this.screen = screen;
    this.outcome = outcome;
  }

  void print() {
    Example example = outcome.example();
    line("  " + screen.bold(example.name()) + " (" + example.kind() + ")");
    if (!outcome.ofItsKind()) {
      line("    it is of kind '" + example.kind() + "', yet " + insteadOf(example.kind()));
    }
    if (outcome.found().equals(example.findings())) {
      return;
    }
    line("    - expected, + found");
    for (Outcome.Line both : outcome.difference()) {
      switch (both.side()) {
        case BOTH -> line("      " + words(both.said()));
        case EXPECTED -> line(screen.alert("    - " + words(both.said())));
        case FOUND -> line(screen.bold("    + " + words(both.said())));
      }
    }
  }

  private String insteadOf(String kind) {
    if (!outcome.found().isEmpty()) {
      return "the rule fires";
    }
    return kind.equals(Example.NOT_EVALUABLE)
        ? "the rule is quiet where feeds leave nothing out, too"
        : "the rule is quiet";
  }

  /** As the file has it, so that it can be copied there. */
  static String words(Example.Said said) {
    return said.records().isEmpty()
        ? "{at: '%s', focal: %s, holds: %s}".formatted(said.at(), said.focal(), said.holds())
        : said.toString();
  }

  private void line(String text) {
    screen.out().println(text);
  }
}

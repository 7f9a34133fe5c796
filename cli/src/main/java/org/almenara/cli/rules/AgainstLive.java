package org.almenara.cli.rules;

import java.time.Instant;
import org.almenara.cli.Screen;
import org.almenara.cli.live.ActivationHistory.Entry;
import org.almenara.cli.live.RuleBook;
import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.RuleSetReader;

/** What a rule set would change of what judges at an instant. */
final class AgainstLive {

  private AgainstLive() {}

  static void print(Screen screen, RuleBook book, Instant instant, Inspection after) {
    Entry live = book.history().liveAt(instant);
    Inspection before = live == null ? null : book.inspect(live.ruleSet());
    String what;
    if (live == null || before == null) {
      RuleSetFiles packed = RuleSetFiles.packed();
      before = RuleSetReader.inspect(packed);
      what = RuleBook.shortened(packed.hash()) + ", packed with this version; none was activated";
    } else {
      what = RuleBook.shortened(live.ruleSet()) + ", which judges since " + live.effective();
    }
    screen.out().println("against " + what + ":");
    DiffSummary.lines(before, after).forEach(screen.out()::println);
  }
}

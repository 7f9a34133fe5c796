package org.almenara.cli.rules;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.almenara.cli.Exit;
import org.almenara.cli.Problem;
import org.almenara.cli.Screen;
import org.almenara.cli.cases.CaseLine;
import org.almenara.cli.cases.CaseTopics;
import org.almenara.cli.cases.CaseTrail;
import org.almenara.cli.kafka.CommittedReader;
import org.almenara.cli.kafka.Connection;
import org.almenara.cli.live.ActivationHistory.Entry;
import org.almenara.cli.live.RuleBook;
import org.almenara.cli.live.RuleBook.Published;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.schemas.FlaggedCase;
import org.jspecify.annotations.Nullable;

/** Explains a case with the rule set of its time. */
final class ShowCase {

  private final Screen screen;
  private final Connection connection;
  private final RuleBook book;
  private final Instant now;

  ShowCase(Screen screen, Connection connection, RuleBook book, Instant now) {
    this.screen = screen;
    this.connection = connection;
    this.book = book;
    this.now = now;
  }

  /**
   * Shows it, and gives the exit code.
   *
   * @param hash of the rule set, or how it begins; absent: that of the newest revision
   */
  int show(String id, @Nullable String hash, boolean json) {
    SortedMap<String, List<FlaggedCase>> found;
    try (CommittedReader reader = new CommittedReader(connection)) {
      found = CaseTrail.startingWith(reader.readAllNamed(CaseTopics.shown(connection)), id);
    }
    if (found.isEmpty()) {
      screen.err().println("No case has an id that begins with " + id + ".");
      return Exit.FINDING;
    }
    if (found.size() > 1) {
      screen.err().println(found.size() + " cases have an id that begins with " + id + ":");
      found
          .values()
          .forEach(trail -> screen.err().println("  " + CaseLine.of(newest(trail).content())));
      return Exit.USAGE;
    }
    List<FlaggedCase> trail = found.values().iterator().next();
    List<FlaggedCase> judged =
        trail.stream()
            .filter(each -> hash == null || each.content().ruleSet().startsWith(hash))
            .toList();
    if (judged.isEmpty()) {
      return Refusing.say(
          screen,
          "of what is left of the case no revision is by rule set " + hash,
          "name one of "
              + trail.stream()
                  .map(each -> RuleBook.shortened(each.content().ruleSet()))
                  .distinct()
                  .collect(Collectors.joining(", ")));
    }
    show(newest(judged), json);
    return Exit.FINE;
  }

  private static FlaggedCase newest(List<FlaggedCase> trail) {
    return trail.get(trail.size() - 1);
  }

  private void show(FlaggedCase flagged, boolean json) {
    FlaggedCase.Content content = flagged.content();
    RuleSetFiles then = files(content.ruleSet());
    Entry live = book.history().liveAt(now);
    RuleSetFiles judging = live == null ? RuleSetFiles.packed() : files(live.ruleSet());
    CaseByRules explained = CaseByRules.of(content, then, judging);
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("rule_set", content.ruleSet());
      document.put("judges_now", judging.hash());
      document.putAll(CaseByRulesText.json(explained));
      JsonLine.print(screen, document);
      return;
    }
    line(
        "case %s, revision %d, %s for %s as of %s"
            .formatted(
                content.id().substring(0, CaseLine.ID_DIGITS),
                content.revision(),
                content.state().code(),
                content.unit(),
                content.asOf()));
    line("  judged by " + content.ruleSet() + whose(content.ruleSet()));
    if (then.hasOverlay()) {
      line("            with own values over " + then.withoutOverlay().hash());
    }
    line(
        "  now       "
            + (judging.hash().equals(content.ruleSet())
                ? "the same judges"
                : judging.hash() + " judges"));
    new CaseByRulesText(screen).print(explained);
  }

  private String whose(String hash) {
    Published published = book.published(hash);
    return published == null
        ? ", packed with this version"
        : ", author "
            + published.document().author()
            + ", published "
            + published.document().published();
  }

  private RuleSetFiles files(String hash) {
    Published published = book.published(hash);
    if (published != null) {
      return published.files();
    }
    RuleSetFiles packed = RuleSetFiles.packed();
    if (packed.hash().equals(hash)) {
      return packed;
    }
    throw new Problem(
        "rule set " + hash + " was neither published nor packed with this version",
        "use the version of the job of that time, which has it packed");
  }

  private void line(String text) {
    screen.out().println(text);
  }
}

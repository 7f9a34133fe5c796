package org.almenara.cli.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.almenara.cli.Desk;
import org.almenara.cli.Exit;
import org.almenara.cli.Problem;
import org.almenara.cli.Screen;
import org.almenara.cli.cases.CaseTopics;
import org.almenara.cli.cases.LaneComparison;
import org.almenara.cli.cases.ToldCases;
import org.almenara.cli.cases.ToldCases.Period;
import org.almenara.cli.cases.ToldCases.Shadow;
import org.almenara.cli.kafka.BrokerOption;
import org.almenara.cli.kafka.CommittedReader;
import org.almenara.cli.kafka.Connection;
import org.almenara.cli.live.ActivationHistory;
import org.almenara.cli.live.ActivationHistory.Entry;
import org.almenara.cli.live.RuleBook;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.Settings;
import org.almenara.schemas.Activation;
import org.almenara.schemas.CaseTopic;
import org.almenara.schemas.Topic;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which cases a rule set in shadow would have brought, and which it would have taken away. */
@Command(
    name = "diff",
    description = {
      "The cases of the rule set in shadow against those that were judged in the time that it ran:"
          + " gained, lost and moved in rank, by rule, with the records that they rest on.",
      "Cases belong together where they are about one entity and stood at one time. Ranks are within"
          + " a unit, by points. It compares the units whose topics the broker shows to this user.",
      "Exit codes: 0 no case differs, 1 one does, or nothing ran in shadow then, 2 usage, 3 the"
          + " broker."
    })
final class ShadowDiffCommand implements Callable<Integer> {

  private final Desk desk;
  private static final String WATCH = Topic.CASES_WATCH.topicName();

  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final BrokerOption broker = new BrokerOption();

  @Parameters(
      paramLabel = "HASH",
      arity = "0..1",
      description = "The rule set; else the one that runs in shadow, or ran last.")
  private @Nullable String name;

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      description = "From when on; else since it runs in shadow.")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "INSTANT",
      description = "Up to when; else until it no longer ran in shadow, or until now.")
  private @Nullable Instant to;

  @Option(names = "--json", description = "Prints one JSON object instead of text.")
  private boolean json;

  ShadowDiffCommand(Desk desk) {
    this.desk = desk;
    this.screen = desk.screen();
  }

  @Override
  public Integer call() {
    Connection connection = broker.connect();
    RuleBook book = RuleBook.read(connection);
    Entry shadow = shadow(book, desk.now());
    Period period = shadow == null ? null : period(book.history(), shadow, desk.now());
    if (shadow == null || period == null) {
      return Refusing.say(
          screen,
          (name == null ? "nothing" : "rule set " + name) + " ran in shadow then",
          "`almenara rules history` says what did, and when");
    }
    List<String> topics = topics(connection);
    List<String> units = units(topics);
    Settings settings =
        Compiled.ruleSet(Objects.requireNonNull(book.inspect(shadow.ruleSet()))).settings();
    ToldCases told;
    try (CommittedReader reader = new CommittedReader(connection)) {
      told =
          ToldCases.of(reader.readAllNamed(topics), period, new Shadow(shadow.ruleSet(), settings));
    }
    ToldCases seen = told.ofUnits(units);
    int unseen = told.shadow().size() - seen.shadow().size();
    LaneComparison comparison = LaneComparison.of(seen, period);
    if (json) {
      Map<String, Object> document = head(book.history(), shadow, period, units);
      document.put("judged", seen.live().size());
      document.put("in_shadow", seen.shadow().size());
      document.put("of_other_units", unseen);
      document.putAll(ShadowDiffJson.of(comparison));
      JsonLine.print(screen, document);
    } else {
      print(book.history(), shadow, period);
      screen
          .out()
          .println(
              "  units     %s: %s judged, %s in shadow"
                  .formatted(
                      String.join(", ", units),
                      RemarkPrinter.count(seen.live().size(), "case"),
                      RemarkPrinter.count(seen.shadow().size(), "case")));
      if (unseen > 0) {
        screen
            .out()
            .println(
                "  unseen    %s in shadow of units whose judged cases this user may not read"
                    .formatted(RemarkPrinter.count(unseen, "case")));
      }
      new ShadowDiffText(screen).print(comparison);
    }
    return comparison.differs() ? Exit.FINDING : Exit.FINE;
  }

  /** The shadow that is meant: of those that began, the one that began last. */
  private @Nullable Entry shadow(RuleBook book, Instant now) {
    String hash =
        name == null
            ? null
            : NamedRuleSet.find(book, name, Objects.requireNonNull(spec)).document().hash();
    Entry newest = null;
    for (Entry entry : book.history().entries()) {
      if (entry.valid()
          && entry.activation().type() == Activation.Type.ACTIVATION_SHADOW
          && (hash == null || hash.equals(entry.ruleSet()))
          && period(book.history(), entry, now) != null) {
        newest = entry;
      }
    }
    return newest;
  }

  /** When it ran, within what was asked for; absent: not then. */
  private @Nullable Period period(ActivationHistory history, Entry shadow, Instant now) {
    Instant end = history.endOf(shadow);
    Instant last = end == null || end.isAfter(now) ? now : end;
    Instant begin = from == null ? shadow.effective() : later(from, shadow.effective());
    Instant until = to == null || to.isAfter(last) ? last : to;
    return begin.isBefore(until) ? new Period(begin, until) : null;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static List<String> topics(Connection connection) {
    List<String> topics = CaseTopics.shown(connection);
    if (!topics.contains(WATCH) || topics.size() < 2) {
      throw new Problem(
          topics.contains(WATCH)
              ? "the broker shows this user no topic of judged cases"
              : "the broker does not show " + WATCH + " to this user",
          "use a user who may read " + WATCH + " and a unit's cases");
    }
    return topics;
  }

  private static List<String> units(List<String> topics) {
    return topics.stream()
        .filter(topic -> !topic.equals(WATCH))
        .map(topic -> CaseTopic.named(topic).unit())
        .toList();
  }

  /** Hashes of what judged in that time; empty: what was packed with the job. */
  private static List<String> judged(ActivationHistory history, Period period) {
    List<String> hashes = new ArrayList<>();
    if (history.liveAt(period.from()) == null) {
      hashes.add("");
    }
    history.liveBetween(period.from(), period.to().minusMillis(1)).stream()
        .map(Entry::ruleSet)
        .filter(hash -> !hashes.contains(hash))
        .forEach(hashes::add);
    return hashes;
  }

  private void print(ActivationHistory history, Entry shadow, Period period) {
    List<String> judged =
        judged(history, period).stream()
            .map(
                hash ->
                    hash.isEmpty()
                        ? RuleBook.shortened(RuleSetFiles.packed().hash()) + " (packed)"
                        : RuleBook.shortened(hash))
            .toList();
    screen.out().println("from " + period.from() + " to " + period.to());
    screen.out().println("  judged    " + String.join(", then ", judged));
    screen.out().println("  in shadow " + RuleBook.shortened(shadow.ruleSet()));
  }

  private static Map<String, Object> head(
      ActivationHistory history, Entry shadow, Period period, List<String> units) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("from", period.from().toString());
    document.put("to", period.to().toString());
    document.put(
        "judged_by",
        judged(history, period).stream()
            .map(hash -> hash.isEmpty() ? RuleSetFiles.packed().hash() : hash)
            .toList());
    document.put("shadow", shadow.ruleSet());
    document.put("units", units);
    return document;
  }
}

package org.almenara.cli.rules;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.almenara.cli.Desk;
import org.almenara.cli.Exit;
import org.almenara.cli.Screen;
import org.almenara.cli.kafka.BrokerOption;
import org.almenara.cli.kafka.CommittedReader;
import org.almenara.cli.kafka.Connection;
import org.almenara.cli.live.ActivationHistory;
import org.almenara.cli.live.ActivationHistory.Entry;
import org.almenara.cli.live.RuleBook;
import org.almenara.cli.live.Workers;
import org.almenara.cli.live.Workers.Word;
import org.almenara.cli.live.Workers.Worker;
import org.almenara.schemas.Activation;
import org.almenara.schemas.RuleSetStatus;
import org.almenara.schemas.Topic;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether every worker of the job runs what it should. */
@Command(
    name = "status",
    description = {
      "Which rule set judges, by the activations, and which every worker of the job says that it"
          + " runs. Fit for monitoring.",
      "Exit codes: 0 all run what they should, 1 drift: a worker runs another one, says nothing of"
          + " it or refused one, or no worker reports; 2 usage, 3 the broker."
    })
final class StatusCommand implements Callable<Integer> {

  private static final String NONE = "-";

  private final Desk desk;
  private final Screen screen;

  @Mixin private final BrokerOption broker = new BrokerOption();
  @Mixin private final SubtasksOption subtasks = new SubtasksOption();

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      description = "As of then instead of now: for a job over simulated or replayed time.")
  private @Nullable Instant at;

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      converter = SpanConverter.class,
      defaultValue = "2m",
      description = "So long a worker may run what judged before; ${DEFAULT-VALUE} by default.")
  private Duration grace = Duration.ZERO;

  @Option(names = "--json", description = "Prints one JSON object instead of text.")
  private boolean json;

  StatusCommand(Desk desk) {
    this.desk = desk;
    this.screen = desk.screen();
  }

  /**
   * A worker beside what it should run.
   *
   * @param heardOf what it spoke of last
   * @param judging what judges in it; absent: it has not said so
   * @param drift what is wrong with that; absent: nothing
   */
  private record Line(
      Worker worker, @Nullable Word heardOf, @Nullable Word judging, @Nullable String drift) {

    boolean late() {
      return judging != null && judging.status().state() == RuleSetStatus.State.APPLIED_LATE;
    }
  }

  @Override
  public Integer call() {
    Connection connection = broker.connect();
    ActivationHistory history = RuleBook.read(connection).history();
    Workers workers = new Workers(subtasks.number());
    try (CommittedReader reader = new CommittedReader(connection)) {
      reader.readAll(List.of(Topic.RULE_SET_STATUS)).forEach(workers::hear);
    }
    Instant now = at == null ? desk.now() : at;
    List<Line> lines = lines(history, workers, now);
    SortedMap<Worker, List<Word>> refused = refused(history, workers, now);
    boolean fine =
        !lines.isEmpty()
            && refused.isEmpty()
            && lines.stream().allMatch(line -> line.drift() == null);
    if (json) {
      JsonLine.print(screen, json(history, now, lines, refused, fine));
    } else {
      print(history, now);
      print(lines, refused);
    }
    return fine ? Exit.FINE : Exit.FINDING;
  }

  private List<Line> lines(ActivationHistory history, Workers workers, Instant now) {
    Entry live = history.liveAt(now);
    Set<String> allowed = allowed(history, now);
    Set<String> running = new HashSet<>();
    List<Line> lines = new ArrayList<>();
    for (Worker worker : workers.all()) {
      Word judging = workers.judging(worker, history);
      running.add(judging == null ? "" : judging.status().ruleSet());
      lines.add(new Line(worker, workers.newest(worker), judging, drift(live, allowed, judging)));
    }
    return live == null && running.size() > 1
        ? lines.stream()
            .map(
                line -> new Line(line.worker(), line.heardOf(), line.judging(), "workers disagree"))
            .toList()
        : lines;
  }

  private static @Nullable String drift(
      @Nullable Entry live, Set<String> allowed, @Nullable Word judging) {
    if (live == null || allowed.isEmpty()) {
      return null; // what is packed with the job, which only the job knows
    }
    String should = RuleBook.shortened(live.ruleSet()) + " should judge";
    if (judging == null) {
      return "says nothing, " + should;
    }
    return allowed.contains(judging.status().ruleSet()) ? null : should;
  }

  /** What may judge at an instant; empty: anything. */
  private Set<String> allowed(ActivationHistory history, Instant now) {
    Instant from = now.minus(grace);
    return history.liveAt(from) == null
        ? Set.of()
        : history.liveBetween(from, now).stream().map(Entry::ruleSet).collect(toSet());
  }

  /** Refusals that matter: of what judges or will, and of what the worker heard last. */
  private static SortedMap<Worker, List<Word>> refused(
      ActivationHistory history, Workers workers, Instant now) {
    Set<String> matter = new HashSet<>();
    for (Entry entry : history.plannedAfter(now)) {
      matter.add(entry.ruleSet());
    }
    for (Entry entry : new Entry[] {history.liveAt(now), history.shadowAt(now)}) {
      if (entry != null) {
        matter.add(entry.ruleSet());
      }
    }
    SortedMap<Worker, List<Word>> refused = new TreeMap<>();
    for (Worker worker : workers.all()) {
      Word newest = workers.newest(worker);
      List<Word> words =
          workers.refused(worker).stream()
              .filter(word -> word.equals(newest) || matter.contains(word.status().ruleSet()))
              .filter(word -> !isMended(word, history))
              .toList();
      if (!words.isEmpty()) {
        refused.put(worker, words);
      }
    }
    return refused;
  }

  /** Whether a refused activation was followed by one of the same rule set that holds. */
  private static boolean isMended(Word word, ActivationHistory history) {
    return word.refusesActivation()
        && history.entries().stream()
            .anyMatch(
                entry ->
                    entry.valid()
                        && entry.ruleSet().equals(word.status().ruleSet())
                        && entry.effective().isAfter(word.status().at()));
  }

  private void print(ActivationHistory history, Instant now) {
    Entry live = history.liveAt(now);
    if (live == null) {
      say("live      what is packed with the job: no activation is in effect");
    } else {
      say("live      " + since(live));
    }
    Entry shadow = history.shadowAt(now);
    if (shadow != null) {
      say("shadow    " + since(shadow));
    }
    for (Entry planned : history.plannedAfter(now)) {
      say(
          "planned   %s%s from %s on"
              .formatted(
                  planned.ruleSet().isEmpty() ? "" : RuleBook.shortened(planned.ruleSet()) + " ",
                  HistoryCommand.what(planned),
                  planned.effective()));
    }
    history.stoppedAt(now).forEach((rule, since) -> say("stopped   " + rule + " since " + since));
  }

  private static String since(Entry entry) {
    Activation of = entry.activation();
    return "%s since %s: author %s, approver %s, reason %s"
        .formatted(
            RuleBook.shortened(entry.ruleSet()),
            entry.effective(),
            of.author(),
            of.approver(),
            of.reason());
  }

  private void print(List<Line> lines, SortedMap<Worker, List<Word>> refused) {
    say("");
    if (lines.isEmpty()) {
      say(screen.alert("no worker of a job has reported"));
      return;
    }
    Table table = new Table("STEP", "SUBTASK", "HEARD OF", "RUNS", "SINCE", "");
    for (Line line : lines) {
      Word judging = line.judging();
      table.row(
          line.worker().step(),
          String.valueOf(line.worker().subtask()),
          hash(line.heardOf()),
          hash(judging),
          judging == null ? NONE : judging.status().at().toString(),
          remark(line));
    }
    table.print(screen);
    refused.forEach(
        (worker, words) ->
            words.forEach(
                word ->
                    say(
                        screen.alert("refused")
                            + " %s by %s: %s"
                                .formatted(hash(word), worker, StatusText.cause(word)))));
    long drifting = drifting(lines);
    say(
        "%s: %s, %d late, %d refusing"
            .formatted(
                RemarkPrinter.count(lines.size(), "worker"),
                drifting == 0 ? "none drifts" : drifting + (drifting == 1 ? " drifts" : " drift"),
                lines.stream().filter(Line::late).count(),
                refused.size()));
  }

  private static String hash(@Nullable Word word) {
    return word == null ? NONE : RuleBook.shortened(word.status().ruleSet());
  }

  private static String remark(Line line) {
    String drift = line.drift();
    String late = line.late() ? "late" : "";
    return drift == null ? late : "DRIFT: " + drift;
  }

  private static long drifting(List<Line> lines) {
    return lines.stream().filter(line -> line.drift() != null).count();
  }

  private static Map<String, Object> json(
      ActivationHistory history,
      Instant now,
      List<Line> lines,
      SortedMap<Worker, List<Word>> refused,
      boolean fine) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", now);
    json.put("fine", fine);
    put(json, "live", history.liveAt(now));
    put(json, "shadow", history.shadowAt(now));
    json.put("planned", history.plannedAfter(now).stream().map(HistoryCommand::json).toList());
    json.put("stopped", history.stoppedAt(now));
    json.put("drifting", drifting(lines));
    json.put("workers", lines.stream().map(StatusCommand::json).toList());
    json.put("refused", refused.values().stream().flatMap(List::stream).map(Word::status).toList());
    return json;
  }

  private static void put(Map<String, Object> json, String name, @Nullable Entry entry) {
    if (entry != null) {
      json.put(name, HistoryCommand.json(entry));
    }
  }

  private static Map<String, Object> json(Line line) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("step", line.worker().step());
    json.put("subtask", line.worker().subtask());
    Word heardOf = line.heardOf();
    if (heardOf != null) {
      json.put("heard_of", heardOf.status().ruleSet());
    }
    Word judging = line.judging();
    if (judging != null) {
      json.put("runs", judging.status().ruleSet());
      json.put("since", judging.status().at());
    }
    json.put("late", line.late());
    json.put("drifts", line.drift() != null);
    return json;
  }

  private void say(String text) {
    screen.out().println(text);
  }
}

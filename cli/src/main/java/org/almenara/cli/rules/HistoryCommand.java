package org.almenara.cli.rules;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.almenara.cli.Desk;
import org.almenara.cli.Exit;
import org.almenara.cli.Screen;
import org.almenara.cli.kafka.BrokerOption;
import org.almenara.cli.live.ActivationHistory;
import org.almenara.cli.live.ActivationHistory.Entry;
import org.almenara.cli.live.RuleBook;
import org.almenara.engine.live.Verdict;
import org.almenara.schemas.Activation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What judged when, who answers for it, and what was written in vain. */
@Command(
    name = "history",
    description = {
      "All activations and stops in the order in which they take effect, those too that do not"
          + " hold, and why not.",
      "Exit codes: 0 read, 2 usage, 3 the broker."
    })
final class HistoryCommand implements Callable<Integer> {

  private final Desk desk;
  private final Screen screen;

  @Mixin private final BrokerOption broker = new BrokerOption();

  @Option(names = "--json", description = "Prints one JSON object instead of text.")
  private boolean json;

  HistoryCommand(Desk desk) {
    this.desk = desk;
    this.screen = desk.screen();
  }

  @Override
  public Integer call() {
    ActivationHistory history = RuleBook.read(broker.connect()).history();
    if (json) {
      JsonLine.print(screen, json(history));
    } else {
      print(history);
    }
    return Exit.FINE;
  }

  private void print(ActivationHistory history) {
    if (history.entries().isEmpty() && history.unreadable().isEmpty()) {
      screen.out().println("nothing was activated: what is packed with the job judges");
      return;
    }
    Instant now = desk.now();
    Table table =
        new Table("FROM", "WHAT", "OF", "AUTHOR", "APPROVER", "REASON", "WRITTEN", "STATE");
    for (Entry entry : history.entries()) {
      Activation of = entry.activation();
      table.row(
          entry.effective().toString(),
          what(entry),
          entry.isStop()
              ? Objects.requireNonNullElse(of.rule(), "")
              : RuleBook.shortened(entry.ruleSet()),
          of.author(),
          of.approver(),
          of.reason(),
          entry.written().toString(),
          state(history, entry, now));
    }
    table.print(screen);
    history
        .unreadable()
        .forEach(
            record ->
                screen
                    .out()
                    .println(
                        "activations.v1-0@%d, written %s, is no activation: %s%s; %s"
                            .formatted(
                                record.offset(),
                                record.written(),
                                record.why().reason().code(),
                                record.why().path().isEmpty() ? "" : " at " + record.why().path(),
                                record.why().reason().mend())));
  }

  /** What begins or ends, by its code in the contract. */
  static String what(Entry entry) {
    return entry.activation().type().code();
  }

  private static String state(ActivationHistory history, Entry entry, Instant now) {
    if (entry.verdict() == Verdict.REPLACED) {
      return VerdictText.of(entry);
    }
    if (!entry.valid()) {
      return "INVALID: " + VerdictText.of(entry);
    }
    if (entry.effective().isAfter(now)) {
      return "planned";
    }
    Instant end = history.endOf(entry);
    return end == null || end.isAfter(now) ? "in effect" : "until " + end;
  }

  private static Map<String, Object> json(ActivationHistory history) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("entries", history.entries().stream().map(HistoryCommand::json).toList());
    json.put(
        "unreadable",
        history.unreadable().stream()
            .map(
                record ->
                    Map.of(
                        "offset", record.offset(),
                        "written", record.written(),
                        "reason", record.why().reason().code(),
                        "path", record.why().path()))
            .toList());
    return json;
  }

  /** For programs; {@code verdict} says whether it holds. */
  static Map<String, Object> json(Entry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("activation", entry.activation());
    json.put("from", entry.effective());
    json.put("written", entry.written());
    json.put("offset", entry.offset());
    json.put("verdict", entry.verdict().code());
    return json;
  }
}

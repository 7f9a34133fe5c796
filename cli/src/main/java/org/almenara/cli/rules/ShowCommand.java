package org.almenara.cli.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.almenara.cli.Desk;
import org.almenara.cli.Exit;
import org.almenara.cli.Nearest;
import org.almenara.cli.Problem;
import org.almenara.cli.Screen;
import org.almenara.cli.kafka.BrokerOption;
import org.almenara.cli.kafka.Connection;
import org.almenara.cli.live.ActivationHistory;
import org.almenara.cli.live.ActivationHistory.Entry;
import org.almenara.cli.live.RuleBook;
import org.almenara.cli.live.RuleBook.Published;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.schemas.RuleSetDocument;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What was published: the list, one rule set, one file. */
@Command(
    name = "show",
    description = {
      "The rule sets that were published; or one of them, by its hash or by when it judged; or one"
          + " file of it. Every case names the hash of the rule set that judged it.",
      "Exit codes: 0 shown, 1 no activated rule set judged then, or there is no such case, 2 usage"
          + " (no such rule set or file),"
          + " 3 the broker, or the folder of --out."
    })
final class ShowCommand implements Callable<Integer> {

  private final Desk desk;
  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final BrokerOption broker = new BrokerOption();

  @Parameters(
      paramLabel = "HASH|FILE",
      arity = "0..2",
      description =
          "The rule set's hash, or how it begins (not with --at); then the name of one file.")
  private List<String> words = List.of();

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      description = "The rule set that judged then, instead of one named by its hash.")
  private @Nullable Instant at;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description =
          "Writes its files into a folder that is new or empty, for lint, diff and cost; examples"
              + " are not published.")
  private @Nullable Path out;

  @Option(
      names = "--case",
      paramLabel = "ID",
      description =
          "Explains a case with the rule set of its time: what each rule said then, and what it says"
              + " otherwise now. With a hash, the newest revision by that rule set.")
  private @Nullable String ofCase;

  @Option(names = "--json", description = "Prints what was published as one JSON object.")
  private boolean json;

  ShowCommand(Desk desk) {
    this.desk = desk;
    this.screen = desk.screen();
  }

  @Override
  public Integer call() {
    if (ofCase != null) {
      return showCase(ofCase);
    }
    int hashes = at == null ? 1 : 0;
    if (words.size() > hashes + 1) {
      throw misunderstood("--at already says which rule set: name a file or nothing beside it");
    }
    RuleBook book = RuleBook.read(broker.connect());
    if (at == null && words.isEmpty()) {
      if (out != null || json) {
        throw misunderstood("name a rule set by its hash or by --at");
      }
      list(book);
      return Exit.FINE;
    }
    Published shown;
    if (at == null) {
      shown = NamedRuleSet.find(book, words.get(0), Objects.requireNonNull(spec));
    } else {
      Entry live = book.history().liveAt(at);
      shown = live == null ? null : book.published(live.ruleSet());
      if (shown == null) {
        return Refusing.say(
            screen,
            "no activated rule set judged at " + at + ": what was packed with the job did",
            "take the files from the job's version of that time");
      }
    }
    return show(book, shown, words.size() > hashes ? words.get(hashes) : null);
  }

  private int showCase(String id) {
    if (at != null || out != null || words.size() > 1) {
      throw misunderstood("--case takes a hash at most, and --json");
    }
    Connection connection = broker.connect();
    RuleBook book = RuleBook.read(connection);
    String hash = words.isEmpty() ? null : words.get(0);
    return new ShowCase(screen, connection, book, desk.now()).show(id, hash, json);
  }

  private int show(RuleBook book, Published shown, @Nullable String file) {
    if (file != null) {
      screen.out().print(text(shown.document(), file));
      sayOverlaid(shown, file.replace(".yaml", ""));
    } else if (out != null) {
      write(shown.document(), out);
    } else if (json) {
      JsonLine.print(screen, shown.document());
    } else {
      describe(book.history(), shown);
    }
    return Exit.FINE;
  }

  /** A file stands there as it was published; an overlay may have other values. */
  private void sayOverlaid(Published shown, String name) {
    OverlayText overlay = OverlayText.of(shown.files());
    List<String> lines =
        RuleSetFiles.SETTINGS.equals(name + ".yaml") ? overlay.ofSettings() : overlay.ofRule(name);
    if (!lines.isEmpty()) {
      screen.err().println("with the values of " + RuleSetFiles.OVERLAY + ":");
      lines.forEach(line -> screen.err().println("  " + line));
    }
  }

  private String text(RuleSetDocument document, String file) {
    String text = document.files().get(file);
    if (text == null) {
      text = document.files().get(file + ".yaml");
    }
    if (text == null) {
      throw misunderstood(
          "rule set %s has no file '%s'%s"
              .formatted(
                  RuleBook.shortened(document.hash()),
                  file,
                  Nearest.hint(file, document.files().keySet())));
    }
    return text;
  }

  private void describe(ActivationHistory history, Published shown) {
    RuleSetDocument document = shown.document();
    say("rule set " + document.hash());
    say("  author    " + document.author() + ", published " + document.published());
    for (Entry entry : history.entries()) {
      if (entry.ruleSet().equals(document.hash())) {
        say(
            "  %s %s, approved by %s, reason %s"
                .formatted(
                    HistoryCommand.what(entry),
                    period(history, entry),
                    entry.activation().approver(),
                    entry.activation().reason()));
      }
    }
    if (shown.files().hasOverlay()) {
      say("  overlay   over " + shown.files().withoutOverlay().hash());
      OverlayText.of(shown.files()).lines().forEach(line -> say("    " + line));
    }
    Table table = new Table("FILE", "LINES");
    document.files().forEach((name, text) -> table.row(name, String.valueOf(text.lines().count())));
    table.print(screen);
  }

  private static String period(ActivationHistory history, Entry entry) {
    if (!entry.valid()) {
      return "never (" + VerdictText.of(entry) + ")";
    }
    Instant end = history.endOf(entry);
    return "from " + entry.effective() + (end == null ? " on" : " until " + end);
  }

  private void list(RuleBook book) {
    List<Published> all =
        book.startingWith("").stream()
            .sorted(
                Comparator.comparing((Published each) -> each.document().published())
                    .reversed()
                    .thenComparing(each -> each.document().hash()))
            .toList();
    if (all.isEmpty()) {
      say("no rule set was published");
      return;
    }
    Instant now = desk.now();
    Table table = new Table("PUBLISHED", "RULE SET", "AUTHOR", "FILES", "STATE");
    for (Published each : all) {
      RuleSetDocument document = each.document();
      table.row(
          document.published().toString(),
          RuleBook.shortened(document.hash()),
          document.author(),
          String.valueOf(document.files().size()),
          state(book.history(), document.hash(), now));
    }
    table.print(screen);
  }

  private static String state(ActivationHistory history, String hash, Instant now) {
    if (is(history.liveAt(now), hash)) {
      return "judges";
    }
    if (is(history.shadowAt(now), hash)) {
      return "in shadow";
    }
    if (history.plannedAfter(now).stream().anyMatch(entry -> is(entry, hash))) {
      return "planned";
    }
    return history.entries().stream().anyMatch(entry -> entry.valid() && is(entry, hash))
        ? "before"
        : "never activated";
  }

  private static boolean is(@Nullable Entry entry, String hash) {
    return entry != null && entry.ruleSet().equals(hash);
  }

  private void write(RuleSetDocument document, Path folder) {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> there = Files.list(folder)) {
        if (there.findAny().isPresent()) {
          throw new Problem(
              "there is something in " + folder + " already", "name a folder that is new or empty");
        }
      }
      for (Map.Entry<String, String> file : document.files().entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw new Problem("cannot write into " + folder, "check that you may write there", e);
    }
    say(
        "wrote %d files of rule set %s into %s"
            .formatted(document.files().size(), RuleBook.shortened(document.hash()), folder));
  }

  private ParameterException misunderstood(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  private void say(String text) {
    screen.out().println(text);
  }
}

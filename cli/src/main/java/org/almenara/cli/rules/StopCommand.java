package org.almenara.cli.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.almenara.cli.Desk;
import org.almenara.cli.Exit;
import org.almenara.cli.Nearest;
import org.almenara.cli.Screen;
import org.almenara.cli.kafka.BrokerOption;
import org.almenara.cli.kafka.Connection;
import org.almenara.cli.kafka.RecordWriter;
import org.almenara.cli.live.ActivationHistory.Entry;
import org.almenara.cli.live.RuleBook;
import org.almenara.cli.live.RuleBook.Published;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.schemas.Activation;
import org.almenara.schemas.Json;
import org.almenara.schemas.Topic;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Silences one rule at once. */
@Command(
    name = "stop",
    description = {
      "Emergency: silences one rule at once, whichever rule set judges, until an activation takes"
          + " effect, be it of the rule set that judges: that says anew which rules run. What the"
          + " rule said ceases.",
      "Exit codes: 0 done, 1 refused or not confirmed, 2 usage (no such rule), 3 the broker, or the"
          + " workers did not all do it in time."
    })
final class StopCommand implements Callable<Integer> {

  private final Desk desk;
  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final BrokerOption broker = new BrokerOption();
  @Mixin private final WriteOptions options = new WriteOptions();

  @Parameters(paramLabel = "RULE", description = "Id of the rule.")
  private String rule = "";

  @Option(
      names = "--author",
      paramLabel = "CODE",
      required = true,
      converter = CodeConverter.class,
      description = "Code of the person who asks for it.")
  private String author = "";

  @Option(
      names = "--approver",
      paramLabel = "CODE",
      required = true,
      converter = CodeConverter.class,
      description = "Code of the second person.")
  private String approver = "";

  @Option(
      names = "--reason",
      paramLabel = "CODE",
      required = true,
      converter = CodeConverter.class,
      description = "Code of why.")
  private String reason = "";

  StopCommand(Desk desk) {
    this.desk = desk;
    this.screen = desk.screen();
  }

  @Override
  public Integer call() {
    if (author.equals(approver)) {
      return Refusing.say(
          screen,
          "author and approver are one person, so the job would not take the stop",
          "have a second person agree and give their code as --approver");
    }
    Connection connection = broker.connect();
    RuleBook book = RuleBook.read(connection);
    Instant now = desk.now();
    checkThatItIsThere(book, now);
    Instant since = book.history().stoppedAt(now).get(rule);
    if (since != null) {
      say("rule %s is stopped since %s: nothing was written".formatted(rule, since));
      return Exit.FINE;
    }
    say("rule " + rule);
    Instant end =
        book.history().plannedAfter(now).stream()
            .filter(planned -> planned.activation().type() == Activation.Type.ACTIVATION_LIVE)
            .map(Entry::effective)
            .findFirst()
            .orElse(null);
    say(
        "  effect    silent from the next instant on, until "
            + (end == null
                ? "a rule set is activated"
                : end + ", when an activated rule set takes effect"));
    say("  author    " + author);
    say("  approver  " + approver);
    say("  reason    " + reason);
    if (options.dryRun()) {
      say("dry run: nothing was written");
      return Exit.FINE;
    }
    if (options.asks() && !desk.confirms()) {
      return Refusing.say(screen, "nothing was written", "type yes, or give --yes");
    }
    return write(connection);
  }

  private int write(Connection connection) {
    Activation stop =
        new Activation(Activation.Type.RULE_STOPPED, null, rule, null, author, approver, reason);
    RecordWriter.Written written =
        new RecordWriter(connection, desk.clock())
            .write(Topic.ACTIVATIONS, stop.type().code() + ":" + rule, Json.canonical(stop));
    Entry entry = Activating.readBack(connection, written);
    say("written at %s: silent from the first instant after that".formatted(entry.written()));
    return options.waits(screen)
        ? new Awaiting(desk, connection, options.subtasks(), options.atMost(Duration.ZERO))
            .untilStopped(rule, entry.written())
        : Exit.FINE;
  }

  /** A slip of the pen would stop nothing, and nobody would know. */
  private void checkThatItIsThere(RuleBook book, Instant now) {
    TreeSet<String> rules = new TreeSet<>();
    Entry live = book.history().liveAt(now);
    addRules(rules, live == null ? RuleSetFiles.packed() : files(book, live));
    Entry shadow = book.history().shadowAt(now);
    if (shadow != null) {
      addRules(rules, files(book, shadow));
    }
    for (Entry planned : book.history().plannedAfter(now)) {
      if (planned.activation().type() != Activation.Type.SHADOW_ENDED) {
        addRules(rules, files(book, planned));
      }
    }
    if (!rules.contains(rule)) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "no rule set that judges, or will, has a rule '%s'%s"
              .formatted(rule, Nearest.hint(rule, List.copyOf(rules))));
    }
  }

  private static RuleSetFiles files(RuleBook book, Entry entry) {
    Published published = book.published(entry.ruleSet());
    return Objects.requireNonNull(published, "a valid activation names a known rule set").files();
  }

  private static void addRules(Set<String> rules, RuleSetFiles files) {
    rules.addAll(files.ruleIds());
  }

  private void say(String text) {
    screen.out().println(text);
  }
}

package org.almenara.cli.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.almenara.cli.Desk;
import org.almenara.cli.Exit;
import org.almenara.cli.Problem;
import org.almenara.cli.Screen;
import org.almenara.cli.kafka.BrokerOption;
import org.almenara.cli.kafka.Connection;
import org.almenara.cli.kafka.RecordWriter;
import org.almenara.cli.live.RuleBook;
import org.almenara.cli.live.RuleBook.Published;
import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.RuleSetReader;
import org.almenara.engine.rules.lint.Lint;
import org.almenara.engine.rules.lint.Remark;
import org.almenara.schemas.Json;
import org.almenara.schemas.RecordReader;
import org.almenara.schemas.Refusal;
import org.almenara.schemas.RuleSetDocument;
import org.almenara.schemas.Topic;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Puts a folder of rules where a second person can activate it. */
@Command(
    name = "publish",
    description = {
      "Checks the rules of a folder, runs their examples, and publishes them on rulesets.v1 under"
          + " their hash. Nothing judges by them until another person activates them.",
      "Exit codes: 0 published, or was there, 1 refused: errors, or an example that does something"
          + " else, 2 usage, 3 the broker."
    })
final class PublishCommand implements Callable<Integer> {

  /** A job need not remember for longer what was published and is not activated. */
  static final Duration REMEMBERED = Duration.ofDays(30);

  private final Desk desk;
  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final BrokerOption broker = new BrokerOption();
  @Mixin private final FolderParameter folder = new FolderParameter();
  @Mixin private final OverlayOption overlay = new OverlayOption();

  @Option(
      names = "--author",
      paramLabel = "CODE",
      converter = CodeConverter.class,
      description = "Code of the person who publishes; another one activates.")
  private @Nullable String author;

  @Option(
      names = "--again",
      paramLabel = "HASH",
      description =
          "Publishes once more, byte for byte, what was published long ago: a job remembers it for"
              + " 30 days.")
  private @Nullable String again;

  @Option(names = "--dry-run", description = "Does all but write.")
  private boolean dryRun;

  PublishCommand(Desk desk) {
    this.desk = desk;
    this.screen = desk.screen();
  }

  @Override
  public Integer call() {
    if (again != null) {
      return publishAgain(again);
    }
    if (author == null) {
      throw misunderstood("--author is missing: say who publishes");
    }
    RuleFolder of = overlay.over(folder.read());
    Inspection inspection = checked(of);
    if (inspection == null) {
      return Exit.FINDING;
    }
    RuleSetDocument document =
        new RuleSetDocument(
            of.files().hash(), desk.now(), author, new TreeMap<>(of.files().files()));
    byte[] bytes = Json.canonical(document);
    Refusal refusal = RecordReader.RULE_SETS.read(bytes).refusal();
    if (refusal != null) {
      return refused(document, bytes, refusal);
    }
    return publish(document, bytes, inspection);
  }

  private int publish(RuleSetDocument document, byte[] bytes, Inspection inspection) {
    Connection connection = broker.connect();
    RuleBook book = RuleBook.read(connection);
    Instant now = desk.now();
    say(
        "rule set %s: %d files, %,d bytes, author %s"
            .formatted(document.hash(), document.files().size(), bytes.length, document.author()));
    AgainstLive.print(screen, book, now, inspection);
    Published there = book.published(document.hash());
    if (there != null && isRemembered(there, now)) {
      say(
          "was published before, at %s by %s: nothing was written"
              .formatted(there.document().published(), there.document().author()));
      sayNext(there.document());
      return Exit.FINE;
    }
    RuleSetDocument written = there == null ? document : there.document();
    if (!dryRun) {
      write(connection, written);
    }
    say(
        dryRun
            ? "dry run: nothing was written"
            : there == null
                ? "published, and read back"
                : "published again as it was, at %s by %s, and read back"
                    .formatted(written.published(), written.author()));
    sayNext(written);
    return Exit.FINE;
  }

  private int publishAgain(String name) {
    if (author != null || folder.isNamed() || overlay.file() != null) {
      throw misunderstood(
          "--again takes neither a folder nor --overlay nor --author: it writes what was published,"
              + " by whom it was");
    }
    Connection connection = broker.connect();
    Published there =
        NamedRuleSet.find(RuleBook.read(connection), name, Objects.requireNonNull(spec));
    RuleSetDocument document = there.document();
    if (!dryRun) {
      write(connection, document);
    }
    say(
        "rule set %s, published at %s by %s"
            .formatted(document.hash(), document.published(), document.author()));
    say(dryRun ? "dry run: nothing was written" : "published again as it was, and read back");
    sayNext(document);
    return Exit.FINE;
  }

  /** Errors and examples that differ are shown, and then there is nothing to publish. */
  private @Nullable Inspection checked(RuleFolder of) {
    Lint.Report report = Lint.of(of.files());
    if (report.count(Remark.Severity.ERROR) > 0) {
      RemarkPrinter printer = new RemarkPrinter(screen, of);
      report.remarks().stream()
          .filter(remark -> remark.severity() == Remark.Severity.ERROR)
          .forEach(printer::print);
      Refusing.say(
          screen,
          "nothing was published: "
              + RemarkPrinter.count(report.count(Remark.Severity.ERROR), "error"),
          "mend them; `almenara rules lint` shows them with all warnings");
      return null;
    }
    Inspection inspection = RuleSetReader.inspect(of.files());
    RuleFolder published = of.withoutOverlay();
    RuleSet ruleSet = RuleSetReader.compile(published.files());
    ExampleRun run = ExampleRun.ofAll(published, ruleSet, screen);
    if (!run.fine()) {
      run.print(screen);
      Refusing.say(
          screen,
          "nothing was published: the rules do not do what their examples say",
          "mend rule or example; `almenara rules test` shows this again");
      return null;
    }
    if (of.files().hasOverlay()) {
      OverlaidExamples with = OverlaidExamples.of(run, inspection);
      with.print(screen);
      if (!with.fine()) {
        OverlaidExamples.refused(screen, "nothing was published: ");
        return null;
      }
    }
    long warnings = report.count(Remark.Severity.WARNING);
    if (warnings > 0) {
      screen
          .err()
          .println(RemarkPrinter.count(warnings, "warning") + ": `almenara rules lint` shows them");
    }
    return inspection;
  }

  private int refused(RuleSetDocument document, byte[] bytes, Refusal refusal) {
    if (refusal.reason() == Refusal.Reason.TOO_LARGE) {
      return Refusing.say(
          screen,
          "nothing was published: the rule set has %,d bytes, and a broker takes %,d"
              .formatted(bytes.length, RecordReader.MAX_RULE_SET_BYTES),
          "shorten its texts, or take out rules; the longest file is " + longest(document));
    }
    return Refusing.say(
        screen,
        "nothing was published: %s at %s".formatted(refusal.reason().code(), refusal.path()),
        refusal.reason().mend());
  }

  private static String longest(RuleSetDocument document) {
    return document.files().entrySet().stream()
        .max((a, b) -> Integer.compare(a.getValue().length(), b.getValue().length()))
        .map(file -> file.getKey())
        .orElse("");
  }

  private void write(Connection connection, RuleSetDocument document) {
    new RecordWriter(connection, desk.clock())
        .write(Topic.RULE_SETS, document.hash(), Json.canonical(document));
    Published back = RuleBook.read(connection).published(document.hash());
    if (back == null || !back.document().equals(document)) {
      throw new Problem(
          "the broker took rule set %s and does not give it back".formatted(document.hash()),
          "look at `almenara topics tail rulesets.v1 --raw`, then try again");
    }
  }

  static boolean isRemembered(Published there, Instant now) {
    return there.written().plus(REMEMBERED).isAfter(now);
  }

  private void sayNext(RuleSetDocument document) {
    screen.out().println("Next, another person than " + document.author() + ":");
    screen
        .out()
        .println(
            "  almenara rules activate %s --approver CODE --reason CODE"
                .formatted(RuleBook.shortened(document.hash())));
  }

  private ParameterException misunderstood(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  private void say(String text) {
    screen.out().println(text);
  }
}

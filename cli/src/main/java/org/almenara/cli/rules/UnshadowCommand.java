package org.almenara.cli.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.almenara.cli.Desk;
import org.almenara.cli.Exit;
import org.almenara.cli.Screen;
import org.almenara.cli.kafka.BrokerOption;
import org.almenara.cli.kafka.Connection;
import org.almenara.cli.kafka.RecordWriter;
import org.almenara.cli.live.ActivationHistory;
import org.almenara.cli.live.ActivationHistory.Entry;
import org.almenara.cli.live.RuleBook;
import org.almenara.schemas.Activation;
import org.almenara.schemas.Json;
import org.almenara.schemas.Topic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ends what runs in shadow. */
@Command(
    name = "unshadow",
    description = {
      "Ends what runs in shadow, from an instant on; its cases end with it. What judges goes on.",
      "Exit codes: 0 done, 1 refused or not confirmed, 2 usage, 3 the broker, or the workers did"
          + " not all do it in time."
    })
final class UnshadowCommand implements Callable<Integer> {

  private final Desk desk;
  private final Screen screen;

  @Mixin private final BrokerOption broker = new BrokerOption();
  @Mixin private final EffectOptions effect = new EffectOptions();
  @Mixin private final WriteOptions options = new WriteOptions();

  @Option(
      names = "--author",
      paramLabel = "CODE",
      required = true,
      converter = CodeConverter.class,
      description = "Code of the person who asks for it.")
  private String author = "";

  UnshadowCommand(Desk desk) {
    this.desk = desk;
    this.screen = desk.screen();
  }

  @Override
  public Integer call() {
    if (author.equals(effect.approver())) {
      return Refusing.say(
          screen,
          "author and approver are one person, so the job would not end the shadow",
          "have a second person agree and give their code as --approver");
    }
    Instant now = desk.now();
    Instant effective = effect.effective(now);
    if (Lead.isTooShort(effective, now)) {
      return Lead.refuse(screen, effective, now);
    }
    Connection connection = broker.connect();
    ActivationHistory history = RuleBook.read(connection).history();
    Entry shadow = history.shadowAt(effective.minusMillis(1));
    if (shadow == null) {
      return Refusing.say(
          screen,
          "no rule set runs in shadow before " + effective,
          "`almenara rules history` says what ran, runs and will");
    }
    if (!shadow.equals(history.shadowAt(effective))) {
      say(
          "rule set %s runs in shadow until %s as it is: nothing was written"
              .formatted(shadow.ruleSet(), effective));
      return Exit.FINE;
    }
    describe(shadow, effective, now);
    if (options.dryRun()) {
      say("dry run: nothing was written");
      return Exit.FINE;
    }
    if (options.asks() && !desk.confirms()) {
      return Refusing.say(screen, "nothing was written", "type yes, or give --yes");
    }
    Instant later = desk.now();
    return Lead.isTooShort(effective, later)
        ? Lead.refuse(screen, effective, later)
        : write(connection, shadow, effective);
  }

  private void describe(Entry shadow, Instant effective, Instant now) {
    say("rule set " + shadow.ruleSet());
    say(
        "  effect    no longer runs in shadow from %s on, in %s"
            .formatted(
                effective, Spans.words(1_000 * Duration.between(now, effective).toSeconds())));
    say("  author    " + author);
    say("  approver  " + effect.approver());
    say("  reason    " + effect.reason());
  }

  private int write(Connection connection, Entry shadow, Instant effective) {
    Activation end =
        new Activation(
            Activation.Type.SHADOW_ENDED,
            null,
            null,
            effective,
            author,
            effect.approver(),
            effect.reason());
    Entry entry =
        Activating.readBack(
            connection,
            new RecordWriter(connection, desk.clock())
                .write(
                    Topic.ACTIVATIONS, end.type().code() + ":" + effective, Json.canonical(end)));
    if (!entry.valid()) {
      return Activating.saysThatItDoesNotHold(screen, entry);
    }
    say(
        "written at %s, and valid: it no longer runs in shadow from %s on"
            .formatted(entry.written(), effective));
    return options.waits(screen)
        ? new Awaiting(
                desk,
                connection,
                options.subtasks(),
                options.atMost(Duration.between(desk.now(), effective)))
            .untilEnded(shadow.ruleSet(), effective)
        : Exit.FINE;
  }

  private void say(String text) {
    screen.out().println(text);
  }
}

package org.almenara.cli.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.almenara.cli.Desk;
import org.almenara.cli.Exit;
import org.almenara.cli.Problem;
import org.almenara.cli.Screen;
import org.almenara.cli.kafka.Connection;
import org.almenara.cli.kafka.RecordWriter;
import org.almenara.cli.live.ActivationHistory;
import org.almenara.cli.live.ActivationHistory.Entry;
import org.almenara.cli.live.RuleBook;
import org.almenara.cli.live.RuleBook.Published;
import org.almenara.engine.rules.Inspection;
import org.almenara.schemas.Activation;
import org.almenara.schemas.Json;
import org.almenara.schemas.RuleSetDocument;
import org.almenara.schemas.Topic;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

/**
 * The second person's act: a published rule set judges, or runs in shadow, from an instant on.
 *
 * <p>What would not hold is refused before it is written; whether it holds is said by what the
 * broker has then, since its clock may be another.
 */
final class Activating {

  private final Desk desk;
  private final Screen screen;
  private final Connection connection;
  private final RuleBook book;
  private final EffectOptions effect;
  private final WriteOptions options;

  Activating(
      Desk desk, Connection connection, RuleBook book, EffectOptions effect, WriteOptions options) {
    this.desk = desk;
    this.screen = desk.screen();
    this.connection = connection;
    this.book = book;
    this.effect = effect;
    this.options = options;
  }

  /** Shows what it does, asks, writes, reads back, waits; gives the exit code. */
  int run(Published target, Activation.Type type) {
    RuleSetDocument document = target.document();
    Inspection inspection = book.inspect(document.hash());
    if (inspection == null || inspection.ruleSet() == null) {
      return Refusing.say(
          screen,
          "rule set " + document.hash() + " does not compile with this version, so it cannot judge",
          "publish one that does; `almenara rules show HASH --out FOLDER` gives its files to lint");
    }
    if (document.author().equals(effect.approver())) {
      return Refusing.say(
          screen,
          "%s published rule set %s, so another person must activate it"
              .formatted(document.author(), RuleBook.shortened(document.hash())),
          "have a second person look at it and give their code as --approver");
    }
    Instant now = desk.now();
    Instant effective = effect.effective(now);
    Activation activation =
        new Activation(
            type,
            document.hash(),
            null,
            effective,
            document.author(),
            effect.approver(),
            effect.reason());
    if (Lead.isTooShort(effective, now)) {
      return Lead.refuse(screen, effective, now);
    }
    Entry there = at(book.history(), type, effective);
    boolean lifts = !lifted(activation).isEmpty();
    if (there != null && there.ruleSet().equals(document.hash()) && !lifts) {
      say(
          "rule set %s %s from %s on already, approved by %s: nothing was written"
              .formatted(
                  document.hash(), verb(type), there.effective(), there.activation().approver()));
      return Exit.FINE;
    }
    describe(activation, document, now);
    AgainstLive.print(screen, book, effective, inspection);
    if (options.dryRun()) {
      say("dry run: nothing was written");
      return Exit.FINE;
    }
    if (options.asks() && !desk.confirms()) {
      return Refusing.say(screen, "nothing was written", "type yes, or give --yes");
    }
    Instant later = desk.now();
    if (Lead.isTooShort(effective, later)) {
      return Lead.refuse(screen, effective, later);
    }
    return write(activation, target);
  }

  private int write(Activation activation, Published target) {
    if (!PublishCommand.isRemembered(target, desk.now())) {
      writeAgain(target);
    }
    Instant effective = effective(activation);
    RecordWriter.Written written =
        new RecordWriter(connection, desk.clock())
            .write(
                Topic.ACTIVATIONS,
                activation.type().code() + ":" + effective,
                Json.canonical(activation));
    Entry entry = readBack(connection, written);
    if (!entry.valid()) {
      return saysThatItDoesNotHold(screen, entry);
    }
    say(
        "written at %s, and valid: it %s from %s on"
            .formatted(entry.written(), verb(activation.type()), effective));
    if (!options.waits(screen)) {
      return Exit.FINE;
    }
    Duration untilEffect = Duration.between(desk.now(), effective);
    return new Awaiting(desk, connection, options.subtasks(), options.atMost(untilEffect))
        .untilRun(target.document().hash(), effective);
  }

  /** By what the broker has, whatever was said before it was written; gives the exit code. */
  static int saysThatItDoesNotHold(Screen screen, Entry entry) {
    return Refusing.say(
        screen,
        "it was written at %s and does not hold: %s"
            .formatted(entry.written(), VerdictText.of(entry)),
        "compare this machine's clock with the broker's, then give a later --effective");
  }

  /** What was written, as whoever reads the topic finds it. */
  static Entry readBack(Connection connection, RecordWriter.Written written) {
    return RuleBook.read(connection).history().entries().stream()
        .filter(entry -> entry.offset() == written.offset())
        .findAny()
        .orElseThrow(
            () ->
                new Problem(
                    "the broker took the record and does not give it back",
                    "look at `almenara topics tail activations.v1 --raw`, then try again"));
  }

  /** Byte for byte, so that its author stays who it was. */
  private void writeAgain(Published target) {
    RuleSetDocument document = target.document();
    try {
      new RecordWriter(connection, desk.clock())
          .write(Topic.RULE_SETS, document.hash(), Json.canonical(document));
    } catch (Problem e) {
      if (e.getCause() instanceof AuthorizationException) {
        throw new Problem(
            "rule set %s was written over %d days ago, so the job may not remember it, and this"
                    .formatted(
                        RuleBook.shortened(document.hash()), PublishCommand.REMEMBERED.toDays())
                + " user may not write it again",
            "have an analyst run first: almenara rules publish --again "
                + RuleBook.shortened(document.hash()),
            e);
      }
      throw e;
    }
    say("published again as it was: the job may not have remembered it");
  }

  private void describe(Activation activation, RuleSetDocument document, Instant now) {
    Instant effective = effective(activation);
    say("rule set " + document.hash());
    say(
        "  effect    %s from %s on, in %s"
            .formatted(
                verb(activation.type()),
                effective,
                Spans.words(1_000 * Duration.between(now, effective).toSeconds())));
    say("  author    " + document.author() + ", published " + document.published());
    say("  approver  " + activation.approver());
    say("  reason    " + activation.reason());
    lifted(activation)
        .forEach((rule, since) -> say("  lifts     the stop of " + rule + " since " + since));
    for (Entry planned : book.history().plannedAfter(now)) {
      if (planned.activation().type() == activation.type()
          && !planned.effective().isBefore(effective)) {
        boolean same = planned.effective().equals(effective);
        say(
            "  %s  %s from %s on, approved by %s"
                .formatted(
                    same ? "replaces" : "until   ",
                    RuleBook.shortened(planned.ruleSet()),
                    planned.effective(),
                    planned.activation().approver()));
      }
    }
  }

  /** Rules that run again from then on, by id, with since when they are stopped. */
  private SortedMap<String, Instant> lifted(Activation activation) {
    return activation.type() == Activation.Type.ACTIVATION_LIVE
        ? book.history().stoppedAt(effective(activation).minusMillis(1))
        : new TreeMap<>();
  }

  private static @Nullable Entry at(
      ActivationHistory history, Activation.Type type, Instant instant) {
    return type == Activation.Type.ACTIVATION_SHADOW
        ? history.shadowAt(instant)
        : history.liveAt(instant);
  }

  private static String verb(Activation.Type type) {
    return type == Activation.Type.ACTIVATION_SHADOW ? "runs in shadow" : "judges";
  }

  private static Instant effective(Activation activation) {
    Instant effective = activation.effective();
    if (effective == null) {
      throw new IllegalArgumentException("a stop has no instant of its own");
    }
    return effective;
  }

  private void say(String text) {
    screen.out().println(text);
  }
}

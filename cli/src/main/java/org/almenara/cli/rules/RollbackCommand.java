package org.almenara.cli.rules;

import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.almenara.cli.Desk;
import org.almenara.cli.Screen;
import org.almenara.cli.kafka.BrokerOption;
import org.almenara.cli.kafka.Connection;
import org.almenara.cli.live.ActivationHistory;
import org.almenara.cli.live.ActivationHistory.Entry;
import org.almenara.cli.live.RuleBook;
import org.almenara.cli.live.RuleBook.Published;
import org.almenara.schemas.Activation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets a rule set judge again that did before. */
@Command(
    name = "rollback",
    description = {
      "Lets a rule set judge again that judged before: the one before this one, or one that is"
          + " named. The same as activate, with the same lead and two persons.",
      "Exit codes: as activate; 1 too where none judged before."
    })
final class RollbackCommand implements Callable<Integer> {

  private final Desk desk;
  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final BrokerOption broker = new BrokerOption();
  @Mixin private final EffectOptions effect = new EffectOptions();
  @Mixin private final WriteOptions options = new WriteOptions();

  @Parameters(
      paramLabel = "HASH",
      arity = "0..1",
      description = "Hash of a rule set that judged before, or how it begins.")
  private @Nullable String hash;

  RollbackCommand(Desk desk) {
    this.desk = desk;
    this.screen = desk.screen();
  }

  @Override
  public Integer call() {
    Connection connection = broker.connect();
    RuleBook book = RuleBook.read(connection);
    ActivationHistory history = book.history();
    Instant now = desk.now();
    Published target;
    if (hash == null) {
      Entry live = history.liveAt(now);
      Entry before = live == null ? null : history.liveBefore(live);
      target = before == null ? null : book.published(before.ruleSet());
      if (target == null) {
        return Refusing.say(
            screen,
            live == null
                ? "no activation is in effect, so there is nothing to go back from"
                : "no activated rule set judged before " + RuleBook.shortened(live.ruleSet()),
            "publish the rule set that should judge, then activate it; a planned activation is"
                + " replaced by another for the same instant");
      }
    } else {
      target = NamedRuleSet.find(book, hash, Objects.requireNonNull(spec));
      String named = target.document().hash();
      if (history.entries().stream().noneMatch(entry -> judged(entry, named, now))) {
        return Refusing.say(
            screen,
            "rule set " + RuleBook.shortened(named) + " never judged",
            "to let it judge for the first time: almenara rules activate "
                + RuleBook.shortened(named));
      }
    }
    return new Activating(desk, connection, book, effect, options)
        .run(target, Activation.Type.ACTIVATION_LIVE);
  }

  private static boolean judged(Entry entry, String hash, Instant now) {
    return entry.valid()
        && entry.activation().type() == Activation.Type.ACTIVATION_LIVE
        && entry.ruleSet().equals(hash)
        && !entry.effective().isAfter(now);
  }
}

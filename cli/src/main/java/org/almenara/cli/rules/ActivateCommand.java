package org.almenara.cli.rules;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.almenara.cli.Desk;
import org.almenara.cli.kafka.BrokerOption;
import org.almenara.cli.kafka.Connection;
import org.almenara.cli.live.RuleBook;
import org.almenara.cli.live.RuleBook.Published;
import org.almenara.schemas.Activation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets a published rule set judge. */
@Command(
    name = "activate",
    description = {
      "Lets a rule set that another person published judge, or run in shadow, from an instant on;"
          + " shows first what it changes.",
      "Exit codes: 0 done, 1 refused, not confirmed, or a worker of the job refused it or was late,"
          + " 2 usage (no such rule set), 3 the broker, or the workers did not all do it in time."
    })
final class ActivateCommand implements Callable<Integer> {

  private final Desk desk;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final BrokerOption broker = new BrokerOption();
  @Mixin private final EffectOptions effect = new EffectOptions();
  @Mixin private final WriteOptions options = new WriteOptions();

  @Parameters(
      paramLabel = "HASH",
      description = "The rule set's hash, or its first 6 digits or more.")
  private String hash = "";

  @Option(names = "--shadow", description = "Beside what judges; only analysts see what it says.")
  private boolean shadow;

  ActivateCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    Connection connection = broker.connect();
    RuleBook book = RuleBook.read(connection);
    Published target = NamedRuleSet.find(book, hash, Objects.requireNonNull(spec));
    return new Activating(desk, connection, book, effect, options)
        .run(target, shadow ? Activation.Type.ACTIVATION_SHADOW : Activation.Type.ACTIVATION_LIVE);
  }
}

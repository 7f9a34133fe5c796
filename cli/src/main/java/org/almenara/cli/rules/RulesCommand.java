package org.almenara.cli.rules;

import org.almenara.cli.Screen;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Commands about rules. */
@Command(
    name = "rules",
    description = "Checks, tries, compares, weighs and begins rules, before they are live.")
public final class RulesCommand {

  private RulesCommand() {}

  /** The command with all that is below it, writing to that screen. */
  public static CommandLine of(Screen screen) {
    return new CommandLine(new RulesCommand())
        .addSubcommand(new LintCommand(screen))
        .addSubcommand(new TestCommand(screen))
        .addSubcommand(new DiffCommand(screen))
        .addSubcommand(new CostCommand(screen))
        .addSubcommand(new NewCommand(screen))
        .addSubcommand(new SchemaCommand(screen));
  }
}

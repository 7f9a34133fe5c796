package org.almenara.cli.rules;

import org.almenara.cli.Desk;
import org.almenara.cli.Screen;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Commands about rules. */
@Command(
    name = "rules",
    description = {
      "Checks, tries, compares, weighs and begins rules, before they are live; publishes them, lets"
          + " them judge, and says what judges."
    })
public final class RulesCommand {

  private RulesCommand() {}

  /** The command with all that is below it, at that desk. */
  public static CommandLine of(Desk desk) {
    Screen screen = desk.screen();
    return new CommandLine(new RulesCommand())
        .addSubcommand(new LintCommand(screen))
        .addSubcommand(new TestCommand(screen))
        .addSubcommand(new DiffCommand(screen))
        .addSubcommand(new CostCommand(screen))
        .addSubcommand(new TableCommand(screen))
        .addSubcommand(new NewCommand(screen))
        .addSubcommand(new SchemaCommand(screen))
        .addSubcommand(new PublishCommand(desk))
        .addSubcommand(new ActivateCommand(desk))
        .addSubcommand(new RollbackCommand(desk))
        .addSubcommand(new UnshadowCommand(desk))
        .addSubcommand(ShadowCommand.of(desk))
        .addSubcommand(new StopCommand(desk))
        .addSubcommand(new StatusCommand(desk))
        .addSubcommand(new HistoryCommand(desk))
        .addSubcommand(new ShowCommand(desk));
  }
}

package org.almenara.cli.rules;

import org.almenara.cli.Desk;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Commands about what runs in shadow. */
@Command(
    name = "shadow",
    description = "What a rule set that runs in shadow says beside the one that judges.")
final class ShadowCommand {

  private ShadowCommand() {}

  /** The command with what is below it. */
  static CommandLine of(Desk desk) {
    return new CommandLine(new ShadowCommand()).addSubcommand(new ShadowDiffCommand(desk));
  }
}

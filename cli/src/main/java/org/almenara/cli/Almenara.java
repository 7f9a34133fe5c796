package org.almenara.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.almenara.cli.cases.CaseCommand;
import org.almenara.cli.demo.DemoCommand;
import org.almenara.cli.doctor.DoctorCommand;
import org.almenara.cli.evaluate.EvaluateCommand;
import org.almenara.cli.rules.RulesCommand;
import org.almenara.cli.schema.SchemaCommand;
import org.almenara.cli.topics.TopicsCommand;
import org.almenara.cli.validate.ValidateCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The {@code almenara} command.
 *
 * <p>Every command ends with a code of {@link Exit}. What goes wrong is one message with its mend;
 * the trace is in the log file that the message names.
 */
@Command(
    name = "almenara",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Flags possible cybersex trafficking cases from pseudonymised platform metadata.",
    footer = {
      "",
      "Exit codes: 0 fine, 1 something to look into, 2 usage, 3 environment, 130 Ctrl-C."
    })
public final class Almenara implements Runnable {

  private static final String TEN_THINGS =
      """
      Almenara flags possible cybersex trafficking cases from pseudonymised platform metadata.

      Ten things to try:
        almenara demo                           simulate a world, run the real system over it, see cases
        almenara demo --keep                    the same, and leave it running to look around
        almenara topics tail cases.police.v1    the cases of a unit, best first
        almenara case show ID                   one case in full: why, what speaks against it, what next
        almenara schema payout.made             what a record needs, with an example
        almenara validate EXPORT                try an export before it is sent
        almenara rules lint                     what is wrong in the rules, and what is suspicious
        almenara evaluate --world decoys        what the rules make of a labelled world, as a page
        almenara topics create --bootstrap H:P  set up your own broker
        almenara doctor                         is this machine fit for it?
      """;

  private final Screen screen;

  Almenara(Screen screen) {
    this.screen = screen;
  }

  /** Runs one command and ends the process with its code. */
  public static void main(String[] args) {
    StandardOutput results = StandardOutput.ofProcess();
    Screen screen = Screen.ofProcess(results);
    try {
      RunLog.begin(Installation.current(), args.length == 0 ? "almenara" : args[0]);
    } catch (Problem e) {
      System.exit(Failures.print(screen, e));
    }
    int code = commandLine(screen).execute(args);
    String unwritten = results.failure();
    if (unwritten != null) {
      code =
          Failures.print(
              screen,
              new Problem(
                  "cannot write the result: " + unwritten,
                  "see that there is room where standard output goes, and run it again"));
    }
    System.exit(code);
  }

  /** The command with all that is below it. */
  public static CommandLine commandLine(Screen screen) {
    return commandLine(Desk.of(screen));
  }

  /** The same, at that desk. */
  public static CommandLine commandLine(Desk desk) {
    Screen screen = desk.screen();
    CommandLine commandLine =
        new CommandLine(new Almenara(screen))
            .addSubcommand(new DemoCommand(screen))
            .addSubcommand(new EvaluateCommand(screen))
            .addSubcommand(new DoctorCommand(screen))
            .addSubcommand(new TopicsCommand(screen))
            .addSubcommand(CaseCommand.of(desk))
            .addSubcommand(new ValidateCommand(screen, desk.in()))
            .addSubcommand(new SchemaCommand(screen))
            .addSubcommand(RulesCommand.of(desk))
            .setUsageHelpWidth(100)
            .setOut(new PrintWriter(screen.out(), true, StandardCharsets.UTF_8));
    return Failures.handleIn(commandLine, screen);
  }

  @Override
  public void run() {
    screen.out().print(TEN_THINGS);
  }
}

package org.almenara.cli.cases;

import java.util.List;
import java.util.Locale;
import org.almenara.cli.Desk;
import org.almenara.cli.Exit;
import org.almenara.cli.Screen;
import org.almenara.cli.kafka.BrokerOption;
import org.almenara.cli.kafka.CommittedReader;
import org.almenara.cli.kafka.Connection;
import org.almenara.schemas.FlaggedCase;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Commands about one case. */
@Command(name = "case", description = "Reads one case in full, or decides about it.")
public final class CaseCommand {

  private final Screen screen;

  /** Writes to that screen. */
  public CaseCommand(Screen screen) {
    this.screen = screen;
  }

  /** The command with what is below it. */
  public static CommandLine of(Desk desk) {
    return new CommandLine(new CaseCommand(desk.screen())).addSubcommand(new DecideCommand(desk));
  }

  @Command(
      name = "show",
      description = "Shows the newest revision of a case, whichever topic it is on.")
  int show(
      @Mixin BrokerOption broker,
      @Parameters(paramLabel = "ID", description = "The case's id, or how it begins.") String id) {
    List<FlaggedCase> found = find(id, broker.connect(), screen);
    if (found.size() != 1) {
      return notOne(found);
    }
    screen.out().print(CaseCard.of(found.get(0), screen));
    printRation(found.get(0));
    return Exit.FINE;
  }

  /** The exit code where an id is not that of one case. */
  static int notOne(List<FlaggedCase> found) {
    return found.isEmpty() ? Exit.FINDING : Exit.USAGE;
  }

  /** The cases whose id begins so; where that is not one, it is said. */
  static List<FlaggedCase> find(String id, Connection connection, Screen screen) {
    List<FlaggedCase> found;
    try (CommittedReader reader = new CommittedReader(connection)) {
      found = CaseBook.of(reader.readAllNamed(CaseTopics.shown(connection))).startingWith(id);
    }
    if (found.isEmpty()) {
      screen.err().println("No case has an id that begins with " + id + ".");
    } else if (found.size() > 1) {
      screen.err().println(found.size() + " cases have an id that begins with " + id + ":");
      found.forEach(flagged -> screen.err().println("  " + CaseLine.of(flagged.content())));
    }
    return found;
  }

  /** That it waited for the ration of its unit, and what still did when it was given. */
  private void printRation(FlaggedCase flagged) {
    if (flagged.deferredSince() != null) {
      screen.out().println("It waited for the unit's ration from " + flagged.deferredSince() + ".");
    }
    FlaggedCase.Behind behind = flagged.behind();
    if (behind != null) {
      screen
          .out()
          .printf(
              Locale.ROOT,
              "When it was given, %d more new cases waited, the best with %.1f points.%n",
              behind.cases(),
              behind.bestPointsMilli() / 1000.0);
    }
  }
}

package org.almenara.cli.cases;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.almenara.cli.Desk;
import org.almenara.cli.Exit;
import org.almenara.cli.Problem;
import org.almenara.cli.Screen;
import org.almenara.cli.kafka.BrokerOption;
import org.almenara.cli.kafka.CommittedReader;
import org.almenara.cli.kafka.Connection;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.Topic;
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
    screen.out().print(CaseCard.of(found.get(0).content(), screen));
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
      found = CaseBook.of(reader.readAll(topicsToRead(connection))).startingWith(id);
    }
    if (found.isEmpty()) {
      screen.err().println("No case has an id that begins with " + id + ".");
    } else if (found.size() > 1) {
      screen.err().println(found.size() + " cases have an id that begins with " + id + ":");
      found.forEach(flagged -> screen.err().println("  " + CaseLine.of(flagged.content())));
    }
    return found;
  }

  /** A broker lists to each user only the topics that are open to them: a unit has one. */
  private static List<Topic> topicsToRead(Connection connection) {
    Set<String> there = connection.topicNames();
    List<Topic> topics =
        Arrays.stream(Topic.values())
            .filter(Topic::holdsCases)
            .filter(topic -> there.contains(topic.topicName()))
            .toList();
    if (topics.isEmpty()) {
      throw new Problem(
          "the broker shows this user no topic of cases",
          "create the topics (almenara topics create), or use a user who may read one");
    }
    return topics;
  }
}

package org.almenara.cli.cases;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.almenara.cli.Exit;
import org.almenara.cli.Problem;
import org.almenara.cli.Screen;
import org.almenara.cli.kafka.BrokerOption;
import org.almenara.cli.kafka.CommittedReader;
import org.almenara.cli.kafka.Connection;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.Topic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Commands about one case. */
@Command(name = "case", description = "Reads one case in full.")
public final class CaseCommand {

  private final Screen screen;

  /** Writes to that screen. */
  public CaseCommand(Screen screen) {
    this.screen = screen;
  }

  @Command(
      name = "show",
      description = "Shows the newest revision of a case, whichever topic it is on.")
  int show(
      @Mixin BrokerOption broker,
      @Parameters(paramLabel = "ID", description = "The case's id, or how it begins.") String id) {
    Connection connection = broker.connect();
    List<FlaggedCase> found;
    try (CommittedReader reader = new CommittedReader(connection)) {
      found = CaseBook.of(reader.readAll(topicsToRead(connection))).startingWith(id);
    }
    if (found.isEmpty()) {
      screen.err().println("No case has an id that begins with " + id + ".");
      return Exit.FINDING;
    }
    if (found.size() > 1) {
      screen.err().println(found.size() + " cases have an id that begins with " + id + ":");
      found.forEach(flagged -> screen.err().println("  " + CaseLine.of(flagged.content())));
      return Exit.USAGE;
    }
    screen.out().print(CaseCard.of(found.get(0), screen));
    return Exit.FINE;
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

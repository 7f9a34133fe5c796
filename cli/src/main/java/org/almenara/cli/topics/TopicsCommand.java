package org.almenara.cli.topics;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.almenara.cli.Exit;
import org.almenara.cli.Screen;
import org.almenara.cli.kafka.BrokerOption;
import org.almenara.cli.kafka.CommittedReader;
import org.almenara.cli.kafka.Connection;
import org.almenara.schemas.BrokerTopic;
import org.almenara.schemas.Topic;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands about the topics. */
@Command(name = "topics", description = "Lists, creates and reads the topics.")
public final class TopicsCommand {

  private final Screen screen;

  /** Writes to that screen. */
  public TopicsCommand(Screen screen) {
    this.screen = screen;
  }

  @Command(
      name = "list",
      description = {
        "Lists the topics of this version and whether the broker has them.",
        "Exit code 1: one is missing, or hidden from this user."
      })
  int list(@Mixin BrokerOption broker, @Mixin UnitsOption units) {
    Set<String> there = broker.connect().topicNames();
    int missing = 0;
    for (BrokerTopic topic : BrokerTopic.all(units.ids())) {
      boolean exists = there.contains(topic.name());
      missing += exists ? 0 : 1;
      screen.out().println(line(topic) + (exists ? "" : "  " + screen.alert("missing or hidden")));
    }
    return missing == 0 ? Exit.FINE : Exit.FINDING;
  }

  @Command(
      name = "create",
      description = {
        "Creates the topics that the broker lacks and changes none that it has.",
        "Exit code 1: one that it has is not as this version needs it."
      })
  int create(
      @Mixin BrokerOption broker,
      @Mixin UnitsOption units,
      @Option(
              names = "--timestamps",
              paramLabel = "TYPE",
              defaultValue = "LogAppendTime",
              converter = TimestampsConverter.class,
              description = {
                "Who says when a record arrived: LogAppendTime, the broker (default), or"
                    + " CreateTime, the writer: for replays and simulations only. With CreateTime"
                    + " nothing expires, since expiry would count from simulated times."
              })
          TimestampType timestamps) {
    Connection connection = broker.connect();
    List<TopicCreator.Outcome> outcomes =
        new TopicCreator(connection, timestamps, BrokerTopic.all(units.ids())).create();
    int differing = 0;
    for (TopicCreator.Outcome outcome : outcomes) {
      screen.out().println(line(outcome.topic()) + "  " + said(outcome));
      differing += outcome.differences().isEmpty() ? 0 : 1;
    }
    if (differing > 0) {
      screen
          .err()
          .println(
              "Topics that are there are never changed: use kafka-configs or kafka-topics for it.");
    }
    return differing == 0 ? Exit.FINE : Exit.FINDING;
  }

  @Command(
      name = "rights",
      description = {
        "Prints who may do what on a broker, a line each as deploy/kafka/acls.tsv has them, with"
            + " the units that the deployment has added.",
        "deploy/kafka/create-acls.sh --manifest FILE grants it."
      })
  int rights(@Mixin UnitsOption units) {
    screen.out().println(Grant.HEADING);
    Grant.all(units.units()).forEach(grant -> screen.out().println(grant.line()));
    return Exit.FINE;
  }

  @Command(
      name = "tail",
      description = {
        "Prints what is committed on a topic: the newest records, or of a topic of cases each case"
            + " as it stands, best first."
      })
  int tail(
      @Mixin BrokerOption broker,
      @Parameters(
              paramLabel = "TOPIC",
              converter = TopicConverter.class,
              description = "Say, cases.police.v1.")
          BrokerTopic topic,
      @Option(names = "--from-beginning", description = "Begins with the oldest record.")
          boolean fromBeginning,
      @Option(names = "--follow", description = "Goes on with records as they are committed.")
          boolean follow,
      @Option(
              names = "--max",
              paramLabel = "N",
              converter = LinesConverter.class,
              description = "Stops after so many lines.")
          @Nullable Integer max,
      @Option(names = "--raw", description = "Prints values as they are: JSON, one a line.")
          boolean raw) {
    Tail tail = new Tail(topic, fromBeginning, max, raw, screen);
    try (CommittedReader reader = new CommittedReader(broker.connect())) {
      if (follow) {
        tail.printOnwards(reader);
      } else {
        tail.printOnce(reader);
      }
    }
    return Exit.FINE;
  }

  private String said(TopicCreator.Outcome outcome) {
    if (outcome.created()) {
      return screen.bold("created");
    }
    return outcome.differences().isEmpty()
        ? "was there"
        : screen.alert("differs: " + String.join("; ", outcome.differences()));
  }

  private static String line(BrokerTopic named) {
    Topic topic = named.like();
    var retention = topic.retention();
    return String.format(
        Locale.ROOT,
        "%-20s %d %-10s  %-7s  %-8s",
        named.name(),
        topic.partitions(),
        topic.partitions() == 1 ? "partition" : "partitions",
        topic.cleanup().name().toLowerCase(Locale.ROOT),
        retention == null ? "for ever" : retention.toDays() + " days");
  }
}

package org.almenara.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.almenara.cli.Installation;
import org.almenara.cli.RunLog;
import org.almenara.cli.Screen;
import org.almenara.cli.broker.LocalBroker;
import org.almenara.cli.kafka.Connection;
import org.almenara.cli.kafka.RunningDemo;
import org.almenara.cli.kafka.Settlement;
import org.almenara.cli.topics.TopicCreator;
import org.almenara.pipeline.kafka.KafkaSettings;
import org.almenara.simulator.Sent;
import org.almenara.simulator.Simulation;
import org.almenara.simulator.TruthFile;
import org.almenara.simulator.World;
import org.apache.kafka.common.record.TimestampType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** From nothing to cases: broker, topics, job, world, and what came of it. */
@Command(
    name = "demo",
    description = {
      "Simulates a world, runs a real Kafka broker and the real job over it on this machine, and"
          + " shows the cases beside the truth.",
      "Exit code 1: there was no case, or the totals did not add up. Nothing is kept but the logs."
    })
public final class DemoCommand implements Callable<Integer> {

  private static final Duration LOOK = Duration.ofMillis(100);

  private final Screen screen;

  @Mixin private final WorldOption worldOption = new WorldOption();

  @Option(names = "--keep", description = "Leaves broker, job and web page running until Ctrl-C.")
  private boolean keep;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port of the broker (default: any free one).")
  private int port;

  /** Writes to that screen. */
  public DemoCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws Exception {
    World world = worldOption.world();
    say(
        "World   '%s', seed %d: %,d accounts over %d weeks",
        worldOption.name(), world.seed(), world.accounts(), world.weeks());
    Installation installation = Installation.current();
    try (Teardown teardown = new Teardown()) {
      Path folder = teardown.add(Scratch.create()).folder();
      LocalBroker broker = teardown.add(startBroker(installation, folder));
      Connection connection = createTopics(broker);
      KafkaSettings kafka = KafkaSettings.of(connection.bootstrapServers());
      LocalJob job = teardown.add(LocalJob.start(kafka, folder));
      say("Job     on Flink%s", keep ? ", " + job.web() : "");
      Simulation simulation = Simulation.of(world);
      writeTruth(installation, simulation);
      long sent;
      try (Feed feed = new Feed(connection);
          Settlement settlement = new Settlement(connection, kafka.groupId())) {
        sent = pass(simulation, feed, settlement, () -> check(broker, job));
      }
      int code = new Findings(screen, connection, simulation, sent).print();
      if (keep) {
        stay(installation, connection, job);
      } else {
        screen.out().println("To look around: ./almenara demo --keep");
      }
      return code;
    }
  }

  private LocalBroker startBroker(Installation installation, Path folder) {
    Path log = RunLog.ofChild(installation, "broker");
    say("Logs    %s and %s", RunLog.file(installation), log.getFileName());
    return port == 0
        ? LocalBroker.start(installation, folder, log)
        : LocalBroker.start(installation, folder, log, port);
  }

  /** Who is what in the world, apart from the records, so that anyone can count again. */
  private void writeTruth(Installation installation, Simulation simulation) throws IOException {
    Path log = RunLog.file(installation);
    Path truth = log.resolveSibling(log.getFileName().toString().replace(".log", "-truth.jsonl"));
    TruthFile.write(truth, simulation.truth());
    say("Truth   %s", truth.getFileName());
  }

  private Connection createTopics(LocalBroker broker) {
    Connection connection = Connection.to(broker.bootstrapServers());
    int topics = new TopicCreator(connection, TimestampType.CREATE_TIME).create().size();
    say("Broker  %s, %d topics", broker.bootstrapServers(), topics);
    return connection;
  }

  private static void check(LocalBroker broker, LocalJob job) {
    broker.check();
    job.check();
  }

  /** Sends the world and waits until the job is through; gives how many records were sent. */
  private long pass(Simulation simulation, Feed feed, Settlement settlement, Runnable check) {
    Progress progress = new Progress(screen);
    for (Iterator<Sent> records = simulation.records(); records.hasNext(); ) {
      check.run();
      feed.send(records.next());
      progress.show(feed.sent(), false);
    }
    feed.finish();
    while (!settlement.isReached()) {
      check.run();
      progress.show(feed.sent(), true);
      LockSupport.parkNanos(LOOK.toNanos());
    }
    progress.end(feed.sent());
    return feed.sent();
  }

  private void stay(Installation installation, Connection connection, LocalJob job)
      throws Exception {
    String bootstrap = connection.bootstrapServers();
    new RunningDemo(bootstrap, ProcessHandle.current().pid()).announce(installation);
    screen
        .out()
        .println(
            """
            It runs until Ctrl-C. In another terminal:
              ./almenara topics tail cases.police.v1
              ./almenara case show ID
              ./almenara topics tail events.rejected.v1
              kcat -C -e -q -b %s -t cases.police.v1 -X isolation.level=read_committed
              the job's web page: %s
            """
                .formatted(bootstrap, job.web()));
    new CountDownLatch(1).await();
  }

  private void say(String format, Object... args) {
    screen.err().println(String.format(Locale.ROOT, format, args));
  }
}

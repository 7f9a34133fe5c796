package org.almenara.cli.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.almenara.cli.broker.BrokerExtension;
import org.almenara.cli.kafka.Connection;
import org.almenara.cli.kafka.Settlement;
import org.almenara.cli.topics.TopicCreator;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job's JVM is halted ten times between the completion of a checkpoint and the commit of its
 * transaction. Readers of committed records see every revision once.
 */
class ExactlyOnceTest {

  private static final int HALTS = 10;
  private static final long MOST_SECONDS = 120;

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  @TempDir private Path folder;

  @Test
  void eachRevisionIsThereOnceThoughTheJobIsHaltedTenTimesBeforeItsCommit() throws Exception {
    new TopicCreator(Connection.to(BROKER.bootstrapServers()), TimestampType.CREATE_TIME).create();
    Written written = new Written(BROKER.bootstrapServers());
    try (Slices slices = new Slices(BROKER.bootstrapServers())) {
      for (int halt = 0; halt < HALTS; halt++) {
        slices.send(halt);
        // After a halt, the first commit is that of the transaction that was left open.
        int exit = awaitExit(start(halt == 0 ? 1 : 2));
        assertThat(exit).as("exit of run %d", halt).isEqualTo(HaltingSink.HALTED);
        // What was not committed is there, so a reader that does not wait for commits sees it.
        assertThat(written.uncommitted())
            .as("uncommitted reader after halt %d", halt)
            .isGreaterThan(written.revisions().size());
      }
      slices.send(HALTS);
    }
    Process last = start(0);
    try {
      awaitSettled(last);
    } finally {
      awaitExit(last.destroyForcibly());
    }

    assertThat(written.revisions()).doesNotHaveDuplicates().hasSize(Slices.revisions(HALTS + 1));
    assertThat(written.auditSequence())
        .isEqualTo(LongStream.rangeClosed(1, Slices.revisions(HALTS + 1)).boxed().toList());
  }

  private static int awaitExit(Process process) throws InterruptedException {
    assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).as("the job halts").isTrue();
    return process.exitValue();
  }

  private static void awaitSettled(Process job) throws InterruptedException {
    String group = HaltingJob.kafka(BROKER.bootstrapServers()).groupId();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    try (Settlement settlement = new Settlement(Connection.to(BROKER.bootstrapServers()), group)) {
      while (!settlement.isReached()) {
        assertThat(job.waitFor(200, TimeUnit.MILLISECONDS)).as("the job has ended").isFalse();
        assertThat(System.nanoTime()).as("the job settles in time").isLessThan(end);
      }
    }
  }

  private Process start(int haltAtCommit) throws IOException {
    Path checkpoints = folder.resolve("checkpoints");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx512m",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            HaltingJob.class.getName(),
            BROKER.bootstrapServers(),
            checkpoints.toString(),
            latest(checkpoints),
            Integer.toString(haltAtCommit)));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(Path.of("target", "halting-job.log").toFile()))
        .start();
  }

  /** The newest complete checkpoint; empty when there is none. */
  private static String latest(Path checkpoints) throws IOException {
    if (!Files.isDirectory(checkpoints)) {
      return "";
    }
    try (Stream<Path> files = Files.walk(checkpoints)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .max(Comparator.comparing(ExactlyOnceTest::modified))
          .map(file -> file.resolveSibling("").toUri().toString())
          .orElse("");
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.almenara.cli.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.almenara.cli.Installation;
import org.almenara.cli.Problem;
import org.almenara.cli.kafka.Connection;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalBrokerTest {

  @TempDir Path temporary = Path.of("");
  private Path folder = Path.of("");
  private Path log = Path.of("");

  @BeforeEach
  void paths() {
    folder = temporary.resolve("scratch");
    log = temporary.resolve("broker.log");
  }

  @Test
  void servesUntilClosedAndThenLeavesNothing() throws Exception {
    LocalBroker broker = LocalBroker.start(Installation.current(), folder, log);
    try (Admin admin = Connection.to(broker.bootstrapServers()).admin()) {
      assertThat(admin.describeCluster().nodes().get()).hasSize(1);
    }
    assertThat(folder).isNotEmptyDirectory();

    broker.close();

    assertThat(broker.process().isAlive()).isFalse();
    assertThat(folder).doesNotExist();
    assertThat(FreePorts.isFree(port(broker.bootstrapServers()))).isTrue();
  }

  @Test
  void leavesNothingWhenItsParentIsKilled() throws Exception {
    Process parent =
        Spawned.java(List.of(), BrokerParent.class.getName(), folder.toString(), log.toString());
    String[] said =
        new BufferedReader(new InputStreamReader(parent.getInputStream(), UTF_8))
            .readLine()
            .split(" ", -1);
    ProcessHandle broker = ProcessHandle.of(Long.parseLong(said[1])).orElseThrow();
    assertThat(FreePorts.isFree(port(said[0]))).isFalse();

    parent.destroyForcibly();

    broker.onExit().get(10, TimeUnit.SECONDS);
    assertThat(folder).doesNotExist();
    assertThat(FreePorts.isFree(port(said[0]))).isTrue();
  }

  @Test
  void saysThatThePortIsTaken() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      assertThatExceptionOfType(Problem.class)
          .isThrownBy(() -> LocalBroker.start(Installation.current(), folder, log, port))
          .withMessage("port " + port + " of this machine is taken");
    }
    assertThat(folder).doesNotExist();
  }

  @Test
  void namesTheClassPathFileThatIsMissing() {
    Installation unbuilt = new Installation(temporary);

    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> LocalBroker.start(unbuilt, folder, log))
        .withMessageEndingWith("deploy/local/target/broker.classpath")
        .satisfies(problem -> assertThat(problem.mend()).contains("mvn"));
  }

  @Test
  void namesTheLogWhenTheBrokerEndsAtItsStart() throws Exception {
    Installation withoutKafka = new Installation(temporary);
    Files.createDirectories(withoutKafka.brokerClassPath().getParent());
    Files.writeString(withoutKafka.brokerClassPath(), temporary.toString());

    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> LocalBroker.start(withoutKafka, folder, log))
        .withMessageStartingWith("the local Kafka broker ended by itself with exit code ")
        .satisfies(problem -> assertThat(problem.mend()).contains(log.toString()));
    assertThat(log).content().contains("kafka.tools.StorageTool");
    assertThat(folder).doesNotExist();
  }

  private static int port(String bootstrapServers) {
    return Integer.parseInt(bootstrapServers.substring(bootstrapServers.indexOf(':') + 1));
  }
}

package org.almenara.cli.broker;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Settings of a single small broker that is also its own controller (KRaft). */
final class BrokerSettings {

  private static final int MEBIBYTE = 1 << 20;

  private BrokerSettings() {}

  /** Writes the settings file. */
  static void write(
      Path file, Path data, int port, int controllerPort, @Nullable SecureListener secure)
      throws IOException {
    Properties settings = new Properties();
    settings.putAll(network(port, controllerPort));
    if (secure != null) {
      secure.addTo(settings);
    }
    settings.putAll(singleCopies());
    settings.putAll(smallAndQuick());
    settings.setProperty("log.dirs", data.toString());
    settings.setProperty("auto.create.topics.enable", "false");
    try (Writer writer = Files.newBufferedWriter(file)) {
      settings.store(writer, null);
    }
  }

  private static Properties network(int port, int controllerPort) {
    Properties settings = new Properties();
    settings.setProperty("process.roles", "broker,controller");
    settings.setProperty("node.id", "1");
    settings.setProperty(
        "listeners", "BROKER://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.setProperty("advertised.listeners", "BROKER://127.0.0.1:" + port);
    settings.setProperty("inter.broker.listener.name", "BROKER");
    settings.setProperty("controller.listener.names", "CONTROLLER");
    settings.setProperty("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.setProperty("controller.quorum.bootstrap.servers", "127.0.0.1:" + controllerPort);
    return settings;
  }

  private static Properties singleCopies() {
    Properties settings = new Properties();
    settings.setProperty("default.replication.factor", "1");
    settings.setProperty("offsets.topic.replication.factor", "1");
    settings.setProperty("offsets.topic.num.partitions", "5");
    settings.setProperty("transaction.state.log.replication.factor", "1");
    settings.setProperty("transaction.state.log.min.isr", "1");
    settings.setProperty("transaction.state.log.num.partitions", "3");
    settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
    settings.setProperty("share.coordinator.state.topic.min.isr", "1");
    settings.setProperty("share.coordinator.state.topic.num.partitions", "1");
    return settings;
  }

  private static Properties smallAndQuick() {
    Properties settings = new Properties();
    settings.setProperty("num.network.threads", "2");
    settings.setProperty("num.io.threads", "4");
    settings.setProperty("group.initial.rebalance.delay.ms", "0");
    settings.setProperty("controlled.shutdown.enable", "false");
    // It lives for one demonstration or test: compaction would change what is there while somebody
    // counts it, and its buffer is half the heap that this broker gets.
    settings.setProperty("log.cleaner.enable", "false");
    settings.setProperty("log.index.size.max.bytes", "" + MEBIBYTE);
    return settings;
  }
}

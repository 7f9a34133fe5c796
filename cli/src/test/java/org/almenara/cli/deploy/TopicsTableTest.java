package org.almenara.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.almenara.cli.Installation;
import org.almenara.schemas.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of topics for places without a build of Almenara, and the script that reads it. */
final class TopicsTableTest {

  private final Path kafka = Installation.current().root().resolve("deploy/kafka");

  @TempDir Path tools = Path.of("");

  @Test
  void saysWhatTheContractSays() throws Exception {
    List<String> wanted =
        Arrays.stream(Topic.values())
            .map(
                topic ->
                    String.join(
                        "\t", name(topic), partitions(topic), cleanup(topic), retention(topic)))
            .toList();
    assertThat(Files.readAllLines(kafka.resolve("topics.tsv")))
        .filteredOn(line -> !line.startsWith("#"))
        .isEqualTo(wanted);
  }

  @Test
  void isCreatedWholeThoughTheToolReadsItsInput() throws Exception {
    Path asked = tools.resolve("asked");
    Path tool = tools.resolve("kafka-topics.sh");
    Files.writeString(tool, "#!/bin/sh\ncat > /dev/null\necho \"$*\" >> '" + asked + "'\n");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
    ProcessBuilder script =
        new ProcessBuilder(kafka.resolve("create-topics.sh").toString(), "broker:1", "--more");
    script.environment().put("KAFKA_TOOLS", tools.toString());

    assertThat(script.inheritIO().start().waitFor()).isZero();

    assertThat(Files.readAllLines(asked))
        .hasSize(Topic.values().length)
        .contains(
            "--bootstrap-server broker:1 --more --create --if-not-exists --topic tips.v1"
                + " --partitions 2 --config cleanup.policy=delete --config retention.ms=7776000000"
                + " --config message.timestamp.type=LogAppendTime");
  }

  private static String name(Topic topic) {
    return topic.topicName();
  }

  private static String partitions(Topic topic) {
    return String.valueOf(topic.partitions());
  }

  private static String cleanup(Topic topic) {
    return topic.cleanup().name().toLowerCase(Locale.ROOT);
  }

  private static String retention(Topic topic) {
    var retention = topic.retention();
    return String.valueOf(retention == null ? -1 : retention.toMillis());
  }
}

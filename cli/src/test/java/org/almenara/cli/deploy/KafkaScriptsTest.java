package org.almenara.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.almenara.cli.Installation;
import org.almenara.cli.topics.Grant;
import org.almenara.schemas.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts for places without a build of Almenara. */
final class KafkaScriptsTest {

  private final Path kafka = Installation.current().root().resolve("deploy/kafka");

  @TempDir Path tools = Path.of("");

  @Test
  void isCreatedWholeThoughTheToolReadsItsInput() throws Exception {
    fake("kafka-topics.sh");
    ProcessBuilder script =
        new ProcessBuilder(kafka.resolve("create-topics.sh").toString(), "broker:1", "--more");
    script.environment().put("KAFKA_TOOLS", tools.toString());

    assertThat(script.inheritIO().start().waitFor()).isZero();

    assertThat(asked())
        .hasSize(Topic.values().length)
        .contains(
            "--bootstrap-server broker:1 --more --create --if-not-exists --topic tips.v1"
                + " --partitions 2 --config cleanup.policy=delete --config retention.ms=7776000000"
                + " --config message.timestamp.type=LogAppendTime");
  }

  @Test
  void rightsAreGrantedToEachRoleInFewCalls() throws Exception {
    assertThat(acls("broker:1", "--command-config", "a b")).isZero();

    assertThat(asked())
        .contains(
            "--bootstrap-server broker:1 --command-config a b --add --allow-principal"
                + " User:platform --operation Write --topic platform.events.v1"
                + " --resource-pattern-type literal",
            "--bootstrap-server broker:1 --command-config a b --add --allow-principal"
                + " User:police --operation Read --group almenara-police"
                + " --resource-pattern-type prefixed",
            "--bootstrap-server broker:1 --command-config a b --add --allow-principal"
                + " User:operator --operation Describe --operation DescribeConfigs --topic *"
                + " --resource-pattern-type literal");
    assertThat(asked()).filteredOn(call -> call.contains("User:flag-cases ")).hasSize(4);
  }

  @Test
  void rightsOfARoleGoToThePrincipalsGiven() throws Exception {
    assertThat(
            acls(
                "broker:1", "--principal", "platform=User:one", "--principal", "platform=User:two"))
        .isZero();

    assertThat(asked())
        .contains(
            "--bootstrap-server broker:1 --add --allow-principal User:one --allow-principal"
                + " User:two --operation Write --topic platform.events.v1 --resource-pattern-type"
                + " literal")
        .noneMatch(call -> call.contains("User:platform"));
  }

  /** What a certificate is called has spaces: its pieces would be other users. */
  @Test
  void aPrincipalWithSpacesStaysWhole() throws Exception {
    assertThat(
            acls(
                "broker:1",
                "--principal",
                "platform=User:CN=one, O=Acme *",
                "--principal",
                "platform=User:two"))
        .isZero();

    assertThat(Files.readString(tools.resolve("words")))
        .contains("[--allow-principal][User:CN=one, O=Acme *][--allow-principal][User:two]")
        .doesNotContain("[O=Acme");
  }

  @Test
  void aPrincipalThatIsNoneIsNotGranted() throws Exception {
    assertThat(acls("broker:1", "--principal", "platform=")).isEqualTo(2);
    assertThat(acls("broker:1", "--principal", "platform=User:one\nUser:two")).isEqualTo(2);
    assertThat(asked()).isEmpty();
  }

  @Test
  void rightsOfAddedUnitsComeFromAManifest() throws Exception {
    Path manifest =
        Files.writeString(
            tools.resolve("rights.tsv"),
            Grant.HEADING + "\npolice-co\ttopic\tliteral\tcases.police-co.v1\tRead\n");
    assertThat(
            acls("broker:1", "--manifest", manifest.toString(), "--principal", "police-co=User:co"))
        .isZero();
    assertThat(asked())
        .containsExactly(
            "--bootstrap-server broker:1 --add --allow-principal User:co --operation Read --topic"
                + " cases.police-co.v1 --resource-pattern-type literal");
    assertThat(acls("broker:1", "--manifest", "absent")).isEqualTo(2);
  }

  @Test
  void rightsOfARoleThatIsNoneAreNotGranted() throws Exception {
    assertThat(acls("broker:1", "--principal", "studio=User:one")).isEqualTo(2);
    assertThat(acls("broker:1", "--principal")).isEqualTo(2);
    assertThat(acls()).isEqualTo(2);
    assertThat(acls("--help")).isZero();
    assertThat(asked()).isEmpty();
  }

  private int acls(String... words) throws Exception {
    fake("kafka-acls.sh");
    List<String> command = new ArrayList<>(List.of(kafka.resolve("create-acls.sh").toString()));
    command.addAll(List.of(words));
    ProcessBuilder script = new ProcessBuilder(command);
    script.environment().put("KAFKA_TOOLS", tools.toString());
    return script
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** A tool that reads its input to the end, as Kafka's do, and writes down what it was asked. */
  private void fake(String name) throws IOException {
    Path tool = tools.resolve(name);
    Files.writeString(
        tool,
        """
        #!/bin/sh
        cat > /dev/null
        echo "$*" >> '%1$s/asked'
        printf '[%%s]' "$@" >> '%1$s/words'
        """
            .formatted(tools));
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<String> asked() throws IOException {
    Path asked = tools.resolve("asked");
    return Files.exists(asked) ? Files.readAllLines(asked) : List.of();
  }
}

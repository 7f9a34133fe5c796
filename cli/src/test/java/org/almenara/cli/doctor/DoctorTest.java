package org.almenara.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.almenara.cli.Exit;
import org.almenara.cli.TestScreen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorTest {

  @TempDir Path folder = Path.of("");

  @Test
  void findsNothingWrongWhereTheBuildRan() {
    TestScreen screen = new TestScreen();
    assertThat(screen.run("doctor")).as(screen.out()).isEqualTo(Exit.FINE);
    assertThat(screen.lines()).hasSize(6).allSatisfy(line -> assertThat(line).startsWith("ok "));
  }

  @Test
  void asksForACompilerAndForJava17() {
    assertThat(Checks.java(Runtime.Version.parse("17.0.1"), true).isOk()).isTrue();
    assertThat(Checks.java(Runtime.Version.parse("17.0.1"), false).isOk()).isFalse();
    assertThat(Checks.java(Runtime.Version.parse("11.0.20"), true).mend()).contains("17");
  }

  @Test
  void asksForMaven() throws IOException {
    assertThat(Checks.maven(says("Apache Maven 3.9.9 (abc)")).isOk()).isTrue();
    assertThat(Checks.maven(says("Apache Maven 3.6.3")).found()).isEqualTo("3.6.3");
    assertThat(Checks.maven(says("Apache Maven 3.6.3")).mend()).contains("3.8.7");
    assertThat(Checks.maven(says("nothing")).isOk()).isFalse();
    assertThat(Checks.maven(folder.resolve("absent").toString()).found()).isEqualTo("not found");
  }

  @Test
  void asksForMemory() {
    assertThat(Checks.memory(8L << 30).isOk()).isTrue();
    assertThat(Checks.memory(1L << 30).found()).isEqualTo("1.0 GiB");
    assertThat(Checks.memory(1L << 30).isOk()).isFalse();
  }

  @Test
  void asksForATemporaryFolder() {
    assertThat(Checks.disk(folder).isOk()).isTrue();
    assertThat(Checks.disk(folder.resolve("absent")).mend()).contains("TMPDIR");
  }

  @Test
  void namesTheJarsThatTheBrokerLacks() throws IOException {
    Path classPath = folder.resolve("broker.classpath");
    assertThat(Checks.brokerClassPath(classPath).mend()).contains("mvn");
    Files.writeString(classPath, folder + ":" + folder.resolve("gone.jar") + "\n");
    assertThat(Checks.brokerClassPath(classPath).found())
        .isEqualTo("missing " + folder.resolve("gone.jar"));
  }

  private String says(String words) throws IOException {
    Path command = Files.createTempFile(folder, "mvn", "");
    Files.writeString(command, "#!/bin/sh\necho '" + words + "'\n");
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
    return command.toString();
  }
}

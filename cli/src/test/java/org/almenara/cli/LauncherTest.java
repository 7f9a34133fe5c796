package org.almenara.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a checkout of its own, with a java and a mvn that only say what they are told.
 */
final class LauncherTest {

  /** What the launcher may use beside java and mvn. */
  private static final List<String> TOOLS =
      List.of("bash", "cat", "dirname", "find", "mkdir", "mv", "readlink", "sed", "sh", "touch");

  private static final String JAVA =
      """
      #!/bin/sh
      if [ "$1" = -version ]; then echo 'openjdk version "%s"' >&2; exit; fi
      for word in "$@"; do echo "java: $word"; done
      exit 7
      """;
  private static final String MVN =
      """
      #!/bin/sh
      echo noise
      echo "mvn in $PWD: $*" >> ../mvn.log
      mkdir -p cli/target && echo some.jar > cli/target/cli.classpath
      """;

  @TempDir Path temporary = Path.of("");
  private Path root = Path.of("");
  private Path bin = Path.of("");

  @BeforeEach
  void checkout() throws IOException {
    root = Files.createDirectories(temporary.resolve("a checkout"));
    bin = Files.createDirectories(temporary.resolve("bin"));
    Path own = Installation.current().root();
    Files.copy(own.resolve("almenara"), root.resolve("almenara"));
    Files.copy(own.resolve("pom.xml"), root.resolve("pom.xml"));
    for (String tool : TOOLS) {
      Files.createSymbolicLink(bin.resolve(tool), onPath(tool));
    }
    command("java", JAVA.formatted("17.0.2"));
    command("mvn", MVN);
  }

  @Test
  void buildsBeforeTheFirstRunOnly() throws Exception {
    assertThat(run().err()).isEqualTo("almenara: building ...\n");
    assertThat(run().err()).isEmpty();
    assertThat(builds()).hasSize(1).first().asString().startsWith("mvn in " + root + ": ");
  }

  @Test
  void buildsAgainWhenASourceChanged() throws Exception {
    Path source = Files.createDirectories(root.resolve("cli/src/main")).resolve("A.java");
    Files.writeString(source, "");
    run();
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));

    run();

    assertThat(builds()).hasSize(2);
  }

  @Test
  void buildsAgainWhenASourceIsGone() throws Exception {
    Path folder = Files.createDirectories(root.resolve("schemas/src/main/java"));
    Path source = Files.writeString(folder.resolve("A.java"), "");
    run();
    Files.delete(source);
    Files.setLastModifiedTime(folder, FileTime.from(Instant.now().plusSeconds(60)));

    run();

    assertThat(builds()).hasSize(2);
  }

  @Test
  void handsOnArgumentsAndExitCode() throws Exception {
    Ran ran = run("topics", "tail", "a b");

    assertThat(ran.code()).isEqualTo(7);
    assertThat(ran.out())
        .contains(
            "java: --add-opens=java.base/java.lang=ALL-UNNAMED",
            "java: -Dalmenara.root=" + root,
            "java: " + root + "/cli/target/classes:some.jar")
        .endsWith("java: org.almenara.cli.Almenara", "java: topics", "java: tail", "java: a b");
  }

  @Test
  void worksThroughALinkFromAnywhere() throws Exception {
    Path link = Files.createSymbolicLink(bin.resolve("link"), Path.of("../a checkout/almenara"));
    Path linkToLink = Files.createSymbolicLink(temporary.resolve("alm"), link);

    assertThat(run(linkToLink).out()).contains("java: -Dalmenara.root=" + root);
  }

  @Test
  void saysThatJavaIsMissing() throws Exception {
    Files.delete(bin.resolve("java"));
    assertThat(run())
        .isEqualTo(
            new Ran(
                3,
                List.of(),
                """
                almenara: there is no Java: java
                  Mend: install a JDK of version 17 or later, or set JAVA_HOME to one
                """));
  }

  @Test
  void saysThatJavaIsTooOld() throws Exception {
    command("java", JAVA.formatted("1.8.0_392"));
    Ran ran = run();
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).startsWith("almenara: Java is version 1\n");
  }

  @Test
  void saysThatMavenIsMissing() throws Exception {
    Files.delete(bin.resolve("mvn"));
    Ran ran = run();
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).startsWith("almenara: there is no Maven to build with\n");
  }

  @Test
  void showsWhyTheBuildFailedAndTriesAgain() throws Exception {
    command("mvn", "#!/bin/sh\necho 'ERROR here'\nexit 1\n");
    Ran failed = run();
    command("mvn", MVN);
    Ran mended = run();

    assertThat(failed.code()).isEqualTo(3);
    assertThat(failed.err()).contains("ERROR here", "almenara: the build failed");
    assertThat(mended.code()).isEqualTo(7);
  }

  private record Ran(int code, List<String> out, String err) {}

  private Ran run(String... args) throws Exception {
    return run(root.resolve("almenara"), args);
  }

  private Ran run(Path launcher, String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    Process process = builder.start();
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ran(process.waitFor(), out.lines().toList(), err);
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(temporary.resolve("mvn.log"));
  }

  private void command(String name, String script) throws IOException {
    Path file = Files.writeString(bin.resolve(name), script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path onPath(String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }
}

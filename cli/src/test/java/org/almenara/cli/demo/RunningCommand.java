package org.almenara.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.almenara.cli.broker.Spawned;

/** The command as a process of its own, whose output is read line by line and which gets Ctrl-C. */
final class RunningCommand {

  private final Process process;
  private final Path temporary;
  private final BufferedReader output;
  private final List<String> read = new ArrayList<>();

  /**
   * Starts it.
   *
   * @param temporary its folder for temporary files
   */
  RunningCommand(Path temporary, String... args) throws IOException {
    this.temporary = temporary;
    // A build that runs in the background may hand down that SIGINT is ignored.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.addAll(
        Spawned.command(
            List.of("-Djava.io.tmpdir=" + temporary), "org.almenara.cli.Almenara", args));
    this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
    this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  /** Reads on until a line contains the words, and gives that line. */
  String await(String words) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      read.add(line);
      if (line.contains(words)) {
        return line;
      }
    }
    throw new AssertionError("it ended without saying '" + words + "': " + read);
  }

  /** Waits until it has started a process of its own. */
  void awaitChild() {
    while (process.children().findAny().isEmpty()) {
      assertThat(process.isAlive()).as("it ended: " + read).isTrue();
      Thread.onSpinWait();
    }
  }

  /** Sends Ctrl-C and gives the exit code. */
  int interrupt() throws Exception {
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
    while (output.readLine() != null) {
      // Else it might wait for a reader.
    }
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** Checks that nothing of it runs ten seconds later, and that its folder is empty. */
  void assertNothingIsLeft() throws Exception {
    for (ProcessHandle child : children()) {
      child.onExit().get(10, TimeUnit.SECONDS);
    }
    assertThat(temporary).isEmptyDirectory();
  }

  /** Found by the folder on their command line, since orphans have no parent to ask. */
  private List<ProcessHandle> children() {
    return ProcessHandle.allProcesses()
        .filter(other -> other.info().commandLine().orElse("").contains(temporary.toString()))
        .toList();
  }
}

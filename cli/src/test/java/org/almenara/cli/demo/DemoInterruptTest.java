package org.almenara.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.almenara.cli.broker.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C while the demo is under way. */
final class DemoInterruptTest {

  private static final int INTERRUPTED = 130;

  @TempDir Path temporary = Path.of("");

  @Test
  void leavesNothingWhileTheBrokerStarts() throws Exception {
    RunningCommand demo = new RunningCommand(temporary, "demo");
    demo.awaitChild();

    assertThat(demo.interrupt()).isEqualTo(INTERRUPTED);

    demo.assertNothingIsLeft();
  }

  @Test
  void leavesNothingWhileRecordsFlow() throws Exception {
    RunningCommand demo = new RunningCommand(temporary, "demo");
    String broker = demo.await("Broker  127.0.0.1:");
    int port = Integer.parseInt(broker.replaceAll(".*127.0.0.1:(\\d+).*", "$1"));
    demo.await("sent so far");
    assertThat(FreePorts.isFree(port)).isFalse();

    assertThat(demo.interrupt()).isEqualTo(INTERRUPTED);

    demo.assertNothingIsLeft();
    assertThat(FreePorts.isFree(port)).isTrue();
  }
}

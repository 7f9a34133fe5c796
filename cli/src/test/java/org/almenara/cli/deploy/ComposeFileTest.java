package org.almenara.cli.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.almenara.cli.Installation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lets docker-compose read the file; it needs no container engine for that. */
@Tag("e2e")
final class ComposeFileTest {

  @Test
  void isUnderstoodByDockerCompose() throws Exception {
    Process compose =
        new ProcessBuilder("docker-compose", "config", "--services")
            .directory(Installation.current().root().toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String services = new String(compose.getInputStream().readAllBytes(), UTF_8);

    assertThat(compose.waitFor()).isZero();
    assertThat(services.lines())
        .containsExactlyInAnyOrder("kafka", "topics", "jobmanager", "taskmanager", "submit");
  }
}

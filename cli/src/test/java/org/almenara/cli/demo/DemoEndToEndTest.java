package org.almenara.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.almenara.cli.Exit;
import org.almenara.cli.Installation;
import org.almenara.cli.TestScreen;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A demo that is left running, looked at by a reader that is not ours: kcat. */
@Tag("e2e")
final class DemoEndToEndTest {

  private static final String POLICE = "cases.police.v1";

  @TempDir Path temporary = Path.of("");

  @Test
  void leavesCasesThatEveryCommittedReaderFinds() throws Exception {
    RunningCommand demo = new RunningCommand(temporary, "demo", "--keep");
    String broker = demo.await("Broker  ").replaceAll(".*  (\\S+:\\d+),.*", "$1");
    String web = demo.await("Job     on Flink, ").replaceAll(".*(http://\\S+)", "$1");
    demo.await("It runs until Ctrl-C");

    List<String> byKcat = kcat(broker);
    TestScreen raw = new TestScreen();
    assertThat(raw.run("topics", "tail", POLICE, "--raw", "--from-beginning")).isEqualTo(Exit.FINE);
    assertThat(byKcat).isNotEmpty().containsExactlyInAnyOrderElementsOf(raw.lines());

    FlaggedCase first = Json.read(byKcat.get(0).getBytes(UTF_8), FlaggedCase.class);
    TestScreen card = new TestScreen();
    assertThat(card.run("case", "show", first.content().id())).isEqualTo(Exit.FINE);
    assertThat(card.out()).contains(first.content().focal().token());

    assertThat(get(web + "/overview")).contains("\"jobs-running\":1");

    assertThat(demo.interrupt()).isEqualTo(130);
    demo.assertNothingIsLeft();
    assertThat(Installation.current().runningDemo()).doesNotExist();
  }

  private static List<String> kcat(String broker) throws Exception {
    Process kcat =
        new ProcessBuilder(
                "kcat",
                "-C",
                "-e",
                "-q",
                "-b",
                broker,
                "-t",
                POLICE,
                "-X",
                "isolation.level=read_committed")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(kcat.getInputStream().readAllBytes(), UTF_8);
    assertThat(kcat.waitFor()).isZero();
    return out.lines().toList();
  }

  private static String get(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
        .body();
  }
}

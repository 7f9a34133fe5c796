package org.almenara.cli.cases;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.almenara.cli.Exit;
import org.almenara.cli.Problem;
import org.almenara.cli.Screen;
import org.almenara.cli.kafka.CommittedReader;
import org.almenara.cli.kafka.Connection;
import org.almenara.schemas.CaseTopic;
import org.almenara.schemas.Disposition;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.Json;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Waits for what comes of a disposition, on the topic of the unit that had the case. */
final class DecisionWatch {

  private static final Duration AT_MOST = Duration.ofMinutes(3);

  private final Screen screen;
  private final Connection connection;
  private @Nullable String answer;

  DecisionWatch(Screen screen, Connection connection) {
    this.screen = screen;
    this.connection = connection;
  }

  /** Until it has come; gives the exit code. */
  int until(FlaggedCase.Content before, Disposition disposition) {
    long end = System.nanoTime() + AT_MOST.toNanos();
    try (CommittedReader reader = new CommittedReader(connection)) {
      reader.watchNamed(
          new CaseTopic(before.unit()).topicName(),
          record -> take(record, before.id(), disposition),
          () -> answer == null && System.nanoTime() < end);
    }
    if (answer == null) {
      throw new Problem(
          "no revision came of it in " + AT_MOST.toMinutes() + " minutes",
          "see whether the job runs; if it does, it refused it, or it moved nothing: an auditor finds"
              + " the reason on audit.v1 under "
              + disposition.id());
    }
    screen.out().println(answer);
    return Exit.FINE;
  }

  private void take(ConsumerRecord<byte[], byte[]> record, String caseId, Disposition disposition) {
    if (!new String(record.key(), StandardCharsets.UTF_8).equals(caseId)) {
      return;
    }
    if (record.value() == null) {
      answer = "it has left for the unit " + Objects.requireNonNullElse(disposition.toUnit(), "?");
      return;
    }
    FlaggedCase.Content content = read(record);
    FlaggedCase.Decision decision = content.decision();
    // What came before says nothing: not that it had left and was back.
    answer =
        decision != null && decision.disposition().equals(disposition.id())
            ? "revision %d, in effect since %s: %s"
                .formatted(content.revision(), decision.at(), content.state().code())
            : null;
  }

  private static FlaggedCase.Content read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Json.read(record.value(), FlaggedCase.class).content();
    } catch (IOException e) {
      throw new Problem(
          "a case on " + record.topic() + " is of no contract of this version",
          "read it with `almenara topics tail --raw`",
          e);
    }
  }
}

package org.almenara.cli.cases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.almenara.cli.Exit;
import org.almenara.cli.TestScreen;
import org.almenara.cli.broker.BrokerExtension;
import org.almenara.cli.kafka.CommittedReader;
import org.almenara.cli.kafka.Connection;
import org.almenara.schemas.Disposition;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.Json;
import org.almenara.schemas.RecordReader;
import org.almenara.schemas.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class DecideCommandTest {

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  private static final Clock TEN =
      Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);
  private static final FlaggedCase LEAD = SampleCases.withThreeFactors();
  private static final String ID = LEAD.content().id();

  private TestScreen screen = new TestScreen();

  @BeforeAll
  static void aLeadOfThePolice() throws Exception {
    try (Admin admin = Connection.to(BROKER.bootstrapServers()).admin()) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(Topic.CASES_POLICE.topicName(), 1, (short) 1),
                  new NewTopic(Topic.DISPOSITIONS.topicName(), 1, (short) 1)))
          .all()
          .get();
    }
    write(LEAD);
  }

  private static void write(FlaggedCase flagged) throws Exception {
    try (Producer<byte[], byte[]> producer = Connection.to(BROKER.bootstrapServers()).producer()) {
      producer
          .send(
              new ProducerRecord<>(
                  Topic.CASES_POLICE.topicName(),
                  flagged.content().id().getBytes(UTF_8),
                  Json.canonical(flagged)))
          .get();
    }
  }

  private int decide(String typed, String... options) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "case",
                "decide",
                ID.substring(0, 12),
                "--bootstrap",
                BROKER.bootstrapServers(),
                "--reviewer",
                "inv.14",
                "--role",
                "investigator"));
    words.addAll(Arrays.asList(options));
    return screen.run(TEN, typed, words.toArray(new String[0]));
  }

  private static List<ConsumerRecord<byte[], byte[]>> written() {
    try (CommittedReader reader = new CommittedReader(Connection.to(BROKER.bootstrapServers()))) {
      return reader.readAll(List.of(Topic.DISPOSITIONS));
    }
  }

  @Test
  void refusesWhatTheJobWouldRefuseAndWritesNothing(@TempDir Path folder) throws Exception {
    int before = written().size();
    Path why = Files.writeString(folder.resolve("why.txt"), "It is a family business.");

    assertThat(
            decide(
                "yes",
                "--decision",
                "DISMISSED",
                "--reason",
                "lawful_explanation",
                "--narrative-file",
                why.toString()))
        .isEqualTo(Exit.FINDING);
    assertThat(screen.err())
        .contains("almenara: take up first")
        .contains("Mend: decide IN_REVIEW first: somebody has to have read it");

    assertThat(decide("yes", "--decision", "DISMISSED", "--reason", "lawful_explanation"))
        .isEqualTo(Exit.FINDING);
    assertThat(screen.err()).contains("--narrative-file is not in order: field missing");

    assertThat(
            decide("yes", "--decision", "HANDED_OVER", "--reason", "wrong_unit", "--to-unit", "x"))
        .isEqualTo(Exit.FINDING);
    assertThat(screen.err()).contains("almenara: unknown unit");

    assertThat(decide("yes", "--decision", "IN_REVIEW", "--unit", "labour"))
        .isEqualTo(Exit.FINDING);
    assertThat(screen.err()).contains("almenara: wrong unit");

    assertThat(decide("yes", "--decision", "BANNED")).isEqualTo(Exit.USAGE);
    assertThat(screen.err()).contains("'BANNED' is none of IN_REVIEW, REFERRED, DISMISSED");

    assertThat(written()).hasSize(before);
  }

  @Test
  void asksAndWritesNothingWithoutAYes() {
    int before = written().size();
    assertThat(decide("no", "--decision", "IN_REVIEW")).isEqualTo(Exit.FINDING);
    assertThat(decide("yes", "--decision", "IN_REVIEW", "--dry-run")).isEqualTo(Exit.FINE);
    assertThat(screen.out()).contains("dry run: nothing was written");
    assertThat(written()).hasSize(before);
  }

  @Test
  void writesOneRecordAndShowsWhatCameOfIt() throws Exception {
    int before = written().size();
    assertThat(decide("yes", "--decision", "IN_REVIEW", "--focal-role", "victim"))
        .isEqualTo(Exit.FINE);
    List<ConsumerRecord<byte[], byte[]>> all = written();
    assertThat(all).hasSize(before + 1);
    ConsumerRecord<byte[], byte[]> record = all.get(before);
    assertThat(new String(record.key(), UTF_8))
        .isEqualTo("performer:" + LEAD.content().focal().origin());
    Disposition disposition =
        Objects.requireNonNull(RecordReader.DISPOSITIONS.read(record.value()).value());
    assertThat(disposition.caseId()).isEqualTo(ID);
    assertThat(disposition.revision()).isEqualTo(LEAD.content().revision());
    assertThat(disposition.unit()).isEqualTo("police");
    assertThat(disposition.role()).isEqualTo(Disposition.Role.VICTIM);
    assertThat(screen.out())
        .contains("  judged        revision 2 for the unit police")
        .contains(" as " + disposition.id());

    write(SampleCases.takenUp(disposition.id()));
    assertThat(
            new DecisionWatch(screen.screen(), Connection.to(BROKER.bootstrapServers()))
                .until(LEAD.content(), disposition))
        .isEqualTo(Exit.FINE);
    assertThat(screen.out()).endsWith("in effect since 2026-11-24T10:01:00Z: IN_REVIEW\n");
    write(LEAD);
  }
}

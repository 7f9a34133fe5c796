package org.almenara.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.almenara.engine.PlainRun.Arrived;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.testing.TestRecords;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.engine.time.EventTime;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.PlatformEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Savepoints hold entity states in this format: a state written by an earlier version stays
 * readable. A change that breaks this test needs a new format number and a reader for the old one.
 */
class EntityStateFormatTest {

  private static final long HOUR = 3_600_000;

  private static final RuleSet RULES =
      TestRules.of(
          RuleText.measuring(
              "count",
              "payout",
              "{n: {count: records, where: 'type == \"payout.made\"'}}",
              "2h",
              "1h",
              "n >= 1"),
          RuleText.measuring(
                  "members",
                  "payout",
                  "{n: {members: performer, where: 'type == \"payout.made\"'}}",
                  "2h",
                  "1h",
                  "n >= 1")
              .with("passes_on: {to: performer, weight: 0.5}"),
          RuleText.measuring(
              "live", "payout", "{t: {covered: session}}", "2h", "1h", "'t >= duration(\"1m\")'"));

  /** Every kind of summary, one that counts and one that waits, rules that hold, a member told. */
  private static EntityState state() {
    EntityState state = new EntityState();
    EntityEvaluator evaluator = new EntityEvaluator(RULES);
    List<Arrived> records =
        List.of(
            record(1, "session.started", 0),
            record(2, "session.paused", 600_000),
            record(3, "session.ended", 900_000),
            record(4, "payout.made", 1_000_000),
            record(5, "payout.made", HOUR + 1_000));
    for (Arrived one : records) {
      long visible = EventTime.visible(one.entry().time(), one.arrival());
      new FanOut(RULES)
          .fan(one.source(), one.entry(), visible)
          .forEach(fanned -> evaluator.add(state, fanned, Long.MIN_VALUE));
    }
    evaluator.evaluate(state, EntityType.PAYOUT, TestRecords.token("pay", 0, 1), at(HOUR));
    state.setTimer(evaluator.nextInstant(state));
    return state;
  }

  private static long at(long sinceStart) {
    return TestRecords.START + sinceStart;
  }

  private static Arrived record(int i, String type, long sinceStart) {
    PlatformEvent event =
        TestRecords.event(
            "record-%02d".formatted(i),
            type,
            at(sinceStart),
            "\"performer\":" + TestRecords.ref("prf", 1, i),
            "\"payout\":" + TestRecords.ref("pay", 1, 1),
            "\"session\":" + TestRecords.ref("ses", 1, 1),
            "\"amount\":{\"minor\":1,\"currency\":\"USD\"}",
            "\"reported_by\":\"platform\"");
    return World.arrived(event, i, at(sinceStart), i % 2, i);
  }

  private static final Path RESOURCES =
      Path.of(
          Objects.requireNonNull(System.getProperty("almenara.root")),
          "jobs/engine/src/test/resources");

  @ParameterizedTest
  @ValueSource(ints = 3)
  void earlierFormatsStayReadable(int format) throws IOException {
    byte[] written = pinned(format);
    assertThat(written[0]).isEqualTo((byte) format);
    EntityState read = EntityState.read(new DataInputStream(new ByteArrayInputStream(written)));

    assertThat(read.timer()).isEqualTo(at(2 * HOUR));
    EntityEvaluator evaluator = new EntityEvaluator(RULES);
    List<Finding> findings =
        evaluator.evaluate(read, EntityType.PAYOUT, TestRecords.token("pay", 0, 1), at(2 * HOUR));
    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("members");
              assertThat(finding.focal().origin()).isEqualTo(TestRecords.token("prf", 0, 5));
              assertThat(finding.evidence())
                  .extracting(entry -> entry.id())
                  .containsExactly("record-05");
            });
  }

  @Test
  void theNewestFormatIsTheOneThatIsWritten() throws IOException {
    byte[] now = Walk.bytes(state());
    if (Boolean.getBoolean("almenara.update")) {
      Files.writeString(
          file(3), Base64.getMimeEncoder(100, new byte[] {'\n'}).encodeToString(now) + "\n");
    }
    assertThat(now).as("the format has changed").isEqualTo(pinned(3));
  }

  private static Path file(int format) {
    return RESOURCES.resolve("entity-state-format-" + format + ".base64");
  }

  private static byte[] pinned(int format) throws IOException {
    return Base64.getMimeDecoder()
        .decode(Files.readString(file(format), StandardCharsets.US_ASCII));
  }

  @Test
  void anotherFormatIsRefusedByName() {
    assertThatThrownBy(
            () -> EntityState.read(new DataInputStream(new ByteArrayInputStream(new byte[] {9}))))
        .isInstanceOf(IOException.class)
        .hasMessage("entity state of format 9; this version reads 3");
  }
}

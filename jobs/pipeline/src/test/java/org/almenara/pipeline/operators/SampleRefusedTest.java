package org.almenara.pipeline.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.almenara.engine.cases.Publication;
import org.almenara.schemas.Json;
import org.almenara.schemas.Refusal;
import org.almenara.schemas.RefusedRecord;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A flood of refusals is a few entries, and their counts add up to it, whatever happens. */
@SuppressWarnings("try") // close() of a harness may be interrupted
class SampleRefusedTest {

  private static final long START = Instant.parse("2026-03-02T10:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;
  private static final Refusal EMAIL =
      new Refusal(Refusal.Reason.LOOKS_LIKE_EMAIL, "performer.token");
  private static final Refusal LATE = new Refusal(Refusal.Reason.LATE, "time");

  @Test
  void ofAFloodTheFirstTenAreWrittenAndTheRestIsCounted() throws Exception {
    try (Harness harness = harness(null)) {
      for (int offset = 0; offset < 10_000; offset++) {
        refuse(harness, offset, START + offset, EMAIL);
      }
      assertThat(entries(harness)).hasSize(SampleRefused.ONE_BY_ONE);
      assertThat(Keyed.entries(harness)).as("state of the flood").isEqualTo(2);

      harness.processWatermark(new Watermark(START + MINUTE - 1));

      List<RefusedRecord> entries = entries(harness);
      assertThat(entries).hasSize(SampleRefused.ONE_BY_ONE + 1);
      assertThat(entries.subList(0, 10))
          .extracting(RefusedRecord::offset)
          .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
      RefusedRecord rest = entries.get(10);
      assertThat(rest.count()).isEqualTo(9_990);
      assertThat(rest.offset()).isEqualTo(10);
      assertThat(rest.lastOffset()).isEqualTo(9_999);
      assertThat(rest.arrival()).isEqualTo(Instant.ofEpochMilli(START + 10));
      assertThat(rest.reason()).isEqualTo(EMAIL.reason());
      assertThat(rest.path()).isEqualTo(EMAIL.path());
      assertThatNothingIsLeft(harness);
    }
  }

  /** Nothing moves time past the last minute of a run: its flood waits, and that is said. */
  @Test
  void whatWaitsForTheEndOfItsMinuteIsCounted() throws Exception {
    try (Harness harness = harness(null)) {
      for (int offset = 0; offset < 25; offset++) {
        refuse(harness, offset, START, EMAIL);
        assertThat(sum(entries(harness)) + open(harness)).isEqualTo(offset + 1);
      }
      assertThat(open(harness)).isEqualTo(15);

      harness.processWatermark(new Watermark(START + MINUTE - 2));
      assertThat(open(harness)).isEqualTo(15);
      harness.processWatermark(new Watermark(START + MINUTE - 1));
      assertThat(open(harness)).isZero();
      assertThat(sum(entries(harness))).isEqualTo(25);
      assertThatNothingIsLeft(harness);
    }
  }

  @Test
  void aCauseIsNotHiddenByTheFloodOfAnother() throws Exception {
    try (Harness harness = harness(null)) {
      for (int offset = 0; offset < 100; offset++) {
        refuse(harness, offset, START, EMAIL);
      }
      refuse(harness, 100, START, new Refusal(Refusal.Reason.LOOKS_LIKE_EMAIL, "studio.token"));
      refuse(harness, 101, START, LATE);

      assertThat(harness.extractOutputValues().subList(10, 12))
          .extracting(Publication::topic)
          .containsExactly("events.rejected.v1", "events.late.v1");
    }
  }

  @Test
  void theNextMinuteBeginsAnewAndEndsTheLastWithoutWaitingForTime() throws Exception {
    try (Harness harness = harness(null)) {
      for (int offset = 0; offset < 24; offset++) {
        refuse(harness, offset, START + (offset / 12) * MINUTE, EMAIL);
      }
      assertThat(entries(harness))
          .extracting(RefusedRecord::count)
          .containsExactlyElementsOf(with(with(ones(10), 2), ones(10)));
      harness.processWatermark(new Watermark(START + 5 * MINUTE));
      assertThat(sum(entries(harness))).isEqualTo(24);
      assertThatNothingIsLeft(harness);
    }
  }

  @Test
  void anArrivalThatRegressesIsCountedInTheOpenMinute() throws Exception {
    try (Harness harness = harness(null)) {
      for (int offset = 0; offset < 15; offset++) {
        refuse(harness, offset, START + MINUTE, EMAIL);
      }
      refuse(harness, 15, START, EMAIL);
      harness.processWatermark(new Watermark(START + 2 * MINUTE));

      assertThat(entries(harness)).hasSize(11);
      assertThat(entries(harness).get(10).count()).isEqualTo(6);
      assertThatNothingIsLeft(harness);
    }
  }

  @Test
  void anArrivalBehindAnEndedMinuteAddsFurtherEntriesAndLosesNothing() throws Exception {
    try (Harness harness = harness(null)) {
      for (int offset = 0; offset < 15; offset++) {
        refuse(harness, offset, START, EMAIL);
      }
      harness.processWatermark(new Watermark(START + 3 * MINUTE));
      for (int offset = 15; offset < 30; offset++) {
        refuse(harness, offset, START, EMAIL);
      }
      harness.processWatermark(new Watermark(START + 5 * MINUTE));

      assertThat(sum(entries(harness))).isEqualTo(30);
      assertThat(entries(harness)).hasSize(22);
      assertThatNothingIsLeft(harness);
    }
  }

  @Test
  void partitionsAreCountedApart() throws Exception {
    try (Harness harness = harness(null)) {
      for (int offset = 0; offset < 12; offset++) {
        for (int partition = 0; partition < 2; partition++) {
          harness.processElement(
              RefusedRecord.one("tips.v1", partition, offset, Instant.ofEpochMilli(START), EMAIL),
              START);
        }
      }
      harness.processWatermark(new Watermark(START + MINUTE));
      assertThat(entries(harness)).hasSize(22);
      assertThat(sum(entries(harness))).isEqualTo(24);
      assertThatNothingIsLeft(harness);
    }
  }

  @Test
  void restoredAnywhereItSaysTheSame() throws Exception {
    List<RefusedRecord> whole = withARestoreAfter(-1);
    for (int restored = 0; restored < 50; restored += 7) {
      assertThat(withARestoreAfter(restored)).as("restored after %d", restored).isEqualTo(whole);
    }
    assertThat(sum(whole)).isEqualTo(50);
  }

  /** Entries of 50 records over two minutes. */
  private static List<RefusedRecord> withARestoreAfter(int restored) throws Exception {
    List<RefusedRecord> entries = new ArrayList<>();
    Harness harness = harness(null);
    for (int offset = 0; offset < 50; offset++) {
      refuse(harness, offset, START + offset * 2_000L, offset % 5 == 0 ? LATE : EMAIL);
      if (offset == restored) {
        OperatorSubtaskState state = harness.snapshot(1, 1);
        entries.addAll(entries(harness));
        harness.close();
        harness = harness(state);
      }
    }
    harness.processWatermark(new Watermark(START + 9 * MINUTE));
    entries.addAll(entries(harness));
    assertThatNothingIsLeft(harness);
    harness.close();
    return entries;
  }

  /** The operator in Flink's harness. */
  private static final class Harness
      extends KeyedOneInputStreamOperatorTestHarness<String, RefusedRecord, Publication> {
    private final InterceptingOperatorMetricGroup metrics;

    Harness() throws Exception {
      this(new InterceptingOperatorMetricGroup());
    }

    private Harness(InterceptingOperatorMetricGroup metrics) throws Exception {
      super(
          new KeyedProcessOperator<>(new SampleRefused()),
          SampleRefused::key,
          Types.STRING,
          new MockEnvironmentBuilder().setMetricGroup(task(metrics)).build());
      this.metrics = metrics;
    }

    private static InterceptingTaskMetricGroup task(InterceptingOperatorMetricGroup operator) {
      return new InterceptingTaskMetricGroup() {
        @Override
        public InternalOperatorMetricGroup getOrAddOperator(
            OperatorID id, String name, Map<String, String> variables) {
          return operator;
        }
      };
    }

    long count(String counter) {
      return ((Counter) metrics.get(counter)).getCount();
    }
  }

  private static Harness harness(@Nullable OperatorSubtaskState state) throws Exception {
    Harness harness = new Harness();
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private static void refuse(Harness harness, long offset, long arrival, Refusal refusal)
      throws Exception {
    harness.processElement(
        RefusedRecord.one("platform.events.v1", 3, offset, Instant.ofEpochMilli(arrival), refusal),
        arrival);
  }

  private static long open(Harness harness) {
    return harness.count("records_counted_only") - harness.count("records_summed_up");
  }

  private static List<RefusedRecord> entries(Harness harness) {
    return harness.extractOutputValues().stream().map(SampleRefusedTest::entry).toList();
  }

  private static RefusedRecord entry(Publication publication) {
    try {
      String json = Objects.requireNonNull(publication.value());
      return Json.read(json.getBytes(StandardCharsets.UTF_8), RefusedRecord.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long sum(List<RefusedRecord> entries) {
    return entries.stream().mapToLong(RefusedRecord::count).sum();
  }

  private static List<Long> ones(int number) {
    return new ArrayList<>(Collections.nCopies(number, 1L));
  }

  private static List<Long> with(List<Long> counts, long count) {
    counts.add(count);
    return counts;
  }

  private static List<Long> with(List<Long> counts, List<Long> more) {
    counts.addAll(more);
    return counts;
  }

  private static void assertThatNothingIsLeft(Harness harness) {
    assertThat(Keyed.entries(harness)).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }
}

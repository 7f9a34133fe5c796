package org.almenara.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.Function;
import org.almenara.engine.measures.Guards;
import org.almenara.engine.measures.Question;
import org.almenara.engine.measures.Reading;
import org.almenara.engine.measures.RecentRecords;
import org.almenara.engine.time.EventTime;
import org.almenara.schemas.Topic;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where nothing is late, a count is what Flink's own hopping windows count. */
class FlinkWindowsTest {

  private static final int KEYS = 20;
  private static final int RECORDS = 2_000;
  private static final int K = 8;
  private static final long T0 = 1_772_409_600_000L; // 2026-03-02T00:00:00Z
  private static final long SPAN_MINUTES = 5 * 24 * 60;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @ParameterizedTest
  @CsvSource({"1, 720, 720", "2, 1440, 60", "3, 180, 5", "4, 2880, 720"})
  void countsEqual(long seed, int windowMinutes, int slideMinutes) throws Exception {
    List<Tuple2<String, Long>> records = records(seed);
    Duration window = Duration.ofMinutes(windowMinutes);
    Duration slide = Duration.ofMinutes(slideMinutes);
    Map<String, Long> counted = counted(records, window.toMillis(), slide.toMillis());
    assertThat(counted.values()).contains((long) K);
    assertThat(counted).isEqualTo(flinkCounts(records, window, slide));
  }

  /** Key and time, in order of time with ties. */
  private static List<Tuple2<String, Long>> records(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return random
        .longs(RECORDS, 0, SPAN_MINUTES)
        .sorted()
        .mapToObj(minute -> Tuple2.of("key-" + random.nextInt(KEYS), T0 + minute * 60_000))
        .toList();
  }

  /** Key and instant to count, at most K, where it is not zero; evaluated as the engine does. */
  private static Map<String, Long> counted(
      List<Tuple2<String, Long>> records, long window, long slide) {
    Map<String, Long> counts = new TreeMap<>();
    for (int key = 0; key < KEYS; key++) {
      String name = "key-" + key;
      List<Long> times =
          records.stream().filter(record -> record.f0.equals(name)).map(r -> r.f1).toList();
      RecentRecords summary = new RecentRecords(K, Guards.ON);
      int next = 0;
      long last = T0 + SPAN_MINUTES * 60_000 + window;
      for (long instant = EventTime.instantAfter(T0, slide); instant <= last; instant += slide) {
        while (next < times.size() && times.get(next) < instant) {
          Entry entry =
              new Entry(
                  times.get(next), "record-" + next, 0, false, Topic.PLATFORM_EVENTS, 0, next);
          summary.add(entry, Reading.ofRecord(0));
          next++;
        }
        summary.forget(instant, window);
        long value = summary.value(Question.of(Function.COUNT, window), instant);
        if (value > 0) {
          counts.put(name + "@" + instant, value);
        }
      }
    }
    return counts;
  }

  @SuppressWarnings("try") // close() of the iterator may be interrupted
  private static Map<String, Long> flinkCounts(
      List<Tuple2<String, Long>> records, Duration window, Duration slide) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    Map<String, Long> counts = new TreeMap<>();
    try (CloseableIterator<Tuple3<String, Long, Long>> windows =
        env.fromData(records, Types.TUPLE(Types.STRING, Types.LONG))
            .setParallelism(1)
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Tuple2<String, Long>>forMonotonousTimestamps()
                    .withTimestampAssigner((record, before) -> record.f1))
            .setParallelism(1)
            .keyBy(record -> record.f0, Types.STRING)
            .window(SlidingEventTimeWindows.of(window, slide))
            .process(new Count(), Types.TUPLE(Types.STRING, Types.LONG, Types.LONG))
            .executeAndCollect()) {
      List<Tuple3<String, Long, Long>> all = new ArrayList<>();
      windows.forEachRemaining(all::add);
      // The window that ends at an instant is the window of that instant.
      all.forEach(counted -> counts.put(counted.f0 + "@" + counted.f1, counted.f2));
    }
    return counts;
  }

  /** Key, end of the window, records in it but at most K. */
  private static final class Count
      extends ProcessWindowFunction<
          Tuple2<String, Long>, Tuple3<String, Long, Long>, String, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        String key,
        Context context,
        Iterable<Tuple2<String, Long>> records,
        Collector<Tuple3<String, Long, Long>> out) {
      long count = 0;
      for (Tuple2<String, Long> record : records) {
        count += record.f0.equals(key) ? 1 : 0;
      }
      out.collect(Tuple3.of(key, context.window().getEnd(), Math.min(count, K)));
    }
  }
}

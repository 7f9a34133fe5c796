package org.almenara.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.almenara.engine.cases.Publication;
import org.almenara.engine.measures.Guards;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.RuleSetReader;
import org.almenara.pipeline.testing.Collected;
import org.almenara.pipeline.testing.InMemory;
import org.almenara.pipeline.testing.Partitions;
import org.almenara.pipeline.testing.Raw;
import org.almenara.pipeline.testing.Scenario;
import org.almenara.pipeline.time.ArrivalWatermarks;
import org.almenara.pipeline.validate.Judged;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * All partitions go quiet until the source calls each of them idle, and then go on. What the job
 * says is what it says without the pause: no timer fired early, no record was late.
 */
class IdlePartitionsTest {

  private static final int PARTITIONS = 4;
  private static final long PAUSE = Scenario.START.plus(Duration.ofDays(9)).toEpochMilli();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  /** Opened when as many partitions as there are have been idle. */
  private static final Map<String, CountDownLatch> IDLE = new ConcurrentHashMap<>();

  @Test
  void aPauseOfAllPartitionsDoesNotShow() throws Exception {
    CountDownLatch allIdle = new CountDownLatch(PARTITIONS);
    IDLE.put("pausing", allIdle);
    List<String> paused = run("pausing", partitions("pausing").pausing(PAUSE, allIdle));
    assertThat(allIdle.getCount()).as("partitions that never were idle").isZero();

    IDLE.put("flowing", new CountDownLatch(PARTITIONS));
    List<String> flowing = run("flowing", partitions("flowing"));
    assertThat(flowing).hasSizeGreaterThan(20);
    assertThat(paused).isEqualTo(flowing);
  }

  private static Partitions partitions(String name) {
    List<List<Raw>> partitions = new ArrayList<>();
    for (int i = 0; i < PARTITIONS; i++) {
      partitions.add(new ArrayList<>());
    }
    for (Raw raw : Scenario.records(11, 0, 1_000)) {
      List<Raw> partition = partitions.get(Math.floorMod(raw.json().hashCode(), PARTITIONS));
      partition.add(raw.at(partitions.indexOf(partition), partition.size()));
    }
    return Partitions.of(name, partitions, 1);
  }

  private static List<String> run(String name, Partitions records) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    Collected out = new Collected(name);
    long baseSlide = RuleSetReader.compile(RuleSetFiles.packed()).baseSlide();
    WatermarkStrategy<Judged> own = ArrivalWatermarks.strategy(baseSlide);
    FlagCasesJob.define(
        env,
        new InMemory(records, new Watching(own, name), List.of(), List.of()),
        out,
        new JobSettings(RuleSetFiles.packed(), Scenario.END.toEpochMilli(), Guards.ON, false));
    env.execute(name);
    return out.cases().stream()
        .filter(publication -> !publication.topic().equals("audit.v1"))
        .map(Publication::toString)
        .sorted()
        .toList();
  }

  /**
   * The job's own strategy, watched for partitions that it calls idle. Its idle timeout runs on a
   * clock that stands still but while all partitions pause: then it passes ten minutes a look.
   */
  private record Watching(WatermarkStrategy<Judged> own, String name)
      implements WatermarkStrategy<Judged> {
    private static final long serialVersionUID = 1L;

    @Override
    public TimestampAssigner<Judged> createTimestampAssigner(
        TimestampAssignerSupplier.Context context) {
      return own.createTimestampAssigner(context);
    }

    private WatermarkGeneratorSupplier.Context onPauseClock(
        WatermarkGeneratorSupplier.Context context) {
      AtomicLong minutes = new AtomicLong(1);
      return new WatermarkGeneratorSupplier.Context() {
        @Override
        public MetricGroup getMetricGroup() {
          return context.getMetricGroup();
        }

        @Override
        public RelativeClock getInputActivityClock() {
          return new RelativeClock() {
            @Override
            public long relativeTimeNanos() {
              long now = Partitions.allPause(name) ? minutes.addAndGet(10) : minutes.get();
              return TimeUnit.MINUTES.toNanos(now);
            }

            @Override
            public long relativeTimeMillis() {
              return TimeUnit.NANOSECONDS.toMillis(relativeTimeNanos());
            }
          };
        }
      };
    }

    @Override
    public WatermarkGenerator<Judged> createWatermarkGenerator(
        WatermarkGeneratorSupplier.Context context) {
      WatermarkGenerator<Judged> generator = own.createWatermarkGenerator(onPauseClock(context));
      return new WatermarkGenerator<>() {
        private boolean read;
        private boolean counted;

        @Override
        public void onEvent(Judged judged, long timestamp, WatermarkOutput output) {
          read = true;
          generator.onEvent(judged, timestamp, output);
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
          generator.onPeriodicEmit(
              new WatermarkOutput() {
                @Override
                public void emitWatermark(Watermark watermark) {
                  output.emitWatermark(watermark);
                }

                @Override
                public void markIdle() {
                  output.markIdle();
                  // The generator of the source as a whole reads nothing and is no partition.
                  if (read && !counted) {
                    counted = true;
                    IDLE.getOrDefault(name, new CountDownLatch(0)).countDown();
                  }
                }

                @Override
                public void markActive() {
                  output.markActive();
                }
              });
        }
      };
    }
  }
}

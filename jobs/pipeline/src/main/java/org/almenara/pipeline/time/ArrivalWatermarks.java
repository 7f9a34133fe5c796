package org.almenara.pipeline.time;

import java.time.Duration;
import org.almenara.engine.time.EventTime;
import org.almenara.pipeline.validate.Judged;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * A partition's watermark follows the largest arrival that was read in it, refused records and
 * heartbeats included.
 *
 * <p>It is emitted at the latest when it crosses an instant, so that a catch-up read does not pile
 * up records that wait.
 */
public final class ArrivalWatermarks implements WatermarkGenerator<Judged> {

  /**
   * When a silent partition stops holding back time. Writers send heartbeats, so this is the
   * fallback for one that died.
   */
  public static final Duration IDLE_AFTER = Duration.ofMinutes(5);

  private final long baseSlide;
  private long largestArrival = Long.MIN_VALUE;

  ArrivalWatermarks(long baseSlide) {
    this.baseSlide = baseSlide;
  }

  /**
   * The strategy for the source of records.
   *
   * @param baseSlide greatest common divisor of all slides, milliseconds
   */
  public static WatermarkStrategy<Judged> strategy(long baseSlide) {
    return WatermarkStrategy.<Judged>forGenerator(context -> new ArrivalWatermarks(baseSlide))
        .withTimestampAssigner((judged, kafkaTimestamp) -> judged.timestamp())
        .withIdleness(IDLE_AFTER);
  }

  @Override
  public void onEvent(Judged judged, long timestamp, WatermarkOutput output) {
    long arrival = judged.arrival();
    if (arrival <= largestArrival) {
      return;
    }
    boolean crosses =
        largestArrival == Long.MIN_VALUE
            || Math.floorDiv(EventTime.watermark(arrival), baseSlide)
                > Math.floorDiv(EventTime.watermark(largestArrival), baseSlide);
    largestArrival = arrival;
    if (crosses) {
      onPeriodicEmit(output);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (largestArrival != Long.MIN_VALUE) {
      output.emitWatermark(new Watermark(EventTime.watermark(largestArrival)));
    }
  }
}

package org.almenara.pipeline.time;

import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * The time of inputs that do not move time: idle from the start.
 *
 * <p>An operator's clock is the least of its active inputs, so an input that never emits would hold
 * it back for ever, and one at the maximal watermark would fire every timer as soon as the data
 * goes quiet. An idle one does neither.
 */
public final class IdleInput<T> implements WatermarkGenerator<T> {

  private IdleInput() {}

  /** The strategy for control inputs and dispositions. */
  public static <T> WatermarkStrategy<T> strategy() {
    return WatermarkStrategy.<T>forGenerator(context -> new IdleInput<>())
        .withTimestampAssigner((element, kafkaTimestamp) -> kafkaTimestamp);
  }

  @Override
  public void onEvent(T event, long timestamp, WatermarkOutput output) {
    output.markIdle();
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.markIdle();
  }
}

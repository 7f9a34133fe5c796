package org.almenara.pipeline;

import org.almenara.pipeline.validate.Judged;
import org.almenara.pipeline.validate.JudgedControl;
import org.almenara.pipeline.validate.RecordJudge;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where the job reads: Kafka in production, memory in tests. Every source sets its own uid. */
public interface Inputs {

  /**
   * Platform events and tips, judged where they are read, with the watermarks of {@link
   * org.almenara.pipeline.time.ArrivalWatermarks}.
   *
   * @param baseSlide milliseconds, for the watermarks
   * @param judge of records
   */
  DataStream<Judged> records(StreamExecutionEnvironment env, long baseSlide, RecordJudge judge);

  /**
   * Rule sets, activations, registers and erasures, judged where they are read; idle in event time.
   */
  DataStream<JudgedControl> controls(StreamExecutionEnvironment env);

  /** Dispositions, judged where they are read; idle in event time. */
  DataStream<JudgedControl> dispositions(StreamExecutionEnvironment env);
}

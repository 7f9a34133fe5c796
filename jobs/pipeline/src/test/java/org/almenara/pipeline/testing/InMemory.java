package org.almenara.pipeline.testing;

import java.util.List;
import org.almenara.pipeline.Inputs;
import org.almenara.pipeline.time.ArrivalWatermarks;
import org.almenara.pipeline.time.IdleInput;
import org.almenara.pipeline.validate.Judged;
import org.almenara.pipeline.validate.JudgedControl;
import org.almenara.pipeline.validate.RecordJudge;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Inputs in memory: records from partitions; control inputs that say what they have to say and then
 * stay silent.
 *
 * @param records the partitions
 * @param watermarks {@code null} for the job's own strategy
 * @param controls records of control topics, each judged
 * @param dispositions judged
 */
public record InMemory(
    Partitions records,
    @Nullable WatermarkStrategy<Judged> watermarks,
    List<JudgedControl> controls,
    List<JudgedControl> dispositions)
    implements Inputs {

  /** With the job's own watermarks. */
  public static InMemory of(Partitions records) {
    return new InMemory(records, null, List.of(), List.of());
  }

  @Override
  public DataStream<Judged> records(
      StreamExecutionEnvironment env, long baseSlide, RecordJudge judge) {
    return env.fromSource(
            records,
            watermarks == null ? ArrivalWatermarks.strategy(baseSlide) : watermarks,
            "read-records",
            TypeInformation.of(Judged.class))
        .uid("read-records");
  }

  @Override
  public DataStream<JudgedControl> controls(StreamExecutionEnvironment env) {
    return first(controls, env, "read-controls");
  }

  @Override
  public DataStream<JudgedControl> dispositions(StreamExecutionEnvironment env) {
    return first(dispositions, env, "read-dispositions");
  }

  private DataStream<JudgedControl> first(
      List<JudgedControl> said, StreamExecutionEnvironment env, String id) {
    return env.fromSource(
            Silent.after(said, records.name(), id),
            IdleInput.strategy(),
            id,
            TypeInformation.of(JudgedControl.class))
        .uid(id);
  }
}

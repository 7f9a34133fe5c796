package org.almenara.pipeline.testing;

import org.almenara.pipeline.CaseInput;
import org.almenara.pipeline.Control;
import org.almenara.pipeline.Inputs;
import org.almenara.pipeline.time.ArrivalWatermarks;
import org.almenara.pipeline.time.IdleInput;
import org.almenara.pipeline.validate.Judged;
import org.almenara.pipeline.validate.RecordJudge;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Inputs in memory: records from partitions, control inputs that stay silent.
 *
 * @param records the partitions
 * @param watermarks {@code null} for the job's own strategy
 */
public record InMemory(Partitions records, @Nullable WatermarkStrategy<Judged> watermarks)
    implements Inputs {

  /** With the job's own watermarks. */
  public static InMemory of(Partitions records) {
    return new InMemory(records, null);
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
  public DataStream<Control> controls(StreamExecutionEnvironment env) {
    return silent(env, "read-controls", Control.class);
  }

  @Override
  public DataStream<CaseInput> dispositions(StreamExecutionEnvironment env) {
    return silent(env, "read-dispositions", CaseInput.class);
  }

  private <T> DataStream<T> silent(StreamExecutionEnvironment env, String id, Class<T> type) {
    return env.fromSource(
            new Silent<T>(records.name()), IdleInput.strategy(), id, TypeInformation.of(type))
        .uid(id);
  }
}

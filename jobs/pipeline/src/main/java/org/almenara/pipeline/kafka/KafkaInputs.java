package org.almenara.pipeline.kafka;

import java.util.Arrays;
import org.almenara.pipeline.Inputs;
import org.almenara.pipeline.time.ArrivalWatermarks;
import org.almenara.pipeline.time.IdleInput;
import org.almenara.pipeline.validate.ControlJudge;
import org.almenara.pipeline.validate.Judged;
import org.almenara.pipeline.validate.JudgedControl;
import org.almenara.pipeline.validate.RecordJudge;
import org.almenara.schemas.Topic;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads topics from the job's checkpoint, and without one from their start: what windows hold is
 * never skipped. The group's offsets only show how far the job has read. Only committed records are
 * read.
 */
public final class KafkaInputs implements Inputs {

  private final KafkaSettings settings;

  public KafkaInputs(KafkaSettings settings) {
    this.settings = settings;
  }

  @Override
  public DataStream<Judged> records(
      StreamExecutionEnvironment env, long baseSlide, RecordJudge judge) {
    return read(
        env,
        "read-records",
        new JudgeRecords(judge),
        ArrivalWatermarks.strategy(baseSlide),
        Topic.PLATFORM_EVENTS,
        Topic.TIPS);
  }

  /** Platform events alone, for who needs no tips. */
  public DataStream<Judged> platformEvents(
      StreamExecutionEnvironment env, long baseSlide, RecordJudge judge) {
    return read(
        env,
        "read-platform-events",
        new JudgeRecords(judge),
        ArrivalWatermarks.strategy(baseSlide),
        Topic.PLATFORM_EVENTS);
  }

  @Override
  public DataStream<JudgedControl> controls(StreamExecutionEnvironment env) {
    return read(
        env,
        "read-controls",
        new JudgeControls(),
        IdleInput.strategy(),
        Topic.RULE_SETS,
        Topic.ACTIVATIONS,
        Topic.REGISTERS,
        Topic.ERASURES);
  }

  @Override
  public DataStream<JudgedControl> dispositions(StreamExecutionEnvironment env) {
    return read(
        env, "read-dispositions", new JudgeControls(), IdleInput.strategy(), Topic.DISPOSITIONS);
  }

  private <T> DataStream<T> read(
      StreamExecutionEnvironment env,
      String id,
      KafkaRecordDeserializationSchema<T> deserializer,
      WatermarkStrategy<T> watermarks,
      Topic... topics) {
    KafkaSource<T> source =
        KafkaSource.<T>builder()
            .setProperties(settings.clientProperties())
            .setBootstrapServers(settings.bootstrapServers())
            .setGroupId(settings.groupId())
            .setClientIdPrefix(settings.groupId() + "-" + id)
            .setTopics(Arrays.stream(topics).map(Topic::topicName).toList())
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setProperty("isolation.level", "read_committed")
            .setDeserializer(deserializer)
            .build();
    return env.fromSource(source, watermarks, id, deserializer.getProducedType()).uid(id);
  }

  private record JudgeRecords(RecordJudge judge)
      implements KafkaRecordDeserializationSchema<Judged> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> read, Collector<Judged> out) {
      out.collect(
          judge.judge(
              Topic.named(read.topic()),
              read.partition(),
              read.offset(),
              read.timestamp(),
              read.value()));
    }

    @Override
    public TypeInformation<Judged> getProducedType() {
      return TypeInformation.of(Judged.class);
    }
  }

  /** Control topics and dispositions alike. */
  private static final class JudgeControls
      implements KafkaRecordDeserializationSchema<JudgedControl> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> read, Collector<JudgedControl> out) {
      out.collect(
          ControlJudge.judge(
              Topic.named(read.topic()),
              read.partition(),
              read.offset(),
              read.timestamp(),
              read.value()));
    }

    @Override
    public TypeInformation<JudgedControl> getProducedType() {
      return TypeInformation.of(JudgedControl.class);
    }
  }
}

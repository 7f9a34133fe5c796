package org.almenara.pipeline.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.almenara.pipeline.CaseInput;
import org.almenara.pipeline.Control;
import org.almenara.pipeline.Inputs;
import org.almenara.pipeline.time.ArrivalWatermarks;
import org.almenara.pipeline.time.IdleInput;
import org.almenara.pipeline.validate.Judged;
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
import org.jspecify.annotations.Nullable;

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

  @Override
  public DataStream<Control> controls(StreamExecutionEnvironment env) {
    return read(
        env,
        "read-controls",
        new ReadControls(),
        IdleInput.strategy(),
        Topic.RULE_SETS,
        Topic.ACTIVATIONS,
        Topic.REGISTERS,
        Topic.ERASURES);
  }

  @Override
  public DataStream<CaseInput> dispositions(StreamExecutionEnvironment env) {
    return read(
        env, "read-dispositions", new ReadDispositions(), IdleInput.strategy(), Topic.DISPOSITIONS);
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

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  private static Control control(ConsumerRecord<byte[], byte[]> read) {
    return new Control(read.topic(), text(read.key()), text(read.value()), read.timestamp());
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

  private static final class ReadControls implements KafkaRecordDeserializationSchema<Control> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> read, Collector<Control> out) {
      out.collect(control(read));
    }

    @Override
    public TypeInformation<Control> getProducedType() {
      return TypeInformation.of(Control.class);
    }
  }

  private static final class ReadDispositions
      implements KafkaRecordDeserializationSchema<CaseInput> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> read, Collector<CaseInput> out) {
      Control control = control(read);
      String focalKey = control.key();
      out.collect(new CaseInput(focalKey == null ? "" : focalKey, null, control));
    }

    @Override
    public TypeInformation<CaseInput> getProducedType() {
      return TypeInformation.of(CaseInput.class);
    }
  }
}

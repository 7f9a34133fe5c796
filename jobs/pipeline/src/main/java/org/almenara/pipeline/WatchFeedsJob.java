package org.almenara.pipeline;

import java.time.Duration;
import org.almenara.engine.cases.Publication;
import org.almenara.pipeline.kafka.KafkaInputs;
import org.almenara.pipeline.kafka.KafkaOutputs;
import org.almenara.pipeline.kafka.KafkaSettings;
import org.almenara.pipeline.operators.HearPlatforms;
import org.almenara.pipeline.operators.WatchFeeds;
import org.almenara.pipeline.validate.Judged;
import org.almenara.pipeline.validate.RecordJudge;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/**
 * The feed monitor: platform events in, silences out, into the register that the main job reads.
 */
public final class WatchFeedsJob {

  /** Fixed for ever: keyed state is spread over this many groups in every savepoint. */
  private static final int MAX_PARALLELISM = 128;

  /** Watermarks are emitted at the latest when they cross a minute. */
  private static final long MINUTE = 60_000;

  /** As long as a silent partition holds back time. */
  private static final long SILENCE_MILLIS = Duration.ofMinutes(5).toMillis();

  private WatchFeedsJob() {}

  /**
   * Runs the job on the cluster that the class is submitted to; arguments as {@link
   * KafkaSettings#of} says, and {@code --silence-ms}: how long a platform must send nothing, at
   * least a minute, five unless it is given.
   */
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    KafkaSettings kafka = KafkaSettings.of(args, "almenara-watch-feeds", "watch-feeds");
    long silence = silenceMillis(args);
    configure(env);
    DataStream<Judged> records =
        new KafkaInputs(kafka).platformEvents(env, MINUTE, new RecordJudge(true));
    new KafkaOutputs(kafka).registers(define(records, silence));
    env.execute("almenara-watch-feeds");
  }

  static long silenceMillis(String[] args) {
    long silence = ParameterTool.fromArgs(args).getLong("silence-ms", SILENCE_MILLIS);
    if (silence < MINUTE) {
      throw new IllegalArgumentException("give --silence-ms 60000 or more, or leave it out");
    }
    return silence;
  }

  static void configure(StreamExecutionEnvironment env) {
    env.setMaxParallelism(MAX_PARALLELISM);
    env.configure(
        new Configuration()
            .set(PipelineOptions.AUTO_GENERATE_UIDS, false)
            .set(PipelineOptions.GENERIC_TYPES, false)
            .set(PipelineOptions.OBJECT_REUSE, true));
  }

  /** Builds the graph; the same in production and in tests. */
  static DataStream<Publication> define(DataStream<Judged> records, long silenceMillis) {
    return records
        .process(new HearPlatforms())
        .uid("hear-platforms")
        .name("hear-platforms")
        .keyBy(HearPlatforms.Spoken::platform)
        .process(new WatchFeeds(silenceMillis))
        .uid("watch-feeds")
        .name("watch-feeds");
  }
}

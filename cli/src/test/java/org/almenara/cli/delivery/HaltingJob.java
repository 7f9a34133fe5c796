package org.almenara.cli.delivery;

import java.nio.file.Path;
import java.time.Duration;
import org.almenara.engine.cases.Publication;
import org.almenara.engine.rules.Units;
import org.almenara.pipeline.FlagCasesJob;
import org.almenara.pipeline.JobSettings;
import org.almenara.pipeline.Outputs;
import org.almenara.pipeline.kafka.KafkaInputs;
import org.almenara.pipeline.kafka.KafkaOutputs;
import org.almenara.pipeline.kafka.KafkaSettings;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The main job in a JVM of its own, over Kafka, that halts between checkpoint and commit. */
final class HaltingJob {

  static final Duration CHECKPOINTS = Duration.ofMillis(200);

  private HaltingJob() {}

  /**
   * Runs until it is halted or killed.
   *
   * @param args broker; folder of checkpoints; checkpoint to begin from, or empty; which commit
   *     halts, or 0
   */
  public static void main(String[] args) throws Exception {
    Configuration configuration = configuration(Path.of(args[1]));
    if (!args[2].isEmpty()) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, args[2]);
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(1);
    KafkaSettings kafka = kafka(args[0]);
    FlagCasesJob.define(
        env,
        new KafkaInputs(kafka),
        halting(new KafkaOutputs(kafka), Integer.parseInt(args[3])),
        JobSettings.defaults().with(Units.WITHOUT_RATIONS));
    env.execute();
  }

  static Configuration configuration(Path checkpoints) {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS);
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    return configuration;
  }

  static KafkaSettings kafka(String bootstrapServers) {
    return KafkaSettings.of(bootstrapServers);
  }

  private static Outputs halting(KafkaOutputs kafka, int haltAtCommit) {
    return new Outputs() {
      @Override
      public void cases(DataStream<Publication> publications) {
        publications
            .sinkTo(new HaltingSink<>(kafka.sink("write-cases"), haltAtCommit))
            .uid("write-cases")
            .name("write-cases");
      }

      @Override
      public void refused(DataStream<Publication> publications) {
        kafka.refused(publications);
      }

      @Override
      public void ruleSetStatus(DataStream<Publication> publications) {
        kafka.ruleSetStatus(publications);
      }
    };
  }
}

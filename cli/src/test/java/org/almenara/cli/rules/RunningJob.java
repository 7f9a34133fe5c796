package org.almenara.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.almenara.cli.kafka.Connection;
import org.almenara.cli.kafka.Settlement;
import org.almenara.engine.measures.Guards;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.pipeline.FlagCasesJob;
import org.almenara.pipeline.JobSettings;
import org.almenara.pipeline.kafka.KafkaInputs;
import org.almenara.pipeline.kafka.KafkaOutputs;
import org.almenara.pipeline.kafka.KafkaSettings;
import org.almenara.pipeline.kafka.KnownControls;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The main job, two workers a step, started as production starts it; it may not restart. */
@SuppressWarnings("try") // close() of a cluster may be interrupted
final class RunningJob implements AutoCloseable {

  private static final Duration CHECKPOINTS = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofSeconds(60);

  private final MiniCluster cluster;
  private final JobID job;
  private final CompletableFuture<JobResult> ended;
  private final Settlement settlement;

  /**
   * Starts it from the beginning of all topics.
   *
   * @param name of its consumer group and its transactions
   * @param packed what judges before any activation
   */
  RunningJob(String bootstrapServers, String name, RuleSetFiles packed, Path folder)
      throws Exception {
    KafkaSettings defaults = KafkaSettings.of(bootstrapServers);
    KafkaSettings kafka =
        new KafkaSettings(
            bootstrapServers,
            name,
            name,
            defaults.transactionTimeoutMillis(),
            defaults.properties());
    Configuration configuration = configuration(folder);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    FlagCasesJob.define(
        env,
        new KafkaInputs(kafka),
        new KafkaOutputs(kafka),
        new JobSettings(packed, JobSettings.NO_END, Guards.ON, false)
            .with(KnownControls.read(kafka)));
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(2)
                .build());
    cluster.start();
    job = cluster.submitJob(env.getStreamGraph()).get().getJobID();
    ended = cluster.requestJobResult(job);
    settlement = new Settlement(Connection.to(bootstrapServers), name);
  }

  private static Configuration configuration(Path folder) {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS);
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    configuration.set(RestOptions.ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY,
        RestartStrategyOptions.RestartStrategyType.NO_RESTART_STRATEGY.getMainValue());
    return configuration;
  }

  /**
   * Returns when every worker has heard all that is written, which a checkpoint says, and all that
   * they said of it is committed.
   */
  void awaitSettled() {
    await("all is heard and said", settlement::isReached);
  }

  /** Returns when something holds, while the job runs. */
  void await(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + MOST.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("%s in time", what).isLessThan(end);
      assertThatThrownBy(() -> ended.get(100, TimeUnit.MILLISECONDS))
          .as("the job goes on")
          .isInstanceOf(TimeoutException.class);
    }
  }

  @Override
  public void close() throws Exception {
    settlement.close();
    cluster.cancelJob(job).get(MOST.toSeconds(), TimeUnit.SECONDS);
    cluster.close();
  }
}

package org.almenara.cli.demo;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.almenara.cli.Problem;
import org.almenara.pipeline.FlagCasesJob;
import org.almenara.pipeline.JobSettings;
import org.almenara.pipeline.kafka.KafkaInputs;
import org.almenara.pipeline.kafka.KafkaOutputs;
import org.almenara.pipeline.kafka.KafkaSettings;
import org.almenara.pipeline.kafka.KnownControls;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The main job as in production, on a Flink cluster inside this process. */
final class LocalJob implements AutoCloseable {

  private static final int PARALLELISM = 2;
  private static final Duration CHECKPOINTS = Duration.ofSeconds(2);
  private static final Duration END = Duration.ofSeconds(3);

  private final MiniCluster cluster;
  private final JobID job;
  private final CompletableFuture<JobResult> ended;

  private LocalJob(MiniCluster cluster, JobID job) {
    this.cluster = cluster;
    this.job = job;
    this.ended = cluster.requestJobResult(job);
  }

  /**
   * Starts it.
   *
   * @param folder checkpoints and temporary files go here
   */
  static LocalJob start(KafkaSettings kafka, Path folder) throws Exception {
    Configuration configuration = configuration(folder);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    FlagCasesJob.define(
        env,
        new KafkaInputs(kafka),
        new KafkaOutputs(kafka),
        JobSettings.defaults().with(KnownControls.read(kafka)));
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(PARALLELISM)
                .build());
    cluster.start();
    JobID job = cluster.submitJob(env.getStreamGraph()).get().getJobID();
    return new LocalJob(cluster, job);
  }

  private static Configuration configuration(Path folder) {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, PARALLELISM);
    configuration.set(CoreOptions.TMP_DIRS, folder.resolve("flink").toString());
    configuration.set(BlobServerOptions.STORAGE_DIRECTORY, folder.resolve("blobs").toString());
    configuration.set(WebOptions.TMP_DIR, folder.resolve("web").toString());
    configuration.set(RestOptions.ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS);
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    // A demo that fails shall say so; in production the job goes on from its checkpoint.
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY,
        RestartStrategyOptions.RestartStrategyType.NO_RESTART_STRATEGY.getMainValue());
    configuration.setString(
        "metrics.reporter.demo.factory.class", JobCounters.Factory.class.getName());
    return configuration;
  }

  /** Throws when the job is no longer running. */
  void check() {
    if (ended.isDone()) {
      throw new Problem(
          "the job ended before it had read everything",
          "the cause is in the log; please report it");
    }
  }

  /** Where Flink's web page is. */
  URI web() throws InterruptedException, ExecutionException {
    return cluster.getRestAddress().get();
  }

  @Override
  public void close() {
    // One that has ended already cannot be cancelled, and need not be.
    cluster
        .cancelJob(job)
        .thenCombine(ended, (cancelled, result) -> result)
        .orTimeout(END.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(failure -> null)
        .join();
    cluster.closeAsync().orTimeout(END.toMillis(), TimeUnit.MILLISECONDS).join();
  }
}

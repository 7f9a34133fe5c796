package org.almenara.cli.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.almenara.cli.broker.BrokerExtension;
import org.almenara.cli.kafka.Connection;
import org.almenara.cli.topics.TopicCreator;
import org.almenara.engine.rules.Units;
import org.almenara.pipeline.FlagCasesJob;
import org.almenara.pipeline.JobSettings;
import org.almenara.pipeline.kafka.KafkaInputs;
import org.almenara.pipeline.kafka.KafkaOutputs;
import org.almenara.pipeline.kafka.KafkaSettings;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Case topics that nothing is written to for many checkpoints, and then something is. */
class SilentTopicTest {

  private static final int SILENT_CHECKPOINTS = 50;
  private static final long MOST_SECONDS = 120;

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  @TempDir private Path folder;

  @Test
  @SuppressWarnings("try") // close() of a cluster may be interrupted
  void aTopicThatWasSilentForFiftyCheckpointsSpeaks() throws Exception {
    new TopicCreator(Connection.to(BROKER.bootstrapServers()), TimestampType.CREATE_TIME).create();
    Written written = new Written(BROKER.bootstrapServers());
    Configuration configuration = HaltingJob.configuration(folder);
    try (Slices slices = new Slices(BROKER.bootstrapServers());
        MiniCluster cluster =
            new MiniCluster(
                new MiniClusterConfiguration.Builder()
                    .setConfiguration(configuration)
                    .setNumTaskManagers(1)
                    .setNumSlotsPerTaskManager(2)
                    .build())) {
      cluster.start();
      JobID job = submit(cluster, configuration);

      awaitCheckpoints(cluster, job, SILENT_CHECKPOINTS);
      slices.send(0);
      awaitRevisions(cluster, job, written, Slices.revisions(1));

      awaitCheckpoints(cluster, job, SILENT_CHECKPOINTS);
      slices.send(1);
      awaitRevisions(cluster, job, written, Slices.revisions(2));
      cluster.cancelJob(job).get();
    }
  }

  private static JobID submit(MiniCluster cluster, Configuration configuration) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    KafkaSettings kafka = KafkaSettings.of(BROKER.bootstrapServers());
    FlagCasesJob.define(
        env,
        new KafkaInputs(kafka),
        new KafkaOutputs(kafka),
        JobSettings.defaults().with(Units.WITHOUT_RATIONS));
    return cluster.submitJob(env.getStreamGraph()).get().getJobID();
  }

  private static void awaitCheckpoints(MiniCluster cluster, JobID job, int more) throws Exception {
    long from = checkpoints(cluster, job);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    var result = cluster.requestJobResult(job);
    while (checkpoints(cluster, job) < from + more) {
      assertThat(System.nanoTime()).as("checkpoints complete in time").isLessThan(end);
      assertThatThrownBy(() -> result.get(100, TimeUnit.MILLISECONDS))
          .as("the job goes on")
          .isInstanceOf(TimeoutException.class);
    }
  }

  private static void awaitRevisions(MiniCluster cluster, JobID job, Written written, int revisions)
      throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    while (written.revisions().size() < revisions) {
      assertThat(System.nanoTime()).as("revisions are committed in time").isLessThan(end);
      awaitCheckpoints(cluster, job, 1);
    }
    assertThat(written.revisions()).doesNotHaveDuplicates().hasSize(revisions);
  }

  private static long checkpoints(MiniCluster cluster, JobID job) throws Exception {
    var statistics = cluster.getExecutionGraph(job).get().getCheckpointStatsSnapshot();
    return statistics == null ? 0 : statistics.getCounts().getNumberOfCompletedCheckpoints();
  }
}

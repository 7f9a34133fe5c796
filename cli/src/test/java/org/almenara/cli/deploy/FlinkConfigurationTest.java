package org.almenara.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.almenara.cli.Installation;
import org.almenara.pipeline.kafka.KafkaSettings;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.junit.jupiter.api.Test;

/** Reads deploy/flink/config.yaml as Flink does. */
final class FlinkConfigurationTest {

  private static final Set<Class<?>> OPTIONS =
      Set.of(
          CheckpointingOptions.class,
          CoreOptions.class,
          JobManagerOptions.class,
          RestOptions.class,
          RestartStrategyOptions.class,
          StateBackendOptions.class,
          TaskManagerOptions.class);

  private final Configuration configuration =
      GlobalConfiguration.loadConfiguration(
          Installation.current().root().resolve("deploy/flink").toString());

  @Test
  void hasOnlyKeysThatFlinkKnows() throws Exception {
    Set<String> unknown = new TreeSet<>(configuration.keySet());
    unknown.removeAll(knownKeys());
    assertThat(unknown).isEmpty();
    assertThat(configuration.keySet()).hasSizeGreaterThan(20);
  }

  @Test
  void keepsStateOnDiskAndCheckpointsExactlyOnce() {
    assertThat(configuration.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("rocksdb");
    assertThat(configuration.get(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE))
        .isEqualTo(CheckpointingMode.EXACTLY_ONCE);
    assertThat(configuration.get(RestartStrategyOptions.RESTART_STRATEGY))
        .isEqualTo("exponential-delay");
  }

  @Test
  void endsCheckpointsAndRestartsWithinTheTransactionTimeout() {
    Duration longest =
        configuration
            .get(CheckpointingOptions.CHECKPOINTING_INTERVAL)
            .plus(configuration.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT))
            .plus(
                configuration.get(
                    RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF));

    assertThat(longest.multipliedBy(2))
        .isLessThan(Duration.ofMillis(KafkaSettings.TRANSACTION_TIMEOUT_MILLIS));
  }

  private static Set<String> knownKeys() throws IllegalAccessException {
    Set<String> keys = new TreeSet<>();
    for (Class<?> options : OPTIONS) {
      for (Field field : options.getFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
          keys.add(((ConfigOption<?>) field.get(null)).key());
        }
      }
    }
    return keys;
  }
}

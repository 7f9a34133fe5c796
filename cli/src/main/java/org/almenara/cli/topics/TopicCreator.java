package org.almenara.cli.topics;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.almenara.cli.Problem;
import org.almenara.cli.kafka.Connection;
import org.almenara.schemas.BrokerTopic;
import org.almenara.schemas.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.record.TimestampType;

/**
 * Creates every topic that a broker lacks. What is there is compared and left as it is: fewer
 * partitions or a shorter retention cannot be mended without loss.
 */
public final class TopicCreator {

  private final Connection connection;
  private final TimestampType timestamps;
  private final List<BrokerTopic> topics;

  /** A creator for that broker, of the topics that every deployment has. */
  public TopicCreator(Connection connection, TimestampType timestamps) {
    this(connection, timestamps, BrokerTopic.all(List.of()));
  }

  /**
   * A creator for that broker.
   *
   * @param timestamps who says when a record arrived: the broker (LogAppendTime), or its writer
   *     (CreateTime) where the past is replayed or simulated
   * @param topics of the deployment
   */
  public TopicCreator(Connection connection, TimestampType timestamps, List<BrokerTopic> topics) {
    this.connection = connection;
    this.timestamps = timestamps;
    this.topics = topics;
  }

  /**
   * What was found or done.
   *
   * @param topic which
   * @param created whether it was created now
   * @param differences how one that was there differs, as {@code what is X, not Y}
   */
  public record Outcome(BrokerTopic topic, boolean created, List<String> differences) {}

  /**
   * Creates what is missing and returns when the broker answers for all of it; the outcomes are in
   * the order of the topics.
   */
  public List<Outcome> create() {
    try (Admin admin = connection.admin()) {
      Map<String, KafkaFuture<Void>> asked =
          admin.createTopics(topics.stream().map(this::asNew).toList()).values();
      Set<String> created =
          asked.entrySet().stream()
              .filter(topic -> isNew(topic.getValue()))
              .map(Map.Entry::getKey)
              .collect(toSet());
      awaitKnown(admin);
      return topics.stream()
          .map(
              topic ->
                  created.contains(topic.name())
                      ? new Outcome(topic, true, List.of())
                      : new Outcome(topic, false, differences(admin, topic)))
          .toList();
    }
  }

  private boolean isNew(KafkaFuture<Void> asked) {
    try {
      connection.answer(asked);
      return true;
    } catch (Problem e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw e;
    }
  }

  /** The controller creates, a broker hears of it a moment later. */
  private void awaitKnown(Admin admin) {
    List<String> names = topics.stream().map(BrokerTopic::name).toList();
    while (!connection.answer(admin.listTopics().names()).containsAll(names)) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private List<String> differences(Admin admin, BrokerTopic topic) {
    String name = topic.name();
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    TopicDescription description =
        only(connection.answer(admin.describeTopics(List.of(name)).allTopicNames()));
    Config config = only(connection.answer(admin.describeConfigs(List.of(resource)).all()));
    return differences(topic.like(), description, config);
  }

  private NewTopic asNew(BrokerTopic topic) {
    return new NewTopic(topic.name(), Optional.of(topic.like().partitions()), Optional.empty())
        .configs(settings(topic.like()));
  }

  private Map<String, String> settings(Topic topic) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("cleanup.policy", topic.cleanup().name().toLowerCase(Locale.ROOT));
    settings.put("message.timestamp.type", timestamps.name);
    settings.put("retention.ms", String.valueOf(retentionMillis(topic)));
    if (timestamps == TimestampType.CREATE_TIME) {
      // A broker refuses what claims to come from the future; a simulated world may lie there.
      settings.put("message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE));
    }
    return settings;
  }

  /**
   * Retention counts from a record's timestamp. Where that is a replayed or simulated time, a
   * broker would delete the past as fast as it is written, so there it keeps everything.
   */
  private long retentionMillis(Topic topic) {
    var retention = topic.retention();
    return retention == null || timestamps == TimestampType.CREATE_TIME ? -1 : retention.toMillis();
  }

  private List<String> differences(Topic topic, TopicDescription description, Config config) {
    List<String> differences = new ArrayList<>();
    int partitions = description.partitions().size();
    if (partitions != topic.partitions()) {
      differences.add("partitions is " + partitions + ", not " + topic.partitions());
    }
    settings(topic)
        .forEach(
            (name, wanted) -> {
              ConfigEntry entry = config.get(name);
              String actual = entry == null ? "unset" : entry.value();
              if (!wanted.equals(actual)) {
                differences.add(name + " is " + actual + ", not " + wanted);
              }
            });
    return differences;
  }

  private static <T> T only(Map<?, T> answer) {
    return answer.values().iterator().next();
  }
}

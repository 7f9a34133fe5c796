package org.almenara.cli.cases;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.almenara.cli.Problem;
import org.almenara.cli.kafka.Connection;
import org.almenara.schemas.Topic;

/** Topics of cases that a broker shows: to each user only those that are open to them. */
public final class CaseTopics {

  private CaseTopics() {}

  /** Those that are shown; at least one. */
  public static List<Topic> shown(Connection connection) {
    Set<String> there = connection.topicNames();
    List<Topic> topics =
        Arrays.stream(Topic.values())
            .filter(Topic::holdsCases)
            .filter(topic -> there.contains(topic.topicName()))
            .toList();
    if (topics.isEmpty()) {
      throw new Problem(
          "the broker shows this user no topic of cases",
          "create the topics (almenara topics create), or use a user who may read one");
    }
    return topics;
  }
}

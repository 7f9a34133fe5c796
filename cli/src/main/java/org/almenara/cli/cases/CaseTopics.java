package org.almenara.cli.cases;

import java.util.List;
import org.almenara.cli.Problem;
import org.almenara.cli.kafka.Connection;
import org.almenara.schemas.CaseTopic;

/** Topics of cases that a broker shows: to each user only those that are open to them. */
public final class CaseTopics {

  private CaseTopics() {}

  /** Those that are shown; at least one. */
  public static List<String> shown(Connection connection) {
    List<String> topics =
        connection.topicNames().stream().filter(CaseTopic::isOne).sorted().toList();
    if (topics.isEmpty()) {
      throw new Problem(
          "the broker shows this user no topic of cases",
          "create the topics (almenara topics create), or use a user who may read one");
    }
    return topics;
  }
}

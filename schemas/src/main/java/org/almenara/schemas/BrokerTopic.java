package org.almenara.schemas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A topic by its name on a broker: one that every deployment has, or that of the cases of a unit
 * which a deployment has added.
 *
 * @param name its name
 * @param like the one itself; of an added unit the one that it is created and read like
 */
public record BrokerTopic(String name, Topic like) {

  /** One that every deployment has. */
  public static BrokerTopic of(Topic topic) {
    return new BrokerTopic(topic.topicName(), topic);
  }

  /**
   * The one of a name.
   *
   * @throws IllegalArgumentException when it is neither a topic of this version nor named as one of
   *     a unit's cases
   */
  public static BrokerTopic named(String name) {
    return Arrays.stream(Topic.values())
        .filter(topic -> topic.topicName().equals(name))
        .findFirst()
        .map(BrokerTopic::of)
        .orElseGet(
            () ->
                CaseTopic.isOne(name)
                    ? new BrokerTopic(name, Topic.CASES_POLICE)
                    : of(Topic.named(name)));
  }

  /** All of a deployment with those units, in the order of {@link Topic}; added ones come last. */
  public static List<BrokerTopic> all(Collection<String> units) {
    List<BrokerTopic> all = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      all.add(of(topic));
    }
    for (String unit : units) {
      BrokerTopic topic = named(new CaseTopic(unit).topicName());
      if (!all.contains(topic)) {
        all.add(topic);
      }
    }
    return List.copyOf(all);
  }
}

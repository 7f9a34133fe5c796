package org.almenara.pipeline.kafka;

import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.almenara.engine.rules.Unit;
import org.almenara.engine.rules.Units;
import org.almenara.schemas.CaseTopic;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;

/**
 * Looks, before a job is submitted, whether each unit has its topic: a job that finds out with the
 * first case for it would fail, and hold up the cases of all.
 */
public final class UnitTopics {

  private UnitTopics() {}

  /**
   * Asks the broker.
   *
   * @throws IllegalArgumentException when a unit has no topic that this user may write
   */
  public static void check(KafkaSettings settings, Units units)
      throws InterruptedException, ExecutionException {
    Properties client = settings.clientProperties();
    client.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    try (Admin admin = Admin.create(client)) {
      check(admin.listTopics().names().get(), units);
    }
  }

  /** Of names of topics on a broker. */
  static void check(Set<String> names, Units units) {
    List<String> missing =
        units.units().stream()
            .map(Unit::id)
            .map(id -> new CaseTopic(id).topicName())
            .filter(name -> !names.contains(name))
            .toList();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "the broker has no topic "
              + String.join(", ", missing)
              + ", or hides it from this user; create it (almenara topics create --units FILE) and"
              + " grant it, or take the unit out of the file");
    }
  }
}

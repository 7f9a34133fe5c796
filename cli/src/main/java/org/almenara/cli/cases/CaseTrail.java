package org.almenara.cli.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.almenara.schemas.FlaggedCase;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is left of all revisions of cases, those too that were withdrawn since. */
public final class CaseTrail {

  private CaseTrail() {}

  /** Revisions by number, of each case whose id begins so. */
  public static SortedMap<String, List<FlaggedCase>> startingWith(
      List<ConsumerRecord<byte[], byte[]>> records, String idPrefix) {
    TreeMap<String, List<FlaggedCase>> trails = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      String id = new String(record.key(), UTF_8);
      if (id.startsWith(idPrefix) && record.value() != null) {
        trails.computeIfAbsent(id, key -> new ArrayList<>()).add(CaseBook.read(record));
      }
    }
    trails
        .values()
        .forEach(trail -> trail.sort(Comparator.comparing(each -> each.content().revision())));
    return trails;
  }
}

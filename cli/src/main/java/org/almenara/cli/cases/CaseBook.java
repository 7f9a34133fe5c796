package org.almenara.cli.cases;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.almenara.cli.Problem;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.Json;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Cases as they stand: of each its newest revision, on whichever topic that is. Cases that were
 * withdrawn from every topic are gone.
 */
public final class CaseBook {

  private static final Comparator<FlaggedCase> BEST_FIRST =
      Comparator.comparing((FlaggedCase flagged) -> flagged.content().state())
          .thenComparing(
              flagged -> flagged.content().strength().pointsMilli(), Comparator.reverseOrder())
          .thenComparing(flagged -> flagged.content().id());

  private record Place(String topic, String key) {}

  private final List<FlaggedCase> ranked;

  private CaseBook(List<FlaggedCase> ranked) {
    this.ranked = ranked;
  }

  /**
   * The book of what was read from topics of cases.
   *
   * @param records in the order of each partition
   */
  public static CaseBook of(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<Place, FlaggedCase> newest = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Place place = new Place(record.topic(), new String(record.key(), StandardCharsets.UTF_8));
      if (record.value() == null) {
        newest.remove(place);
      } else {
        newest.put(place, read(record));
      }
    }
    Map<String, FlaggedCase> byId = new HashMap<>();
    newest
        .values()
        .forEach(flagged -> byId.merge(flagged.content().id(), flagged, CaseBook::newer));
    return new CaseBook(byId.values().stream().sorted(BEST_FIRST).toList());
  }

  private static FlaggedCase newer(FlaggedCase one, FlaggedCase other) {
    return one.content().revision() >= other.content().revision() ? one : other;
  }

  /** Where a record lies: {@code topic-partition@offset}. */
  static String place(ConsumerRecord<byte[], byte[]> record) {
    return "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
  }

  /** The case in a record. */
  static FlaggedCase read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Json.read(record.value(), FlaggedCase.class);
    } catch (IOException e) {
      throw new Problem(
          place(record) + " is no case of this version's contract",
          "read it with `almenara topics tail %s --raw`".formatted(record.topic()),
          e);
    }
  }

  /** All cases: leads before expired ones, most points first. */
  public List<FlaggedCase> ranked() {
    return ranked;
  }

  /** Cases whose id begins so, ranked. */
  public List<FlaggedCase> startingWith(String idPrefix) {
    return ranked.stream().filter(flagged -> flagged.content().id().startsWith(idPrefix)).toList();
  }
}

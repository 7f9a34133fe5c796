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

/** Cases as they stand: of each, the newest revision; those that left their topic are gone. */
public final class CaseBook {

  private static final Comparator<FlaggedCase> BEST_FIRST =
      Comparator.comparingLong((FlaggedCase flagged) -> flagged.content().strength().pointsMilli())
          .reversed()
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
    return new CaseBook(newest.values().stream().sorted(BEST_FIRST).toList());
  }

  private static FlaggedCase read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Json.read(record.value(), FlaggedCase.class);
    } catch (IOException e) {
      throw new Problem(
          "%s-%d@%d is no case of this version's contract"
              .formatted(record.topic(), record.partition(), record.offset()),
          "read it with `almenara topics tail %s --raw`".formatted(record.topic()),
          e);
    }
  }

  /** All cases, most points first. */
  public List<FlaggedCase> ranked() {
    return ranked;
  }

  /** Cases whose id begins so, most points first. */
  public List<FlaggedCase> startingWith(String idPrefix) {
    return ranked.stream().filter(flagged -> flagged.content().id().startsWith(idPrefix)).toList();
  }
}

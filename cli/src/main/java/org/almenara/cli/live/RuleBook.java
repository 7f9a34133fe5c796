package org.almenara.cli.live;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.almenara.cli.kafka.CommittedReader;
import org.almenara.cli.kafka.Connection;
import org.almenara.engine.live.Verdict;
import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.RuleSetReader;
import org.almenara.schemas.RecordReader;
import org.almenara.schemas.RuleSetDocument;
import org.almenara.schemas.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The rule sets that were published, and which of them judged, judges and will judge. */
public final class RuleBook {

  /** Hexadecimal digits of a hash that are shown where a line has no room for 64. */
  private static final int SHORT = 12;

  private final SortedMap<String, Published> published;
  private final Map<String, Inspection> inspections = new HashMap<>();
  private final ActivationHistory history;

  /**
   * A rule set as it lies on the topic.
   *
   * @param document what was published
   * @param written when this copy of it was written
   */
  public record Published(RuleSetDocument document, Instant written) {

    /** Its files. */
    public RuleSetFiles files() {
      return new RuleSetFiles(new TreeMap<>(document.files()));
    }
  }

  private RuleBook(
      SortedMap<String, Published> published, List<ConsumerRecord<byte[], byte[]>> activations) {
    this.published = published;
    this.history = ActivationHistory.of(activations, this::judge);
  }

  /** Reads all that is committed. */
  public static RuleBook read(Connection connection) {
    try (CommittedReader reader = new CommittedReader(connection)) {
      SortedMap<String, Published> published = new TreeMap<>();
      for (ConsumerRecord<byte[], byte[]> record : reader.readAll(List.of(Topic.RULE_SETS))) {
        RuleSetDocument document = RecordReader.RULE_SETS.read(record.value()).value();
        if (document != null) { // else the job takes it for nothing as well
          Instant written = Instant.ofEpochMilli(record.timestamp());
          published.put(document.hash(), new Published(document, written));
        }
      }
      return new RuleBook(published, reader.readAll(List.of(Topic.ACTIVATIONS)));
    }
  }

  private Verdict judge(String hash) {
    Inspection inspection = inspect(hash);
    if (inspection == null) {
      return Verdict.UNKNOWN_RULE_SET;
    }
    return inspection.ruleSet() == null ? Verdict.DOES_NOT_COMPILE : Verdict.VALID;
  }

  /** What takes effect when. */
  public ActivationHistory history() {
    return history;
  }

  /** The rule set of a hash; absent: it was not published. */
  public @Nullable Published published(String hash) {
    return published.get(hash);
  }

  /** Rule sets whose hash begins so. */
  public List<Published> startingWith(String prefix) {
    return published.values().stream()
        .filter(each -> each.document().hash().startsWith(prefix))
        .toList();
  }

  /** The rule set of a hash, compiled or with why not; absent: it was not published. */
  public @Nullable Inspection inspect(String hash) {
    Published of = published.get(hash);
    return of == null
        ? null
        : inspections.computeIfAbsent(hash, each -> RuleSetReader.inspect(of.files()));
  }

  /** How a hash begins, for lines that have no room for all of it. */
  public static String shortened(String hash) {
    return hash.substring(0, Math.min(SHORT, hash.length()));
  }
}

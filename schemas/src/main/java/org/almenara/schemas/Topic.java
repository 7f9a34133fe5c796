package org.almenara.schemas;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every topic that the system reads or writes, with how it must be created.
 *
 * <p>Retention of raw records is 90 days; case topics are compacted, so that the newest revision of
 * each case stays; rule sets, activations and the audit chain are kept for ever.
 */
public enum Topic {
  PLATFORM_EVENTS(
      "platform.events.v1",
      6,
      Cleanup.DELETE,
      Duration.ofDays(90),
      TopicKey.PERFORMER,
      Contract.PLATFORM_EVENT),
  TIPS("tips.v1", 2, Cleanup.DELETE, Duration.ofDays(90), TopicKey.PERFORMER, Contract.TIP),

  EVENTS_REJECTED(
      "events.rejected.v1",
      2,
      Cleanup.DELETE,
      Duration.ofDays(30),
      TopicKey.SOURCE,
      Contract.REFUSED_RECORD),
  EVENTS_LATE(
      "events.late.v1",
      2,
      Cleanup.DELETE,
      Duration.ofDays(30),
      TopicKey.SOURCE,
      Contract.REFUSED_RECORD),

  RULE_SETS("rulesets.v1", 1, Cleanup.COMPACT, null, TopicKey.RULE_SET, Contract.RULE_SET),
  ACTIVATIONS("activations.v1", 1, Cleanup.DELETE, null, TopicKey.EFFECTIVE, Contract.ACTIVATION),
  RULE_SET_STATUS(
      "rulesets.status.v1", 1, Cleanup.COMPACT, null, TopicKey.STATUS, Contract.RULE_SET_STATUS),
  REGISTERS("registers.v1", 1, Cleanup.COMPACT, null, TopicKey.ENTRY, Contract.REGISTER_ENTRY),
  ERASURES("erasures.v1", 1, Cleanup.COMPACT, null, TopicKey.ERASED, Contract.ERASURE),
  DISPOSITIONS("dispositions.v1", 2, Cleanup.DELETE, null, TopicKey.FOCAL, Contract.DISPOSITION),
  OUTCOMES("outcomes.v1", 2, Cleanup.DELETE, null, TopicKey.OUTCOME, Contract.OUTCOME),

  CASES_POLICE("cases.police.v1", 2, Cleanup.COMPACT, null, TopicKey.CASE, Contract.FLAGGED_CASE),
  CASES_LABOUR("cases.labour.v1", 2, Cleanup.COMPACT, null, TopicKey.CASE, Contract.FLAGGED_CASE),
  CASES_FIU("cases.fiu.v1", 2, Cleanup.COMPACT, null, TopicKey.CASE, Contract.FLAGGED_CASE),
  CASES_NGO("cases.ngo.v1", 2, Cleanup.COMPACT, null, TopicKey.CASE, Contract.FLAGGED_CASE),
  CASES_MINORS("cases.minors.v1", 2, Cleanup.COMPACT, null, TopicKey.CASE, Contract.FLAGGED_CASE),
  CASES_WATCH("cases.watch.v1", 2, Cleanup.COMPACT, null, TopicKey.CASE, Contract.FLAGGED_CASE),

  /**
   * Nobody may write or read it yet: one topic for all units would show each what another may see.
   */
  EVIDENCE("evidence.v1", 2, Cleanup.COMPACT, null, TopicKey.CITED, Contract.EVIDENCE),

  AUDIT("audit.v1", 1, Cleanup.DELETE, null, TopicKey.UNIT, Contract.AUDIT_ENTRY);

  /** What the broker does with old records. */
  public enum Cleanup {
    DELETE,
    COMPACT
  }

  private static final String CASES_PREFIX = "cases.";
  private static final String VERSION_SUFFIX = ".v1";

  private static final Map<String, Topic> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Topic::topicName, Function.identity()));

  private final String topicName;
  private final int partitions;
  private final Cleanup cleanup;
  private final @Nullable Duration retention;
  private final TopicKey key;
  private final Contract contract;

  Topic(
      String topicName,
      int partitions,
      Cleanup cleanup,
      @Nullable Duration retention,
      TopicKey key,
      Contract contract) {
    this.topicName = topicName;
    this.partitions = partitions;
    this.cleanup = cleanup;
    this.retention = retention;
    this.key = key;
    this.contract = contract;
  }

  /** Its name on the broker. */
  public String topicName() {
    return topicName;
  }

  /** How many partitions it is created with. */
  public int partitions() {
    return partitions;
  }

  /** What the broker does with old records. */
  public Cleanup cleanup() {
    return cleanup;
  }

  /** How long records are kept; absent: for ever. */
  public @Nullable Duration retention() {
    return retention;
  }

  /** What its records are keyed by. */
  public TopicKey key() {
    return key;
  }

  /** What its records are. */
  public Contract contract() {
    return contract;
  }

  /** Whether flagged cases are written to it. */
  public boolean holdsCases() {
    return topicName.startsWith(CASES_PREFIX);
  }

  /** The topic of that name on the broker. */
  public static Topic named(String topicName) {
    Topic topic = BY_NAME.get(topicName);
    if (topic == null) {
      throw new IllegalArgumentException(
          "no topic " + topicName + "; topics are " + BY_NAME.keySet());
    }
    return topic;
  }

  /** The topic of a unit's cases. */
  public static Topic ofUnit(String unit) {
    return named(CASES_PREFIX + unit + VERSION_SUFFIX);
  }

  /** Codes of the units that have a topic of cases. */
  public static List<String> units() {
    return Arrays.stream(values())
        .filter(Topic::holdsCases)
        .map(
            topic ->
                topic.topicName.substring(
                    CASES_PREFIX.length(), topic.topicName.length() - VERSION_SUFFIX.length()))
        .toList();
  }
}

package org.almenara.cli.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.FlaggedCase.Factor;
import org.almenara.schemas.FlaggedCase.Focal;
import org.almenara.schemas.FlaggedCase.State;
import org.almenara.schemas.Json;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * A revision of a case, as far as comparisons look at it.
 *
 * @param name stands for the id
 * @param performer one letter, which makes the token
 * @param unit {@code watch} where it is of the shadow
 * @param points by rule, whole points; a rule's family is its name's first word
 */
public record SampleRevision(
    String name,
    int number,
    State state,
    Instant opened,
    Instant asOf,
    String performer,
    String unit,
    String ruleSet,
    Map<String, Integer> points) {

  /** When all of them open, unless they say otherwise. */
  public static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  /** A judged case of the police that opens at noon. */
  public static SampleRevision judged(String name, String performer, Map<String, Integer> points) {
    return new SampleRevision(
        name, 1, State.LEAD, NOON, NOON, performer, "police", "a".repeat(64), points);
  }

  /** A case of a rule set in shadow that opens at noon. */
  public static SampleRevision inShadow(
      String name, String performer, String ruleSet, Map<String, Integer> points) {
    return new SampleRevision(name, 1, State.LEAD, NOON, NOON, performer, "watch", ruleSet, points);
  }

  public SampleRevision opened(Instant when) {
    return new SampleRevision(name, number, state, when, when, performer, unit, ruleSet, points);
  }

  public SampleRevision of(String otherUnit) {
    return new SampleRevision(
        name, number, state, opened, asOf, performer, otherUnit, ruleSet, points);
  }

  /** The next one, so long after it opened. */
  public SampleRevision next(Duration after, State then, Map<String, Integer> newPoints) {
    return new SampleRevision(
        name, number + 1, then, opened, opened.plus(after), performer, unit, ruleSet, newPoints);
  }

  /** The same as a near miss. */
  public SampleRevision nearMiss() {
    return new SampleRevision(
        name, number, State.NEAR_MISS, opened, asOf, performer, "watch", ruleSet, points);
  }

  public String id() {
    return Json.sha256(name);
  }

  /** As it lies on the topic of its unit. */
  public ConsumerRecord<byte[], byte[]> at(long offset) {
    return record("cases." + unit + ".v1", offset, asOf, Optional.of(Json.canonical(flagged())));
  }

  /** The tombstone that takes it off the topic of its unit. */
  public ConsumerRecord<byte[], byte[]> goneAt(long offset, Instant when) {
    return record("cases." + unit + ".v1", offset, when, Optional.empty());
  }

  private ConsumerRecord<byte[], byte[]> record(
      String topic, long offset, Instant when, Optional<byte[]> value) {
    return new ConsumerRecord<>(
        topic,
        0,
        offset,
        when.toEpochMilli(),
        TimestampType.CREATE_TIME,
        -1,
        -1,
        id().getBytes(UTF_8),
        value.orElse(null),
        new RecordHeaders(),
        Optional.empty());
  }

  /** The case. */
  public FlaggedCase flagged() {
    String token = "prf1_" + performer.repeat(22);
    Focal focal = new Focal(EntityType.PERFORMER, token, token, "unknown");
    long sum = points.values().stream().mapToLong(each -> each * 1000L).sum();
    List<Factor> factors =
        new TreeMap<>(points)
            .entrySet().stream()
                .map(rule -> factor(focal, rule.getKey(), rule.getValue()))
                .toList();
    FlaggedCase.Content content =
        new FlaggedCase.Content(
            id(),
            number,
            state,
            null,
            null,
            null,
            opened,
            asOf,
            focal,
            unit,
            List.of(),
            ruleSet,
            (unit.equals("watch") && !ruleSet.startsWith("aaaa")) ? true : null,
            "palermo",
            new FlaggedCase.Strength("likely", sum, 35_000, "tier_a"),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            factors,
            List.of(),
            null,
            List.of(),
            "c");
    return new FlaggedCase(
        content,
        Json.sha256(Json.canonical(content)),
        points.keySet().stream()
            .sorted()
            .map(rule -> new FlaggedCase.Location(rule + "-1", "tips.v1", 0, rule.length()))
            .toList());
  }

  private Factor factor(Focal focal, String rule, int points) {
    return new Factor(
        rule,
        1,
        "I14",
        new TreeMap<>(Map.of("en", rule)),
        rule.replaceAll("-.*", ""),
        "sharing",
        FlaggedCase.Tier.A,
        FlaggedCase.Basis.RECORDED,
        focal,
        false,
        opened,
        null,
        null,
        Duration.ofDays(1).toMillis(),
        null,
        List.of(new FlaggedCase.Observed("n", 1, 1, "records", false)),
        points * 1000L,
        Duration.ofDays(1).toMillis(),
        List.of(),
        false,
        List.of(rule + "-1"));
  }
}

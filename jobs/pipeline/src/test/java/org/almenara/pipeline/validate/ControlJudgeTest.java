package org.almenara.pipeline.validate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.pipeline.Control;
import org.almenara.schemas.Json;
import org.almenara.schemas.Refusal;
import org.almenara.schemas.RefusedRecord;
import org.almenara.schemas.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What controls the job is judged by its contract where it is read. */
class ControlJudgeTest {

  private static final long ARRIVAL = Instant.parse("2026-03-02T10:00:00Z").toEpochMilli();

  private static JudgedControl judge(Topic topic, byte[] value) {
    return ControlJudge.judge(topic, 1, 7, ARRIVAL, value);
  }

  private static Control accepted(Topic topic, String example) {
    String text = Objects.requireNonNull(topic.contract().validExamples().get(example));
    return Objects.requireNonNull(judge(topic, text.getBytes(UTF_8)).control());
  }

  static Stream<Topic> topics() {
    return Stream.of(
        Topic.RULE_SETS, Topic.ACTIVATIONS, Topic.REGISTERS, Topic.ERASURES, Topic.DISPOSITIONS);
  }

  @ParameterizedTest
  @MethodSource("topics")
  void everyValidExampleIsAcceptedAndEveryInvalidOneRefused(Topic topic) {
    topic
        .contract()
        .validExamples()
        .forEach(
            (name, text) ->
                assertThat(judge(topic, text.getBytes(UTF_8)).refused()).as(name).isNull());
    topic
        .contract()
        .invalidExamples()
        .forEach((name, bytes) -> assertThat(judge(topic, bytes).control()).as(name).isNull());
  }

  @ParameterizedTest
  @MethodSource("topics")
  void aTombstoneIsRefused(Topic topic) {
    JudgedControl judged = ControlJudge.judge(topic, 1, 7, ARRIVAL, null);

    assertThat(judged.control()).isNull();
    assertThat(judged.refused())
        .isEqualTo(
            RefusedRecord.one(
                topic.topicName(),
                1,
                7,
                Instant.ofEpochMilli(ARRIVAL),
                new Refusal(Refusal.Reason.TOMBSTONE, "")));
  }

  @ParameterizedTest
  @CsvSource({
    "RULE_SETS, two-files.json, e918001513c33e38e78d1ea18c1d86a704a23547260f82c10ed251c77bc7e802",
    "ACTIVATIONS, activation.live.json, activation.live:2026-11-21T00:00:00Z",
    "ACTIVATIONS, activation.shadow.json, activation.shadow:2026-11-21T00:00:00Z",
    "ACTIVATIONS, rule.stopped.json, rule.stopped:payout-funnel",
    "REGISTERS, studio.registered.json, reg-00000001",
    "ERASURES, on-request.json, prf1_Zk3v0yq8Qk2bJ0p4m1X9aA",
    "DISPOSITIONS, referred.json, performer:prf1_Zk3v0yq8Qk2bJ0p4m1X9aA",
  })
  void theKeyIsTheOneOfTheContract(Topic topic, String example, String key) {
    assertThat(accepted(topic, example).key()).isEqualTo(key);
  }

  /** State keeps controls for ever: what the contract does not name must not be among it. */
  @Test
  void whatTheContractDoesNotNameIsDropped() {
    String text =
        Objects.requireNonNull(
            Topic.REGISTERS.contract().validExamples().get("studio.registered.json"));
    JudgedControl judged =
        judge(
            Topic.REGISTERS,
            text.replaceFirst("\\{", "{\"owner\":\"Maria Lopez\",").getBytes(UTF_8));

    assertThat(judged.dropped()).containsExactly("?");
    assertThat(judged.control()).isEqualTo(accepted(Topic.REGISTERS, "studio.registered.json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'author' | '?' | FIELD_MISSING | author",
        "analyst.7 | Ana Ruiz | LOOKS_LIKE_FREE_TEXT | author",
        "2026-11-20T09:00:00Z | 2026-11-20 | LOOKS_LIKE_DATE_OR_LOCAL_TIME | published",
        "settings.yaml | Settings of Ana | WRONG_SHAPE | files",
        "'\"line: 60\\n\"' | 60 | WRONG_TYPE | files",
        "'\"line: 60\\n\"' | '{}' | WRONG_TYPE | files",
        "settings.yaml | payout-funnel.yaml | DUPLICATE_FIELD | files",
      })
  void aRuleSetsEnvelopeIsJudged(String what, String instead, Refusal.Reason reason, String path) {
    String text =
        Objects.requireNonNull(Topic.RULE_SETS.contract().validExamples().get("two-files.json"));
    assertThat(text).contains(what);

    RefusedRecord refused =
        judge(Topic.RULE_SETS, text.replace(what, instead).getBytes(UTF_8)).refused();

    assertThat(refused)
        .extracting(RefusedRecord::reason, RefusedRecord::path)
        .containsExactly(reason, path);
  }

  /** Longer than any other record may be, and nothing is told of what it holds. */
  @Test
  void aLongRuleFileIsTaken() {
    String comment = "# write to ana@example.org, +57 601 234 5678\n".repeat(5_000);
    TreeMap<String, String> files =
        new TreeMap<>(Map.of("settings.yaml", comment + "line: 60\n", "a-rule.yaml", "id: a\n"));

    assertThat(judge(Topic.RULE_SETS, ruleSet(new RuleSetFiles(files).hash(), files)).refused())
        .isNull();
  }

  /** The engine and the contract mean the same hash. */
  @Test
  void thePackedRuleSetIsTakenUnderItsOwnHashAlone() {
    RuleSetFiles packed = RuleSetFiles.packed();
    TreeMap<String, String> changed = new TreeMap<>(packed.files());
    changed.merge("settings.yaml", "# seen\n", String::concat);

    JudgedControl taken = judge(Topic.RULE_SETS, ruleSet(packed.hash(), packed.files()));
    assertThat(Objects.requireNonNull(taken.control()).key()).isEqualTo(packed.hash());
    assertThat(judge(Topic.RULE_SETS, ruleSet(packed.hash(), changed)).refused())
        .extracting(RefusedRecord::reason, RefusedRecord::path)
        .containsExactly(Refusal.Reason.HASH_WRONG, "hash");
  }

  /** A text that no bytes can be made of must not stop the job. */
  @Test
  void halfOfASurrogatePairIsRefused() {
    String text = new String(ruleSet("0".repeat(64), new TreeMap<>(Map.of("a.yaml", "?"))), UTF_8);
    byte[] half = text.replace("\"?\"", "\"\\ud800\"").getBytes(UTF_8);

    assertThat(judge(Topic.RULE_SETS, half).refused())
        .extracting(RefusedRecord::reason)
        .isEqualTo(Refusal.Reason.HASH_WRONG);
  }

  /** Two stops with an instant, which says nothing of a stop, are still of two rules. */
  @Test
  void aStopIsKeyedByItsRuleThoughItNamesAnInstant() {
    String stop =
        Objects.requireNonNull(
            Topic.ACTIVATIONS.contract().validExamples().get("rule.stopped.json"));
    String dated = stop.replaceFirst("\\{", "{\"effective\":\"2026-11-21T00:00:00Z\",");

    assertThat(judge(Topic.ACTIVATIONS, dated.getBytes(UTF_8)).control())
        .extracting(Control::key)
        .isEqualTo("rule.stopped:payout-funnel");
  }

  private static byte[] ruleSet(String hash, SortedMap<String, String> files) {
    return Json.canonical(
        Map.of(
            "hash",
            hash,
            "published",
            "2026-11-20T09:00:00Z",
            "author",
            "analyst.7",
            "files",
            files));
  }

  @ParameterizedTest
  @EnumSource(names = {"AUDIT", "CASES_POLICE"})
  void whatTheJobWritesItselfIsNoControl(Topic topic) {
    assertThatThrownBy(() -> judge(topic, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

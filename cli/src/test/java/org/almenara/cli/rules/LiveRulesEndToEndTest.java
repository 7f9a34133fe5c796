package org.almenara.cli.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.almenara.cli.live.RuleBook.shortened;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.almenara.cli.Exit;
import org.almenara.cli.broker.BrokerExtension;
import org.almenara.cli.kafka.CommittedReader;
import org.almenara.cli.kafka.Connection;
import org.almenara.cli.topics.TopicCreator;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.Json;
import org.almenara.schemas.RefusedRecord;
import org.almenara.schemas.RuleSetStatus;
import org.almenara.schemas.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * People who publish, try, activate, take back and stop, at a broker with a job that runs: what
 * they write changes what it flags from the instant named, without a restart; what must not hold
 * changes nothing; and a job that starts afterwards says the same, byte for byte.
 *
 * <p>Each step takes three hours: people write at its beginning; half an hour later a performer
 * attests something, which counts at the full hour; then time passes.
 */
@Tag("e2e")
@Timeout(400)
final class LiveRulesEndToEndTest {

  private static final Duration STEP = Duration.ofHours(3);
  private static final List<Topic> CASES =
      Arrays.stream(Topic.values()).filter(Topic::holdsCases).toList();

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  @TempDir private Path folder;

  /** Flags nobody. */
  private final RuleSetFiles packed = Office.A.files();

  private Office office;
  private Hours hours;
  private RunningJob job;
  private Path strict;
  private String strictHash;
  private Path wide;
  private String wideHash;

  @BeforeEach
  void open() throws Exception {
    office = new Office(BROKER.bootstrapServers());
    new TopicCreator(office.connection(), TimestampType.CREATE_TIME).create();
    strict = flagging(Office.A.into(folder.resolve("strict")));
    wide = flagging(Office.B.into(folder.resolve("wide")));
    edit(wide.resolve("pay-withheld.yaml"), "attested == \"none\"", "attested != \"full\"");
    edit(wide.resolve("pay-withheld.examples.yaml"), "attested: part", "attested: full");
    strictHash = RuleSetFiles.ofFolder(strict).hash();
    wideHash = RuleSetFiles.ofFolder(wide).hash();
    hours = new Hours(BROKER.bootstrapServers());
    job = start("first");
  }

  @AfterEach
  void close() throws Exception {
    hours.close();
    job.close();
  }

  @Test
  void whatPeopleWriteChangesWhatTheJobFlags() throws Exception {
    step(1, "none");
    job.await("all workers report", () -> reports("live      what is packed with the job"));
    assertThat(cases()).isEmpty();

    office.does("publish", strict.toString(), "--author", "anna");
    activate(strictHash);
    step(2, "none");
    job.await("all run the strict one", () -> reports("live      " + shortened(strictHash)));
    job.await("it flags", () -> cases().contains("cases.police.v1 2 LEAD strict"));

    office.does("publish", wide.toString(), "--author", "anna");
    activate(wideHash, "--shadow");
    step(3, "part");
    job.await("it flags in shadow", () -> cases().contains("cases.watch.v1 3 LEAD wide shadow"));
    assertThat(cases()).noneMatch(line -> line.startsWith("cases.police.v1 3"));
    job.await("all go on", () -> reports("shadow    " + shortened(wideHash)));

    activate(wideHash);
    step(4, "part");
    job.await("all run the wide one", () -> reports("live      " + shortened(wideHash)));
    job.await("it flags", () -> cases().contains("cases.police.v1 4 LEAD wide"));

    office.does("rollback", "--approver", "bert", "--reason", "false-flags", "--yes");
    step(5, "part");
    job.await("all run the strict one", () -> reports("live      " + shortened(strictHash)));

    activate(wideHash, "--shadow");
    job.awaitSettled(); // its activation, ahead of the end
    office.does(
        "unshadow",
        "--author",
        "anna",
        "--approver",
        "bert",
        "--reason",
        "tried",
        "--yes",
        "--in",
        "90m");
    step(6, "part");
    job.await("it flags in shadow", () -> cases().contains("cases.watch.v1 6 LEAD wide shadow"));

    step(7, "part");
    assertNothingChangesByWhatIsRefused();

    office.does(
        "stop",
        SmallRules.RULE,
        "--author",
        "anna",
        "--approver",
        "bert",
        "--reason",
        "false-flags",
        "--yes");
    step(9, "none");
    step(10, "full");
    job.await("all go on", () -> reports("live      " + shortened(strictHash)));
    job.awaitSettled();

    for (int quiet : new int[] {1, 3, 5, 6, 7, 9, 10}) {
      assertThat(cases()).noneMatch(line -> line.startsWith("cases.police.v1 " + quiet + " "));
    }
    assertThatAJobThatStartsNowSaysTheSame();
  }

  /**
   * A rule set that does not compile, one that is too large, an activation by one person, and one
   * that comes too late.
   */
  private void assertNothingChangesByWhatIsRefused() {
    TreeMap<String, String> files = new TreeMap<>(packed.files());
    files.put("settings.yaml", "rules: []\n");
    String broken = office.publish(new RuleSetFiles(files), "anna");
    office.activate(broken, "10M", "anna", "bert");
    String large = office.publishLarge();
    office.activate(large, "10M", "anna", "bert");
    office.activate(wideHash, "11M", "anna", "anna");
    office.activate(wideHash, "4M", "anna", "bert");
    step(8, "none");
    job.await("the strict one flags", () -> cases().contains("cases.police.v1 8 LEAD strict"));
    job.await("all workers refuse", () -> refuseAll("live      " + shortened(strictHash)));
    for (String reason : List.of("does-not-compile", "no-such-rule-set", "activated-too-late")) {
      assertThat(refusing(reason)).as(reason).hasSize(10);
    }
    job.await(
        "what no worker hears is refused",
        () ->
            rejected().containsAll(List.of("rulesets.v1 too_large", "activations.v1 same_person")));
  }

  /** Where a record was refused, and why. */
  private static List<String> rejected() {
    return records(List.of(Topic.EVENTS_REJECTED)).stream()
        .map(record -> read(record.value(), RefusedRecord.class))
        .map(refused -> refused.topic() + " " + refused.reason().code())
        .toList();
  }

  /** Workers that ever refused for a reason. */
  private Set<String> refusing(String reason) {
    Set<String> workers = new TreeSet<>();
    for (ConsumerRecord<byte[], byte[]> record : records(List.of(Topic.RULE_SET_STATUS))) {
      RuleSetStatus status = read(record.value(), RuleSetStatus.class);
      if (reason.equals(status.reason())) {
        workers.add(status.step() + " " + status.subtask());
      }
    }
    return workers;
  }

  private void assertThatAJobThatStartsNowSaysTheSame() throws Exception {
    List<String> first = written();
    job.close();
    job = start("second");
    job.await("as much again", () -> written().size() >= 2 * first.size());
    job.awaitSettled();
    List<String> twice = new ArrayList<>(first);
    twice.addAll(first);
    assertThat(written()).containsExactlyInAnyOrderElementsOf(twice);
  }

  private RunningJob start(String name) throws Exception {
    return new RunningJob(BROKER.bootstrapServers(), name, packed, folder.resolve(name));
  }

  private void activate(String hash, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("activate", hash, "--approver", "bert", "--reason", "tuning", "--yes"));
    words.addAll(List.of(more));
    office.does(words.toArray(String[]::new));
  }

  /** What was written is heard; then a performer attests something, and three hours pass. */
  private void step(int performer, String attested) {
    job.awaitSettled();
    hours.attest(performer, attested, office.now().plus(Duration.ofMinutes(30)));
    hours.pass(office.now().plus(Duration.ofMinutes(150)));
    office.pass(STEP);
  }

  /** Whether status is fine, of all ten workers, and has such a line. */
  private boolean reports(String line) {
    return says(Exit.FINE, line, "10 workers: none drifts, 0 late, 0 refusing\n");
  }

  /** The same, but all refused what they heard last. */
  private boolean refuseAll(String line) {
    return says(Exit.FINDING, line, "10 workers: none drifts, 0 late, 10 refusing\n");
  }

  private boolean says(int code, String line, String end) {
    return office.run("status") == code
        && office.out().lines().anyMatch(each -> each.startsWith(line))
        && office.out().endsWith(end);
  }

  private static Path flagging(Path rules) throws IOException {
    edit(rules.resolve("pay-withheld.yaml"), "tier: B", "tier: A");
    edit(rules.resolve("pay-withheld.yaml"), "points: 25", "points: 40");
    return rules;
  }

  private static void edit(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  /** Topic, number of the performer, state, rule set and whether in shadow, of each revision. */
  private List<String> cases() {
    return records(CASES).stream().map(this::text).sorted().toList();
  }

  private String text(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return record.topic() + " gone";
    }
    FlaggedCase.Content of = read(record.value(), FlaggedCase.class).content();
    String ruleSet = of.ruleSet();
    return String.join(
            " ",
            record.topic(),
            of.focal().token().replaceFirst("prf1_0*", ""),
            of.state().name(),
            ruleSet.equals(strictHash) ? "strict" : ruleSet.equals(wideHash) ? "wide" : "?",
            Boolean.TRUE.equals(of.shadow()) ? "shadow" : "")
        .strip();
  }

  private static <T> T read(byte[] value, Class<T> type) {
    try {
      return Objects.requireNonNull(Json.read(value, type));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> written() {
    return records(CASES).stream()
        .map(
            record ->
                record.topic()
                    + " "
                    + (record.value() == null ? "" : new String(record.value(), UTF_8)))
        .toList();
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(List<Topic> topics) {
    try (CommittedReader reader = new CommittedReader(Connection.to(BROKER.bootstrapServers()))) {
      return reader.readAll(topics);
    }
  }
}

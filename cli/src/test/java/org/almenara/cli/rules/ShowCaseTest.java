package org.almenara.cli.rules;

import static org.almenara.cli.rules.Office.A;
import static org.almenara.cli.rules.Office.B;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.almenara.cli.Exit;
import org.almenara.cli.broker.BrokerExtension;
import org.almenara.cli.cases.SampleRevision;
import org.almenara.cli.topics.TopicCreator;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.schemas.FlaggedCase.State;
import org.almenara.schemas.Json;
import org.almenara.schemas.Topic;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A case explained with the rule set of its time, at a real broker. */
@Timeout(120)
final class ShowCaseTest {

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  private Office office;

  @BeforeEach
  void open() throws Exception {
    office = new Office(BROKER.bootstrapServers());
    new TopicCreator(office.connection(), TimestampType.CREATE_TIME).create();
    office.publish(A.files(), "anna");
  }

  private SampleRevision judgedBy(String name, String hash) {
    return new SampleRevision(
        name,
        1,
        State.LEAD,
        SampleRevision.NOON,
        SampleRevision.NOON,
        "A",
        "police",
        hash,
        Map.of(SmallRules.RULE, 25));
  }

  private void write(SampleRevision revision) {
    office.write(Topic.ofUnit(revision.unit()), revision.id(), Json.canonical(revision.flagged()));
  }

  /** B judges now. */
  private void bJudges() {
    office.publish(B.files(), "carla");
    office.activate(B.hash(), "10M", "carla", "bert");
    office.pass(Duration.ofHours(4));
  }

  @Test
  void explainsAnOldCaseWithTheRuleOfItsTimeAndSaysWhatChangedSince() {
    bJudges();
    SampleRevision old = judgedBy("changed", A.hash());
    write(old);

    office.does("show", "--case", old.id().substring(0, 8));

    assertThat(office.out())
        .isEqualTo(
            """
            case %s, revision 1, LEAD for police as of 2026-11-24T12:00:00Z
              judged by %s, author anna, published 2026-11-24T10:00:00Z
              now       %s judges
              points    25.0, where a case opened at 35: likely, corroboration tier_a

            pay-withheld, version 1: 25.0 points
              seen      n at least 1 (threshold 1)
              cites     pay-withheld-1
              the rule then said
                measures.none.count: records
                measures.none.where: type == "pay.attested" && attested == "none"
                window: 10d
                when: none >= 1
                points: 25
                half_life: 30d
                why: a test
              since then
                version: 10 -> 20
                window: 10d -> 20d
            """
                .formatted(old.id().substring(0, 10), "A".repeat(64), "B".repeat(64)));
  }

  @Test
  void saysThatNothingChanged() {
    office.activate(A.hash(), "10M", "anna", "bert");
    office.pass(Duration.ofHours(4));
    SampleRevision recent = judgedBy("same", A.hash());
    write(recent);

    office.does("show", "--case", recent.id());

    assertThat(office.out())
        .contains("  now       the same judges\n")
        .endsWith("  since then the same\n");
  }

  @Test
  void saysThatARuleIsGoneWhereThePackedOnesJudge() {
    SampleRevision old = judgedBy("gone", A.hash());
    write(old);

    office.does("show", "--case", old.id());

    assertThat(office.out())
        .contains("  now       " + "P".repeat(64) + " judges\n", "  since then gone\n");
  }

  @Test
  void explainsTheRevisionByTheRuleSetThatIsNamed() {
    bJudges();
    SampleRevision first = judgedBy("twice", A.hash());
    write(first);
    SampleRevision second = judgedBy("twice", B.hash());
    write(second.next(Duration.ofHours(1), State.LEAD, Map.of(SmallRules.RULE, 30)));

    office.does("show", "--case", first.id());
    assertThat(office.out()).contains("revision 2", "window: 20d");
    office.does("show", A.hash(), "--case", first.id());
    assertThat(office.out()).contains("revision 1", "window: 10d\n");

    assertThat(office.run("show", "cccccc", "--case", first.id())).isEqualTo(Exit.FINDING);
    assertThat(office.err())
        .isEqualTo(
            """
            almenara: of what is left of the case no revision is by rule set cccccc
              Mend: name one of AAAAAAAAAAAA, BBBBBBBBBBBB
            """);
  }

  @Test
  void saysWhichValuesWereTheDeploymentsOwn() throws IOException {
    RuleSetFiles own =
        A.files()
            .withOverlay(
                "over: %s\nrules: {pay-withheld: {thresholds: {none: 2}}}\n".formatted(A.hash()));
    office.publish(own, "anna");
    SampleRevision old = judgedBy("own", own.hash());
    write(old);
    office.activate(A.hash(), "10M", "anna", "bert");
    office.pass(Duration.ofHours(4));

    office.does("show", "--case", old.id());

    assertThat(office.out())
        .contains(
            "            with own values over " + "A".repeat(64) + "\n",
            "    when: none >= 2\n",
            "  by the deployment's own values, published -> then: when: none >= 1 -> none >= 2\n",
            "  since then\n    when: none >= 2 -> none >= 1\n");

    office.does("show", "--case", old.id(), "--json");
    JsonNode json = new JsonMapper().readTree(office.out());
    assertThat(json.at("/judges_now").textValue()).isEqualTo("A".repeat(64));
    assertThat(json.at("/signs/0/then/when").textValue()).isEqualTo("none >= 2");
    assertThat(json.at("/signs/0/since").textValue()).isEqualTo("changed");
    assertThat(json.at("/signs/0/changes/0/now").textValue()).isEqualTo("none >= 1");
  }

  @Test
  void saysWhatItCannotShow() {
    assertThat(office.run("show", "--case", "zzz")).isEqualTo(Exit.FINDING);
    assertThat(office.err()).isEqualTo("No case has an id that begins with zzz.\n");
    assertThat(office.run("show", "--case", "0", "--at", "2026-11-24T12:00:00Z"))
        .isEqualTo(Exit.USAGE);

    SampleRevision unknown = judgedBy("unknown", "d".repeat(64));
    write(unknown);
    assertThat(office.run("show", "--case", unknown.id())).isEqualTo(Exit.ENVIRONMENT);
    assertThat(office.err())
        .startsWith(
            "almenara: rule set "
                + "d".repeat(64)
                + " was neither published nor packed with this version\n");
  }
}

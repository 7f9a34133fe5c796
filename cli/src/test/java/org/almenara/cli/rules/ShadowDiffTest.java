package org.almenara.cli.rules;

import static org.almenara.cli.rules.Office.A;
import static org.almenara.cli.rules.Office.B;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.almenara.cli.Exit;
import org.almenara.cli.broker.BrokerExtension;
import org.almenara.cli.cases.SampleRevision;
import org.almenara.cli.topics.TopicCreator;
import org.almenara.schemas.Activation;
import org.almenara.schemas.Json;
import org.almenara.schemas.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What topics of cases say of a shadow, at a real broker. */
@Timeout(120)
final class ShadowDiffTest {

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  private static final List<String> CASES =
      Arrays.stream(Topic.values()).filter(Topic::holdsCases).map(Topic::topicName).toList();

  private Office office;

  /** A judges from 10:10 on; B runs in shadow from 11:10 to 14:00; now it is two. */
  @BeforeEach
  void open() throws Exception {
    office = new Office(BROKER.bootstrapServers());
    forgetCases();
    new TopicCreator(office.connection(), TimestampType.CREATE_TIME).create();
    office.publish(A.files(), "anna");
    office.publish(B.files(), "carla");
    office.activate(A.hash(), "10M", "anna", "bert");
    office.pass(Duration.ofHours(1));
    office.activate(Activation.Type.ACTIVATION_SHADOW, B.hash(), "10M", "carla", "bert");
    office.pass(Duration.ofHours(3));
  }

  private void forgetCases() throws Exception {
    try (Admin admin = office.connection().admin()) {
      List<String> there = new ArrayList<>(CASES);
      there.retainAll(admin.listTopics().names().get());
      admin.deleteTopics(there).all().get();
      while (!Collections.disjoint(admin.listTopics().names().get(), CASES)) {
        Thread.onSpinWait();
      }
    }
  }

  private void write(SampleRevision revision) {
    office.write(Topic.ofUnit(revision.unit()), revision.id(), Json.canonical(revision.flagged()));
  }

  private static SampleRevision inShadow(String name, String performer, int points) {
    return SampleRevision.inShadow(name, performer, B.hash(), Map.of("money-pay-withheld", points));
  }

  private static SampleRevision judged(String name, String performer, int points) {
    return SampleRevision.judged(name, performer, Map.of("money-pay-withheld", points));
  }

  private static String id(String name) {
    return Json.sha256(name).substring(0, 10);
  }

  @Test
  void showsWhatTheShadowWouldChange() throws IOException {
    write(judged("lost", "A", 40));
    write(judged("falls", "B", 60));
    write(judged("stays", "C", 50));
    write(judged("earlier", "D", 50).opened(Instant.parse("2026-11-24T11:00:00Z")));
    write(inShadow("fell", "B", 45));
    write(inShadow("stayed", "C", 50));
    write(inShadow("gained", "E", 36));
    write(judged("nearly", "E", 30).nearMiss());

    assertThat(office.run("shadow", "diff")).isEqualTo(Exit.FINDING);

    assertThat(office.out().replaceAll("(cases\\.\\w+\\.v1-)\\d@\\d+", "$1P@N"))
        .isEqualTo(
            """
            from 2026-11-24T11:10:00Z to 2026-11-24T14:00:00Z
              judged    AAAAAAAAAAAA
              in shadow BBBBBBBBBBBB
              units     police, labour, fiu, ngo, minors: 4 cases judged, 3 cases in shadow

            GAINED: in shadow only (1)
            %s  police   36.0  rank 3/3  performer prf1_EEEEEEEEEEEEEEEEEEEEEE, opened 2026-11-24T12:00:00Z
                rules    money-pay-withheld 30.0 -> 36.0
                judged   near miss %s: 30.0 points of 35.0, corroboration tier_a
                case     cases.watch.v1-P@N
                records  tips.v1-0@18

            LOST: judged only (1)
            %s  police   40.0  rank 3/3  performer prf1_AAAAAAAAAAAAAAAAAAAAAA, opened 2026-11-24T12:00:00Z
                rules    money-pay-withheld 40.0 -> 0.0
                shadow   nothing
                case     cases.police.v1-P@N
                records  tips.v1-0@18

            MOVED: judged -> in shadow (1)
            %s -> %s  police  60.0 -> 45.0  rank 1/3 -> 2/3  performer prf1_BBBBBBBBBBBBBBBBBBBBBB
                rules    money-pay-withheld 60.0 -> 45.0
                case     cases.watch.v1-P@N
                records  tips.v1-0@18

            BY RULE             GAINED  LOST  UP  DOWN  OTHER UNIT
            money-pay-withheld  1       1     -   1     -

            0 cases in the same place, 1 shifted by others, 1 judged before and not compared
            `almenara case show ID` says all of a case.
            """
                .formatted(id("gained"), id("nearly"), id("lost"), id("falls"), id("fell")));

    assertThat(office.run("shadow", "diff", B.hash().substring(0, 8), "--json"))
        .isEqualTo(Exit.FINDING);
    JsonNode json = new JsonMapper().readTree(office.out());
    assertThat(json.at("/shadow").textValue()).isEqualTo("B".repeat(64));
    assertThat(json.at("/gained/0/id").textValue()).isEqualTo(Json.sha256("gained"));
    assertThat(json.at("/gained/0/records/0/id").textValue()).isEqualTo("money-pay-withheld-1");
    assertThat(json.at("/moved/0/in_shadow/rank").intValue()).isEqualTo(2);
    assertThat(json.at("/by_rule/money-pay-withheld/lost").intValue()).isEqualTo(1);
  }

  @Test
  void saysThatNothingDiffers() {
    write(judged("one", "F", 40));
    write(inShadow("two", "F", 40));

    office.does("shadow", "diff", "--from", "2026-11-24T11:30:00Z");

    assertThat(office.out())
        .startsWith("from 2026-11-24T11:30:00Z to 2026-11-24T14:00:00Z\n")
        .endsWith(
            "\n1 case in the same place, 0 shifted by others, 0 judged before and not compared\n");
  }

  /** A broker shows each user only what they may read: here, two units of six. */
  @Test
  void comparesTheUnitsThatItIsShown() throws Exception {
    leave(Topic.CASES_LABOUR, Topic.CASES_WATCH);
    write(judged("theirs", "G", 40).of("labour"));
    write(inShadow("police's", "H", 40));

    assertThat(office.run("shadow", "diff")).isEqualTo(Exit.FINDING);

    assertThat(office.out())
        .contains(
            "  units     labour: 1 case judged, 0 cases in shadow\n",
            "  unseen    1 case in shadow of units whose judged cases this user may not read\n",
            "GAINED: in shadow only (0)\n",
            "LOST: judged only (1)\n");
  }

  @Test
  void comparesNothingWithoutBothSides() throws Exception {
    leave(Topic.CASES_WATCH);

    assertThat(office.run("shadow", "diff")).isEqualTo(Exit.ENVIRONMENT);
    assertThat(office.err())
        .isEqualTo(
            """
            almenara: the broker shows this user no topic of judged cases
              Mend: use a user who may read cases.watch.v1 and a unit's cases
            """);

    leave(Topic.CASES_POLICE);
    assertThat(office.run("shadow", "diff")).isEqualTo(Exit.ENVIRONMENT);
    assertThat(office.err())
        .startsWith("almenara: the broker does not show cases.watch.v1 to this user\n");
  }

  private void leave(Topic... topics) throws Exception {
    forgetCases();
    try (Admin admin = office.connection().admin()) {
      admin
          .createTopics(
              Arrays.stream(topics)
                  .map(topic -> new NewTopic(topic.topicName(), 1, (short) 1))
                  .toList())
          .all()
          .get();
    }
  }

  @Test
  void saysThatNothingRanInShadowThen() {
    assertThat(office.run("shadow", "diff", "--to", "2026-11-24T11:10:00Z"))
        .isEqualTo(Exit.FINDING);
    assertThat(office.err())
        .isEqualTo(
            """
            almenara: nothing ran in shadow then
              Mend: `almenara rules history` says what did, and when
            """);
    assertThat(office.run("shadow", "diff", A.hash())).isEqualTo(Exit.FINDING);
    assertThat(office.run("shadow", "diff", "0000000")).isEqualTo(Exit.USAGE);
  }
}

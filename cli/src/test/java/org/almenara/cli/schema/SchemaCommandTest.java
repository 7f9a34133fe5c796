package org.almenara.cli.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.almenara.cli.Exit;
import org.almenara.cli.TestScreen;
import org.almenara.schemas.Contract;
import org.almenara.schemas.EventType;
import org.almenara.schemas.RecordReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SchemaCommandTest {

  private final TestScreen screen = new TestScreen();

  @Test
  void listsEachContractWithItsTopicsAndTypes() {
    assertThat(screen.run("schema")).isEqualTo(Exit.FINE);

    assertThat(screen.lines())
        .filteredOn(line -> !line.startsWith(" "))
        .hasSize(Contract.values().length)
        .anySatisfy(line -> assertThat(line).startsWith("tip ").endsWith(": tips.v1"));
    assertThat(screen.out()).contains("types: heartbeat, account.registered");
  }

  @ParameterizedTest
  @EnumSource
  void printsSchemaAndExampleOfAContract(Contract contract) {
    assertThat(screen.run("schema", contract.fileName())).isEqualTo(Exit.FINE);

    assertThat(screen.out()).contains(contract.schema().strip(), "\nEXAMPLE\n{");
  }

  @Test
  void takesTheNameOfATopicForItsContract() {
    assertThat(screen.run("schema", "tips.v1", "--schema-only")).isEqualTo(Exit.FINE);
    assertThat(screen.out()).isEqualTo(Contract.TIP.schema().strip() + "\n");
  }

  @Test
  void printsOnlyTheSchema() {
    assertThat(screen.run("schema", "tip", "--schema-only")).isEqualTo(Exit.FINE);
    assertThat(screen.out()).isEqualTo(Contract.TIP.schema().strip() + "\n");
  }

  /** What is shown as an example of a type is one, and is taken. */
  @ParameterizedTest
  @EnumSource
  void printsAnExampleOfEachTypeOfEvent(EventType type) throws Exception {
    if (type == EventType.HEARTBEAT) {
      return; // a tip may be one as well
    }
    assertThat(screen.run("schema", type.code(), "--example")).isEqualTo(Exit.FINE);

    JsonNode example = new JsonMapper().readTree(screen.out());
    assertThat(example.get("type").textValue()).isEqualTo(type.code());
    assertThat(
            RecordReader.PLATFORM_EVENTS_WITH_PAYERS
                .read(screen.out().getBytes(StandardCharsets.UTF_8))
                .refusal())
        .isNull();
  }

  @Test
  void saysWhatATypeOfRecordNeeds() {
    assertThat(screen.run("schema", "payout.made")).isEqualTo(Exit.FINE);

    assertThat(screen.lines().get(0))
        .isEqualTo("PAYOUT.MADE is a type of platform-event, on platform.events.v1");
    assertThat(screen.lines().stream().takeWhile(line -> !line.startsWith("Other fields")))
        .filteredOn(line -> line.startsWith("  "))
        .extracting(line -> line.strip().split(" ", 2)[0])
        .containsExactly(
            "id", "type", "time", "platform", "performer", "payout", "amount", "reported_by");
    assertThat(screen.out()).contains("\nEXAMPLE\n{");
  }

  @Test
  void showsATypeOfEachContractThatHasIt() {
    assertThat(screen.run("schema", "heartbeat")).isEqualTo(Exit.FINE);

    assertThat(screen.out())
        .contains(
            "HEARTBEAT is a type of platform-event, on platform.events.v1",
            "HEARTBEAT is a type of tip, on tips.v1");
  }

  @Test
  void printsJsonForPrograms() throws Exception {
    assertThat(screen.run("schema", "payout.made", "--json")).isEqualTo(Exit.FINE);

    JsonNode json = new JsonMapper().readTree(screen.out());
    assertThat(json.get("contract").textValue()).isEqualTo("platform-event");
    assertThat(json.get("needs").fieldNames()).toIterable().contains("id", "payout");
    assertThat(json.at("/example/type").textValue()).isEqualTo("payout.made");
  }

  @Test
  void printsAllContractsAsJson() throws Exception {
    assertThat(screen.run("schema", "--json")).isEqualTo(Exit.FINE);
    assertThat(new JsonMapper().readTree(screen.out())).hasSize(Contract.values().length);
  }

  @Test
  void printsAContractAsJson() throws Exception {
    assertThat(screen.run("schema", "erasure", "--json")).isEqualTo(Exit.FINE);

    JsonNode json = new JsonMapper().readTree(screen.out());
    assertThat(json.get("topics").get(0).textValue()).isEqualTo("erasures.v1");
    assertThat(json.at("/schema/title").textValue()).isEqualTo(Contract.ERASURE.title());
    assertThat(
            Objects.requireNonNull(Contract.ERASURE.reader())
                .read(json.get("example").toString().getBytes(StandardCharsets.UTF_8))
                .refusal())
        .isNull();
  }

  @Test
  void suggestsTheNearestName() {
    assertThat(screen.run("schema", "payout.mde")).isEqualTo(Exit.USAGE);
    assertThat(screen.err()).contains("'payout.mde'", "did you mean payout.made");

    TestScreen far = new TestScreen();
    assertThat(far.run("schema", "xyzzy")).isEqualTo(Exit.USAGE);
    assertThat(far.err()).contains("`almenara schema` lists them").doesNotContain("did you mean");
  }

  @Test
  void takesOneFormAtATime() {
    assertThat(screen.run("schema", "tip", "--json", "--example")).isEqualTo(Exit.USAGE);
    assertThat(screen.err()).contains("mutually exclusive");
  }
}

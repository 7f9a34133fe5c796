package org.almenara.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class JsonTest {

  private static final Activation ACTIVATION =
      new Activation(
          Activation.Type.ACTIVATION_LIVE,
          "ab".repeat(32),
          null,
          Instant.parse("2026-11-21T00:00:00Z"),
          "analyst.7",
          "lead.2",
          "review.2026-11");

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void canonicalIsReadBackAndWrittenTheSame(@ForAll("values") Record value) throws IOException {
    byte[] json = Json.canonical(value);

    Record readBack = Json.read(json, value.getClass());

    assertThat(readBack).isEqualTo(value);
    assertThat(Json.canonical(readBack)).isEqualTo(json);
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void canonicalHasSortedKeysNoNullsAndNoWhiteSpace(@ForAll("values") Record value) {
    byte[] json = Json.canonical(value);

    JsonNode tree = Trees.of(json);

    assertThatKeysAreSortedAndNothingIsNull(tree);
    assertThat(Trees.written(tree)).isEqualTo(json);
  }

  /** Hashes and the audit chain rest on these bytes: they are frozen. */
  @Test
  void canonicalBytesAreFrozen() {
    assertThat(new String(Json.canonical(ACTIVATION), UTF_8))
        .isEqualTo(
            "{\"approver\":\"lead.2\",\"author\":\"analyst.7\","
                + "\"effective\":\"2026-11-21T00:00:00Z\",\"reason\":\"review.2026-11\","
                + "\"rule_set\":\""
                + "ab".repeat(32)
                + "\",\"type\":\"activation.live\"}");
  }

  @Test
  void equalMapsGiveEqualBytesWhateverTheirOrder() {
    SortedMap<String, String> files = new TreeMap<>();
    files.put("a.yaml", "1");
    files.put("b.yaml", "2");
    SortedMap<String, String> backwards = new TreeMap<>(Comparator.reverseOrder());
    backwards.putAll(files);

    RuleSetDocument one = ruleSet(files);
    RuleSetDocument other = ruleSet(backwards);

    assertThat(one).isEqualTo(other);
    assertThat(Json.canonical(one)).isEqualTo(Json.canonical(other));
  }

  @Test
  void unknownFieldIsAnError() {
    String json = new String(Json.canonical(ACTIVATION), UTF_8).replace("{", "{\"more\":1,");

    assertThatThrownBy(() -> Json.read(json.getBytes(UTF_8), Activation.class))
        .isInstanceOf(UnrecognizedPropertyException.class);
  }

  @Test
  void sha256IsThatOfTheStandard() {
    assertThat(Json.sha256("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Provide
  Arbitrary<Record> values() {
    List<Arbitrary<Record>> ofEachContract = new ArrayList<>();
    for (Contract contract : Contract.values()) {
      ofEachContract.add(Samples.of(contract.type()).map(Record.class::cast));
    }
    return Arbitraries.oneOf(ofEachContract);
  }

  private static RuleSetDocument ruleSet(SortedMap<String, String> files) {
    return new RuleSetDocument(
        "ab".repeat(32), Instant.parse("2026-11-21T00:00:00Z"), "analyst.7", files);
  }

  private static void assertThatKeysAreSortedAndNothingIsNull(JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    assertThat(keys).isSorted();
    assertThat(node.isNull()).isFalse();
    node.forEach(JsonTest::assertThatKeysAreSortedAndNothingIsNull);
  }
}

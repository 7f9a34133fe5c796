package org.almenara.schemas;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples say the truth: what they show as valid is taken, what as invalid is refused. */
class ExamplesTest {

  static Stream<Arguments> valid() {
    return Arrays.stream(Contract.values())
        .flatMap(
            contract -> Contracts.examples(contract, "valid").stream().map(f -> of(contract, f)));
  }

  static Stream<Arguments> invalid() {
    return Contracts.fromOutside()
        .flatMap(
            contract -> Contracts.examples(contract, "invalid").stream().map(f -> of(contract, f)));
  }

  private static Arguments of(Contract contract, Path file) {
    return Arguments.of(contract, file);
  }

  @ParameterizedTest
  @MethodSource("valid")
  void schemaTakesValid(Contract contract, Path file) {
    assertThat(Contracts.errors(contract, Trees.of(file))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("valid")
  void javaTakesValidAndWritesTheSame(Contract contract, Path file) throws IOException {
    byte[] bytes = Trees.bytes(file);
    if (!contract.fromOutside()) {
      Record value = Json.read(bytes, contract.type());
      assertThat(Trees.of(Json.canonical(value))).isEqualTo(Trees.of(file));
      return;
    }
    Decoded<?> decoded = Contracts.reader(contract).read(bytes);
    assertThat(decoded.refusal()).isNull();
    JsonNode written = Trees.of(Json.canonical(requireNonNull(decoded.value())));
    ObjectNode expected = (ObjectNode) Trees.of(file);
    if (!decoded.dropped().isEmpty()) {
      assertThat(file).hasFileName("field-beyond-the-contract.json");
      expected.remove("client");
    }
    written.properties().stream()
        .filter(field -> field.getValue().isArray() && field.getValue().isEmpty())
        .forEach(absentList -> expected.set(absentList.getKey(), absentList.getValue()));
    assertThat(written).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void readerRefusesInvalidForTheReasonThatTheIndexGives(Contract contract, Path file) {
    JsonNode expected = expected(contract, file);

    Refusal refusal = Contracts.reader(contract).read(Trees.bytes(file)).refusal();

    assertThat(refusal)
        .isNotNull()
        .extracting(r -> r.reason().code(), Refusal::path)
        .containsExactly(expected.get("reason").textValue(), expected.get("path").textValue());
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void schemaRefusesInvalidAtTheSamePlace(Contract contract, Path file) {
    JsonNode expected = expected(contract, file);
    if (aboutBytes(expected.get("reason").textValue())) {
      return; // a schema sees values, not bytes
    }
    List<String> paths = Contracts.errorPaths(contract, Trees.of(file));
    if (expected.path("only_reader").booleanValue()) {
      assertThat(paths).isEmpty();
    } else {
      assertThat(paths).contains(expected.get("path").textValue());
    }
  }

  @ParameterizedTest
  @MethodSource("org.almenara.schemas.Contracts#fromOutside")
  void indexNamesEachInvalidExampleAndNoOther(Contract contract) {
    assertThat(index(contract).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(
            Contracts.examples(contract, "invalid").stream()
                .map(f -> f.getFileName().toString())
                .toList());
  }

  @Test
  void everyReasonOfTheReaderIsShown() {
    Set<String> shown =
        invalid()
            .map(a -> expected((Contract) a.get()[0], (Path) a.get()[1]).get("reason").textValue())
            .collect(Collectors.toSet());
    EnumSet<Refusal.Reason> byReader =
        EnumSet.complementOf(
            EnumSet.of(
                Refusal.Reason.TOMBSTONE, // no bytes
                Refusal.Reason.PAYERS_NOT_ACCEPTED, // a deployment's choice, not the contract's
                Refusal.Reason.LATE,
                Refusal.Reason.FUTURE));

    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(byReader.stream().map(Refusal.Reason::code).toList());
  }

  @ParameterizedTest
  @EnumSource
  void everyRecordTypeIsShown(Contract contract) {
    for (RecordComponent component : contract.type().getRecordComponents()) {
      if (RecordType.class.isAssignableFrom(component.getType())) {
        assertThat(shown(contract, component.getName()))
            .containsAll(
                Samples.recordTypes(contract.type()).stream().map(RecordType::code).toList());
      }
    }
  }

  private static Set<String> shown(Contract contract, String field) {
    return Contracts.examples(contract, "valid").stream()
        .map(file -> Trees.of(file).path(field).asText())
        .collect(Collectors.toSet());
  }

  /** A code that no example shows is taken all the same, alone or in a list. */
  @ParameterizedTest
  @MethodSource("org.almenara.schemas.Contracts#fromOutside")
  void everyCodeOfTheSchemaIsTaken(Contract contract) {
    Map<String, JsonNode> fields = new TreeMap<>();
    Contracts.schema(contract)
        .get("properties")
        .properties()
        .forEach(field -> fields.put(field.getKey(), field.getValue()));
    fields.forEach(
        (name, property) -> {
          for (JsonNode code : property.path("enum")) {
            assertThatCodeIsTaken(contract, name, code);
          }
          for (JsonNode code : property.path("items").path("enum")) {
            assertThatCodeIsTaken(contract, name, Trees.MAPPER.createArrayNode().add(code));
          }
        });
  }

  private static void assertThatCodeIsTaken(Contract contract, String field, JsonNode value) {
    boolean recordType =
        Samples.recordTypes(contract.type()).stream()
            .anyMatch(type -> type.code().equals(value.asText()));
    if (recordType) {
      return; // shown by an example, with the fields that it needs
    }
    // What one field says may need another: some example has it.
    assertThat(Contracts.examples(contract, "valid"))
        .as("%s %s", field, value)
        .anySatisfy(
            example -> {
              ObjectNode record = (ObjectNode) Trees.of(example);
              record.set(field, value);
              assertThat(Contracts.reader(contract).read(Trees.written(record)).refusal()).isNull();
              assertThat(Contracts.errors(contract, record)).isEmpty();
            });
  }

  @Test
  void hashesInExamplesAreRight() throws IOException {
    for (Path file : Contracts.examples(Contract.FLAGGED_CASE, "valid")) {
      FlaggedCase flagged = Json.read(Trees.bytes(file), FlaggedCase.class);
      assertThat(Json.sha256(Json.canonical(flagged.content()))).isEqualTo(flagged.contentHash());
    }
    for (Path file : Contracts.examples(Contract.AUDIT_ENTRY, "valid")) {
      ObjectNode entry = (ObjectNode) Trees.of(file);
      String hash = entry.remove("hash").textValue();
      Map<String, JsonNode> withoutHash = new TreeMap<>();
      entry.properties().forEach(field -> withoutHash.put(field.getKey(), field.getValue()));
      assertThat(Json.sha256(Json.canonical(withoutHash))).isEqualTo(hash);
    }
  }

  private static boolean aboutBytes(String reason) {
    return Set.of(
            "empty",
            "too_large",
            "too_deep",
            "name_too_long",
            "byte_order_mark",
            "not_utf8",
            "truncated",
            "malformed_json",
            "trailing_content",
            "duplicate_field")
        .contains(reason);
  }

  private static JsonNode index(Contract contract) {
    return Trees.of(Contracts.examples(contract).resolve("invalid-expected.json"));
  }

  private static JsonNode expected(Contract contract, Path file) {
    return index(contract).get(file.getFileName().toString());
  }
}

package org.almenara.cli.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.almenara.schemas.Contract;
import org.almenara.schemas.RecordType;
import org.jspecify.annotations.Nullable;

/**
 * One type of the records of a contract, say {@code payout.made}.
 *
 * @param contract the contract
 * @param field the field that says of which type a record is
 * @param type one of its types
 */
record TypeOfContract(Contract contract, String field, RecordType type) {

  private static final JsonMapper MAPPER = new JsonMapper();

  /** All types of all contracts; a contract whose records are all alike has none. */
  static List<TypeOfContract> all() {
    return Arrays.stream(Contract.values()).flatMap(contract -> of(contract).stream()).toList();
  }

  /** The types of a contract. */
  static List<TypeOfContract> of(Contract contract) {
    return Arrays.stream(contract.type().getRecordComponents())
        .filter(component -> RecordType.class.isAssignableFrom(component.getType()))
        .flatMap(
            component ->
                Arrays.stream(component.getType().getEnumConstants())
                    .map(
                        type ->
                            new TypeOfContract(contract, component.getName(), (RecordType) type)))
        .toList();
  }

  /** What its JSON Schema says of each field that a record of this type must have. */
  Map<String, String> neededFields() {
    JsonNode schema = tree(contract.schema());
    Map<String, String> fields = new LinkedHashMap<>();
    schema.path("required").forEach(name -> put(fields, schema, name.asText()));
    type.required().forEach(name -> put(fields, schema, name));
    return fields;
  }

  private static void put(Map<String, String> fields, JsonNode schema, String name) {
    fields.put(name, schema.at("/properties/" + name + "/description").asText());
  }

  /** An example of this type; absent while the contract has none. */
  @Nullable String example() {
    return contract.validExamples().values().stream()
        .filter(example -> tree(example).path(field).asText().equals(type.code()))
        .findFirst()
        .orElse(null);
  }

  private static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

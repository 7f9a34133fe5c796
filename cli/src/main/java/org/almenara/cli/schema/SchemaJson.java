package org.almenara.cli.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.almenara.schemas.Contract;
import org.almenara.schemas.Topic;
import org.jspecify.annotations.Nullable;

/** The contracts for programs: one JSON document. */
final class SchemaJson {

  private static final JsonMapper MAPPER = new JsonMapper();

  private SchemaJson() {}

  /** Every contract, with its topics and its types. */
  static String ofAll() {
    ArrayNode all = MAPPER.createArrayNode();
    Arrays.stream(Contract.values()).forEach(contract -> all.add(head(contract)));
    return all.toPrettyString();
  }

  /** One contract, with schema and example. */
  static String of(Contract contract, String example) {
    return head(contract)
        .<ObjectNode>set("schema", tree(contract.schema()))
        .<ObjectNode>set("example", tree(example))
        .toPrettyString();
  }

  /** One type of record, with the fields that it needs and an example. */
  static String of(TypeOfContract type, @Nullable String example) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("type", type.type().code());
    json.put("contract", type.contract().fileName());
    ObjectNode needs = json.putObject("needs");
    type.neededFields().forEach(needs::put);
    json.set("example", example == null ? MAPPER.nullNode() : tree(example));
    return json.toPrettyString();
  }

  private static ObjectNode head(Contract contract) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("contract", contract.fileName());
    json.put("title", contract.title());
    ArrayNode topics = json.putArray("topics");
    Arrays.stream(Topic.values())
        .filter(topic -> topic.contract() == contract)
        .forEach(topic -> topics.add(topic.topicName()));
    ArrayNode types = json.putArray("types");
    TypeOfContract.of(contract).forEach(type -> types.add(type.type().code()));
    return json;
  }

  private static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.almenara.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schemas say what the Java records say: neither can drift from the other. */
class ContractSchemasTest {

  @ParameterizedTest
  @EnumSource
  void isValidJsonSchema(Contract contract) {
    Schema metaSchema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    assertThat(metaSchema.validate(Contracts.schema(contract))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void saysWhatTheJavaRecordSaysAndDescribesIt(Contract contract) {
    new Comparison(contract).object(contract.type(), Contracts.schema(contract), null, "");
  }

  @Test
  void aDefinitionIsTheSameInAllSchemas() {
    Map<String, JsonNode> seen = new HashMap<>();
    for (Contract contract : Contract.values()) {
      Contracts.schema(contract)
          .path("$defs")
          .properties()
          .forEach(
              def -> {
                JsonNode before = seen.putIfAbsent(def.getKey(), def.getValue());
                if (before != null) {
                  assertThat(def.getValue()).as(def.getKey()).isEqualTo(before);
                }
              });
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRecordNeedsWhatItsTypeNeeds(Contract contract) {
    for (RecordComponent component : contract.type().getRecordComponents()) {
      if (RecordType.class.isAssignableFrom(component.getType())) {
        for (Object type : component.getType().getEnumConstants()) {
          RecordType recordType = (RecordType) type;
          assertThat(requiredByType(contract, jsonName(component), recordType.code()))
              .as(recordType.code())
              .containsExactlyElementsOf(recordType.required());
        }
      }
    }
  }

  /** Two words for one thing would drift: a finding is a factor of a case. */
  @Test
  void aFindingIsWhatACaseCallsAFactor() {
    JsonNode factor = Contracts.schema(Contract.FLAGGED_CASE).at("/$defs/factor");
    JsonNode finding = Contracts.schema(Contract.FINDING);

    factor
        .properties()
        .forEach(
            property ->
                assertThat(finding.get(property.getKey()))
                    .as(property.getKey())
                    .isEqualTo(property.getValue()));
  }

  private static List<String> requiredByType(Contract contract, String field, String type) {
    List<String> required = new ArrayList<>();
    for (JsonNode rule : Contracts.schema(contract).path("allOf")) {
      JsonNode condition = rule.at("/if/properties").path(field);
      if (condition.isMissingNode()) {
        continue; // a condition on another field
      }
      boolean applies =
          condition.has("const")
              ? condition.get("const").textValue().equals(type)
              : texts(condition.get("enum")).contains(type);
      if (applies) {
        required.addAll(texts(rule.at("/then/required")));
      }
    }
    return required;
  }

  private static List<JsonNode> values(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false).toList();
  }

  private static List<String> texts(JsonNode node) {
    return values(node).stream().map(JsonNode::textValue).toList();
  }

  /** Walks a Java record and its schema side by side. */
  private record Comparison(Contract contract) {

    void object(Class<?> type, JsonNode schema, @Nullable String prefix, String path) {
      RecordComponent[] components = type.getRecordComponents();
      assertThat(schema.get("type").textValue()).as(path).isEqualTo("object");
      assertThat(schema.get("properties").fieldNames())
          .toIterable()
          .as("fields of " + path)
          .containsExactlyElementsOf(Arrays.stream(components).map(c -> jsonName(c)).toList());
      assertThat(texts(schema.get("required")))
          .as("required fields of " + path)
          .containsExactlyElementsOf(
              Arrays.stream(components)
                  .filter(this::required)
                  .map(ContractSchemasTest::jsonName)
                  .toList());
      assertThat(schema.path("additionalProperties").asText("open"))
          .as("further fields of " + path)
          .isEqualTo(contract.fromOutside() ? "open" : "false");
      for (RecordComponent component : components) {
        String name = jsonName(component);
        component(component, schema.get("properties").get(name), prefix, path + "/" + name);
      }
    }

    private boolean required(RecordComponent component) {
      boolean mayBeLeftOutWhenEmpty = contract.fromOutside() && component.getType() == List.class;
      return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
          && !mayBeLeftOutWhenEmpty;
    }

    private void component(
        RecordComponent component, JsonNode property, @Nullable String outerPrefix, String path) {
      assertThat(property.path("description").asText()).as("says what " + path).isNotEmpty();
      Prefixed prefixed = component.getAnnotation(Prefixed.class);
      String prefix = prefixed == null ? outerPrefix : prefixed.value();
      Shaped shaped = component.getAnnotation(Shaped.class);
      if (shaped != null) {
        assertThat(property.path("$ref").textValue())
            .as(path)
            .isEqualTo("#/$defs/" + definition(shaped.value(), prefix));
      }
      Bounded bounded = component.getAnnotation(Bounded.class);
      if (bounded != null) {
        assertThat(property.get("minimum").longValue()).as(path).isEqualTo(bounded.min());
        assertThat(property.get("maximum").longValue()).as(path).isEqualTo(bounded.max());
      }
      assertThat(property.path("const").booleanValue())
          .as(path)
          .isEqualTo(component.isAnnotationPresent(AlwaysTrue.class));
      Class<?> type = component.getType();
      if (type == List.class) {
        ParameterizedType list = (ParameterizedType) component.getGenericType();
        assertThat(property.get("type").textValue()).as(path).isEqualTo("array");
        value((Class<?>) list.getActualTypeArguments()[0], property.get("items"), null, path);
      } else {
        value(type, property, prefix, path);
      }
    }

    private void value(Class<?> type, JsonNode node, @Nullable String prefix, String path) {
      JsonNode schema = resolve(node);
      if (type.isRecord()) {
        object(type, schema, prefix, path);
      } else if (Coded.class.isAssignableFrom(type)) {
        assertThat(texts(schema.get("enum"))).as(path).containsExactlyElementsOf(codes(type));
      } else if (type == Instant.class) {
        assertThat(node.path("$ref").textValue()).as(path).isEqualTo("#/$defs/instant");
      } else {
        assertThat(schema.get("type").textValue()).as(path).isEqualTo(jsonType(type));
      }
    }

    private JsonNode resolve(JsonNode node) {
      return node.has("$ref")
          ? Contracts.schema(contract).at(node.get("$ref").textValue().substring(1))
          : node;
    }
  }

  private static String definition(Shape shape, @Nullable String prefix) {
    String name = shape.name().toLowerCase(Locale.ROOT);
    return shape == Shape.TOKEN && prefix != null ? prefix + "_" + name : name;
  }

  private static List<String> codes(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(c -> ((Coded) c).code()).toList();
  }

  private static String jsonType(Class<?> type) {
    if (type == String.class) {
      return "string";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    if (type == SortedMap.class) {
      return "object";
    }
    assertThat(type).isIn(int.class, Integer.class, long.class);
    return "integer";
  }

  private static String jsonName(RecordComponent component) {
    return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName());
  }
}

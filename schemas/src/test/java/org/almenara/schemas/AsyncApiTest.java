package org.almenara.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page of all topics is AsyncAPI 3 and says what {@link Topic} and {@link Role} say. */
class AsyncApiTest {

  private static final Path PAGE = Path.of("src/main/resources/asyncapi.yaml");
  private static final JsonNode API = read();

  private static JsonNode read() {
    try {
      return new YAMLMapper().readTree(PAGE.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void isAsyncApi3() {
    JsonNode schema = Trees.of(Path.of("src/test/resources/asyncapi-3.0.0.schema.json"));

    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(schema)
                .validate(API))
        .isEmpty();
  }

  /** A schema that accepts anything would make the test above worth nothing. */
  @Test
  void isHeldToAsyncApiByASchemaThatRefuses() {
    JsonNode schema = Trees.of(Path.of("src/test/resources/asyncapi-3.0.0.schema.json"));
    JsonNode broken = API.deepCopy();
    ((ObjectNode) broken.at("/channels/tips.v1/bindings/kafka")).put("partitions", "two");

    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(schema)
                .validate(broken))
        .isNotEmpty();
  }

  @Test
  void namesEveryTopicAndNoOther() {
    assertThat(API.get("channels").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(Arrays.stream(Topic.values()).map(Topic::topicName).toList());
  }

  @ParameterizedTest
  @EnumSource
  void saysHowATopicIsPartitionedAndKept(Topic topic) {
    JsonNode channel = channel(topic);
    JsonNode kafka = channel.at("/bindings/kafka");
    var retention = topic.retention();

    assertThat(channel.get("address").textValue()).isEqualTo(topic.topicName());
    assertThat(channel.get("description").textValue()).isNotBlank();
    assertThat(kafka.get("topic").textValue()).isEqualTo(topic.topicName());
    assertThat(kafka.get("partitions").intValue()).isEqualTo(topic.partitions());
    assertThat(texts(kafka.at("/topicConfiguration/cleanup.policy")))
        .containsExactly(topic.cleanup().name().toLowerCase(Locale.ROOT));
    assertThat(kafka.at("/topicConfiguration/retention.ms").longValue())
        .isEqualTo(retention == null ? -1 : retention.toMillis());
    assertThat(kafka.at("/topicConfiguration/message.timestamp.type").textValue())
        .isEqualTo("LogAppendTime");
  }

  @ParameterizedTest
  @EnumSource
  void saysWhatATopicIsKeyedBy(Topic topic) {
    JsonNode key = message(topic).at("/bindings/kafka/key");

    assertThat(key.get("title").textValue()).isEqualTo(topic.key().description());
    assertThat(key.get("description").textValue()).isEqualTo(topic.key().decides());
  }

  @ParameterizedTest
  @EnumSource
  void pointsAtTheContractOfATopicsRecords(Topic topic) {
    JsonNode payload = message(topic).path("payload");
    String file = payload.at("/schema/$ref").textValue();

    assertThat(file).isEqualTo("schemas/" + topic.contract().fileName() + ".schema.json");
    assertThat(Objects.requireNonNull(PAGE.getParent()).resolve(file)).isRegularFile();
    assertThat(payload.get("schemaFormat").textValue())
        .isEqualTo("application/schema+json;version=2020-12");
  }

  @ParameterizedTest
  @EnumSource
  void namesWhoWritesAndWhoReadsATopic(Topic topic) {
    assertThat(roles("send", topic)).isEqualTo(Role.writersOf(topic));
    assertThat(roles("receive", topic)).isEqualTo(Role.readersOf(topic));
  }

  @Test
  void hasNoOperationBesideThose() {
    List<String> wanted =
        Arrays.stream(Topic.values())
            .flatMap(
                topic ->
                    Stream.of(
                            Role.writersOf(topic).isEmpty() ? "" : "send-" + topic.topicName(),
                            Role.readersOf(topic).isEmpty() ? "" : "receive-" + topic.topicName())
                        .filter(name -> !name.isEmpty()))
            .toList();

    assertThat(API.get("operations").fieldNames()).toIterable().containsExactlyElementsOf(wanted);
  }

  @Test
  void describesEveryRoleAsTheCodeDoes() {
    List<String> said = new ArrayList<>();
    API.at("/components/tags").properties().forEach(tag -> said.add(said(tag)));

    assertThat(said)
        .containsExactlyElementsOf(
            Arrays.stream(Role.values())
                .map(role -> role.code() + " " + role.code() + " " + role.description())
                .toList());
  }

  @Test
  void usesEachComponentAndMissesNone() {
    Set<String> used = new HashSet<>();
    collectReferences(API, used);
    Set<String> there = new HashSet<>();
    for (Map.Entry<String, JsonNode> kind : API.get("components").properties()) {
      kind.getValue()
          .fieldNames()
          .forEachRemaining(name -> there.add("#/components/" + kind.getKey() + "/" + name));
    }

    assertThat(used)
        .filteredOn(reference -> reference.startsWith("#/components/"))
        .containsExactlyInAnyOrderElementsOf(there);
  }

  @Test
  void asksForEncryptionAndAPasswordThatDoesNotTravel() {
    JsonNode server = API.at("/servers/production");

    assertThat(server.get("protocol").textValue()).isEqualTo("kafka-secure");
    assertThat(resolve(server.get("security").get(0)).get("type").textValue())
        .isEqualTo("scramSha512");
  }

  private static String said(Map.Entry<String, JsonNode> tag) {
    return String.join(
        " ",
        tag.getKey(),
        tag.getValue().get("name").textValue(),
        tag.getValue().get("description").textValue());
  }

  private static JsonNode channel(Topic topic) {
    return API.get("channels").get(topic.topicName());
  }

  private static JsonNode message(Topic topic) {
    return resolve(channel(topic).at("/messages/record"));
  }

  private static JsonNode resolve(JsonNode reference) {
    JsonNode resolved = API.at(reference.get("$ref").textValue().substring(1));
    assertThat(resolved.isMissingNode()).as(reference.toString()).isFalse();
    return resolved;
  }

  private static List<Role> roles(String action, Topic topic) {
    JsonNode operation = API.get("operations").path(action + "-" + topic.topicName());
    if (operation.isMissingNode()) {
      return List.of();
    }
    assertThat(operation.get("action").textValue()).isEqualTo(action);
    assertThat(resolve(operation.get("channel"))).isSameAs(channel(topic));
    List<String> tags =
        values(operation.get("tags")).stream()
            .map(tag -> resolve(tag).get("name").textValue())
            .toList();
    return Arrays.stream(Role.values()).filter(role -> tags.contains(role.code())).toList();
  }

  private static void collectReferences(JsonNode node, Set<String> references) {
    if (node.has("$ref")) {
      references.add(node.get("$ref").textValue());
    }
    node.forEach(child -> collectReferences(child, references));
  }

  private static List<JsonNode> values(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false).toList();
  }

  private static List<String> texts(JsonNode node) {
    return values(node).stream().map(JsonNode::textValue).toList();
  }
}

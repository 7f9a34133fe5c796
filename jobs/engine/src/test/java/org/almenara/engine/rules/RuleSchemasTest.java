package org.almenara.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.schemas.Coded;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.RegisterEntry;
import org.almenara.schemas.UnitKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas for editors say what is read: neither can drift from the other. */
class RuleSchemasTest {

  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("almenara.root")));
  private static final Path RULES = ROOT.resolve("deploy/rules");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private static JsonNode schema(String name) throws IOException {
    return JSON.readTree(Files.readString(RULES.resolve(name + ".schema.json")));
  }

  private static List<String> errors(String name, JsonNode document) throws IOException {
    Schema schema = REGISTRY.getSchema(schema(name));
    return schema.validate(document).stream().map(Error::getMessage).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rule", "settings", "examples", "overlay"})
  void isValidJsonSchema(String name) throws IOException {
    Schema metaSchema =
        REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    assertThat(metaSchema.validate(schema(name))).isEmpty();
  }

  @Test
  void aRuleHasTheKeysThatAreRead() throws IOException {
    JsonNode rule = schema("rule");
    new Comparison(rule).object(RuleFile.class, rule, "");
  }

  @Test
  void settingsHaveTheKeysThatAreRead() throws IOException {
    JsonNode settings = schema("settings");
    new Comparison(settings).object(SettingsFile.class, settings, "");
    JsonNode unit = settings.at("/properties/routes/items/properties/unit/enum");
    assertThat(texts(unit)).containsExactlyInAnyOrderElementsOf(codes(UnitKind.class));
  }

  @Test
  void anOverlayHasTheKeysThatAreRead() throws IOException {
    JsonNode overlay = schema("overlay");
    new Comparison(overlay).object(OverlayFile.class, overlay, "");
  }

  /** What a value may be is the same in both files. */
  @Test
  void anOverlayTakesTheValuesOfRulesAndSettings() throws IOException {
    JsonNode overlay = schema("overlay");
    JsonNode settings = overlay.at("/properties/settings/properties");
    for (String key : List.of("line", "budget", "near_misses")) {
      ObjectNode own = settings.path(key).deepCopy();
      ObjectNode published = schema("settings").at("/properties/" + key).deepCopy();
      own.remove("description");
      published.remove("description");
      assertThat(own).as(key).isEqualTo(published);
    }
    assertThat(overlay.at("/$defs/duration/pattern"))
        .isEqualTo(schema("rule").at("/properties/window/pattern"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "over: the newest",
        "rules: {payout-funnel: {tier: A}}",
        "rules: {payout-funnel: {when: performers >= 3}}",
        "rules: {payout-funnel: {points: 0}}",
        "rules: {payout-funnel: {window: 3 weeks}}",
        "rules: {payout-funnel: {thresholds: {performers: many}}}",
        "rules: {payout-funnel: {thresholds: {performers: []}}}",
        "rules: {payout-funnel: {measures: {performers: {where: is_new}}}}",
        "settings: {rules: [payout-funnel]}",
        "settings: {line: 0}",
        "settings: {baselines: {tail: {elsewhere: 0.2}}}",
        "settings: {typologies: {hidden-studio: {all: [payout-funnel]}}}"
      })
  void refusesABrokenOverlay(String broken) throws IOException {
    ObjectNode overlay = (ObjectNode) YAML.readTree(OVERLAY);
    assertThat(errors("overlay", overlay)).isEmpty();
    overlay.setAll((ObjectNode) YAML.readTree(broken));
    assertThat(errors("overlay", overlay)).isNotEmpty();
  }

  private static final String OVERLAY =
      """
      over: %s
      rules:
        payout-funnel: {thresholds: {performers: 6}, window: 21d, points: 25, half_life: 45d, weight: 0.4}
        one-studio-three-cities: {thresholds: {cities: 4, studios: [1, 2]}}
        live-16-of-24-hours: {thresholds: {live: 15h}}
        share-under-market-tail: {measures: {later_periods: {within: 9d}}}
      settings:
        line: 40
        caps: {money: 40}
        words: [{from: 0, word: low}]
        budget: 600
        near_misses: 25
        typologies: {hidden-studio: {at_least: 2, within: 45d}}
      """
          .formatted("a".repeat(64));

  @Test
  void examplesHaveTheKeysThatAreRead() throws Exception {
    JsonNode examples = schema("examples");
    Class<?> file = Class.forName("org.almenara.engine.rules.examples.ExampleFile");
    new Comparison(examples).object(file, examples.path("items"), "");
    JsonNode parts = examples.at("/items/properties");
    assertThat(texts(parts.at("/records/items/properties/type/enum")))
        .containsExactlyInAnyOrderElementsOf(RecordFields.codes("type"));
    assertThat(texts(parts.at("/registers/items/properties/type/enum")))
        .containsExactlyElementsOf(codes(RegisterEntry.Type.class));
  }

  /** Compares an object of a schema with the record that is made of it. */
  private record Comparison(JsonNode root) {

    void object(Class<?> type, JsonNode schema, String place) {
      assertThat(schema.path("type").asText()).as(place).isEqualTo("object");
      assertThat(schema.path("additionalProperties").asText("absent")).as(place).isEqualTo("false");
      List<String> keys = new ArrayList<>();
      List<String> required = new ArrayList<>();
      for (RecordComponent component : type.getRecordComponents()) {
        String key = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        keys.add(key);
        if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
          required.add(key);
        }
        JsonNode property = schema.path("properties").path(key);
        assertThat(property.path("description").asText()).as(place + "/" + key).isNotBlank();
        value(component.getGenericType(), property, place + "/" + key);
      }
      assertThat(names(schema.path("properties"))).as(place).containsExactlyElementsOf(keys);
      assertThat(texts(schema.path("required"))).as(place).containsExactlyElementsOf(required);
    }

    private void value(Type type, JsonNode written, String place) {
      JsonNode schema = resolved(written);
      if (type instanceof ParameterizedType generic) {
        Type[] arguments = generic.getActualTypeArguments();
        if (generic.getRawType() == List.class) {
          assertThat(schema.path("type").asText()).as(place).isEqualTo("array");
          value(arguments[0], schema.path("items"), place + "/-");
          return;
        }
        assertThat(schema.path("type").asText()).as(place).isEqualTo("object");
        if (arguments[0] != String.class) {
          assertThat(texts(schema.at("/propertyNames/enum")))
              .as(place)
              .containsExactlyElementsOf(codes((Class<?>) arguments[0]));
        }
        value(arguments[1], schema.path("additionalProperties"), place + "/*");
        return;
      }
      Class<?> plain = (Class<?>) type;
      if (plain.isRecord()) {
        object(plain, schema, place);
      } else if (plain.isEnum()) {
        assertThat(texts(schema.path("enum")))
            .as(place)
            .containsExactlyElementsOf(plain == EntityType.class ? entities() : codes(plain));
      } else if (plain == JsonNode.class && schema.has("anyOf")) {
        assertThat(schema.path("anyOf")).as(place).hasSize(2); // checked where it is read
      } else if (schema.has("const") || schema.has("enum")) {
        assertThat(plain).as(place).isEqualTo(String.class);
      } else {
        assertThat(schema.path("type").asText()).as(place).isEqualTo(name(plain));
      }
    }

    private JsonNode resolved(JsonNode schema) {
      return schema.has("$ref") ? root.at(schema.path("$ref").asText().substring(1)) : schema;
    }

    private static String name(Class<?> type) {
      String name =
          Map.of(
                  String.class, "string",
                  int.class, "integer",
                  Integer.class, "integer",
                  double.class, "number",
                  Double.class, "number",
                  boolean.class, "boolean",
                  Boolean.class, "boolean",
                  JsonNode.class, "object")
              .get(type);
      return Objects.requireNonNull(name, type::toString);
    }
  }

  /** No record has a token of the others. */
  private static List<String> entities() {
    return codes(EntityType.class).stream().filter(RecordFields::holdsTokens).toList();
  }

  private static List<String> codes(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(code -> ((Coded) code).code()).toList();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void aMeasureHasTheKeysOfItsFunction() throws IOException {
    JsonNode measure = schema("rule").at("/$defs/measure");
    List<String> said = new ArrayList<>();
    for (JsonNode one : measure.path("allOf")) {
      said.add(
          texts(one.at("/if/required"))
              + " needs "
              + texts(one.at("/then/required"))
              + " of "
              + texts(one.at("/then/propertyNames/enum")));
    }
    List<String> known = new ArrayList<>();
    for (MeasureForm form : MeasureForm.values()) {
      List<String> keys = new ArrayList<>(List.of(form.key(), "where"));
      keys.addAll(form.needs());
      keys.addAll(form.mayHave());
      known.add(List.of(form.key()) + " needs " + form.needs() + " of " + keys);
      assertThat(measure.path("properties").path(form.key()).path("const").asText())
          .isEqualTo(fixed(form));
    }
    known.add("[holding] needs [] of [holding]");
    known.add("[active] needs [] of [active]");
    known.add("[share_holding] needs [at_least] of [share_holding, at_least]");
    assertThat(said).containsExactlyElementsOf(known);
    List<String> oneOf = new ArrayList<>();
    measure.path("oneOf").forEach(one -> oneOf.addAll(texts(one.path("required"))));
    assertThat(oneOf).hasSize(known.size());
    for (String function : oneOf) {
      assertThat(known).anyMatch(text -> text.startsWith("[" + function + "]"));
    }
  }

  private static String fixed(MeasureForm form) {
    return switch (form.takes()) {
      case RECORDS -> "records";
      case SESSION -> "session";
      case TOKENS, NUMBER, FILTER -> "";
    };
  }

  static Stream<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path folder : List.of(RULES, ROOT.resolve("jobs/engine/src/test/resources/group-rules"))) {
      try (Stream<Path> all = Files.list(folder)) {
        all.filter(file -> file.toString().endsWith(".yaml")).forEach(files::add);
      }
    }
    return files.stream();
  }

  private static String schemaOf(Path file) {
    String name = file.getFileName().toString();
    return name.equals("settings.yaml")
        ? "settings"
        : name.equals("overlay.yaml")
            ? "overlay"
            : name.endsWith(".examples.yaml") ? "examples" : "rule";
  }

  @ParameterizedTest
  @MethodSource("files")
  void takesWhatIsThere(Path file) throws IOException {
    assertThat(errors(schemaOf(file), YAML.readTree(Files.readString(file)))).isEmpty();
  }

  /** Editors find the schema by the first line. */
  @ParameterizedTest
  @MethodSource("files")
  void namesItsSchema(Path file) throws IOException {
    if (file.startsWith(RULES)) {
      assertThat(Files.readAllLines(file).get(0))
          .isEqualTo("# yaml-language-server: $schema=" + schemaOf(file) + ".schema.json");
    }
  }

  private static final String SOUND =
      RuleText.measuring(
              "sound",
              "payout",
              "{n: {mean: amount.minor, at_least: 3, where: 'amount.currency == \"USD\"'}}",
              "1h",
              "10m",
              "n >= 1")
          .with("passes_on: {to: performer, weight: 0.5}")
          .yaml();

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '>',
      value = {
        "points: 10>poinst: 10",
        "version: 1>version: 0",
        "version: 1>version: one",
        "status: stable>status: good",
        "title: {en: a, es: b, pt: c}>title: {en: a}",
        "indicator: I21>indicator: 21",
        "references: [a test]>references: a test",
        "entity: payout>entity: wallet",
        "entity: payout>entity: place",
        "mean: amount.minor, at_least>mean: amount.minor, at_most",
        "mean: amount.minor, at_least: 3>count: records, at_least: 3",
        "mean: amount.minor, at_least: 3>count: all",
        "mean: amount.minor, at_least: 3>count: records, tally: records",
        "mean: amount.minor, at_least: 3>share: is_new",
        "mean: amount.minor, at_least: 3>at_least: 3",
        "at_least: 3>at_least: 0",
        "window: 1h>window: an hour",
        "window: 1h>window: 60",
        "family: account>family: accounts",
        "tier: B>tier: D",
        "elements: []>elements: [force]",
        "points: 10>points: 101",
        "half_life: 1h>half_life: 1w",
        "weight: 0.5>weight: 2",
        "falsepositives: [explanation of sound]>falsepositives: []",
      })
  void refusesWhatIsBroken(String sound, String broken) throws IOException {
    assertThat(errors("rule", YAML.readTree(SOUND))).isEmpty();
    assertThat(SOUND).contains(sound);
    assertThat(errors("rule", YAML.readTree(SOUND.replace(sound, broken)))).isNotEmpty();
  }

  @Test
  void refusesARuleThatLacksAKey() throws IOException {
    JsonNode sound = YAML.readTree(SOUND);
    for (String key : new TreeSet<>(texts(schema("rule").path("required")))) {
      ObjectNode lacking = sound.deepCopy();
      lacking.remove(key);
      assertThat(errors("rule", lacking)).as("without " + key).hasSize(1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "line: 0",
        "caps: {accounts: 50}",
        "caps: {account: 0}",
        "words: []",
        "words: [{from: -1, word: low}]",
        "routes: [{unit: nobody, families: []}]",
        "budget: 0",
        "time_zones: {Colombia: America/Bogota}",
        "baselines: {tail: {date: '2024-12-09', markets: {CO: 0.2}}}",
        "baselines: {tail: {source: ' ', date: '2024-12-09', markets: {CO: 0.2}}}",
        "baselines: {tail: {source: a, date: 2024, markets: {CO: 0.2}}}",
        "baselines: {tail: {source: a, date: '2024-12-09', markets: {Colombia: 0.2}}}",
        "baselines: {tail: {source: a, date: '2024-12-09', markets: {CO: much}}}",
        "baselines: {tail: {source: a, date: '2024-12-09', markets: {}, elswhere: 0.2}}",
        "baselines: {'in it': {source: a, date: '2024-12-09', markets: {CO: 0.2}}}",
        "thresholds: {}"
      })
  void refusesBrokenSettings(String broken) throws IOException {
    JsonNode sound = YAML.readTree(TestRules.settings("sound"));
    assertThat(errors("settings", sound)).isEmpty();
    ObjectNode settings = sound.deepCopy();
    settings.setAll((ObjectNode) YAML.readTree(broken));
    assertThat(errors("settings", settings)).isNotEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "name: 1",
        "records: [{id: login-0001, type: login}]",
        "records: [{id: login-0001, type: logon, time: '2026-03-02T10:00:00Z'}]",
        "registers: [{id: entry-0001, type: studio.listed, time: a, effective: b}]",
        "findings: [{at: '2026-03-02T10:00:00Z'}]",
        "findings: [{at: '2026-03-02T10:00:00Z', holds: true, record: []}]",
        "outcome: none"
      })
  void refusesABrokenExample(String broken) throws IOException {
    ObjectNode example = (ObjectNode) YAML.readTree("{name: a, kind: quiet, records: []}");
    ArrayNode examples = JSON.createArrayNode().add(example);
    assertThat(errors("examples", examples)).isEmpty();
    example.setAll((ObjectNode) YAML.readTree(broken));
    assertThat(errors("examples", examples)).isNotEmpty();
  }
}

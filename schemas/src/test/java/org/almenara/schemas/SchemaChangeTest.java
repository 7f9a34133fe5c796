package org.almenara.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaChangeTest {

  /** With two levels, a reference, a list, a map, bounds, and what a type needs. */
  private static final String RELEASED =
      """
      {'$id': 'urn:v1', 'title': 'T', 'type': 'object', 'required': ['id'],
       'properties': {
         'id': {'type': 'string', 'pattern': '^[a-z]{8}$'},
         'type': {'type': 'string', 'enum': ['one', 'two']},
         'size': {'type': 'integer', 'minimum': 0, 'maximum': 10},
         'list': {'type': 'array', 'maxItems': 4, 'items': {'type': 'string', 'enum': ['x', 'y']}},
         'map': {'type': 'object', 'additionalProperties': {'type': 'string'}},
         'ref': {'$ref': '#/$defs/ref'}},
       'dependentRequired': {'size': ['type']},
       'allOf': [{'if': {'properties': {'type': {'const': 'two'}}}, 'then': {'required': ['size']}}],
       '$defs': {'ref': {'type': 'object', 'required': ['token'],
         'properties': {'token': {'type': 'string', 'format': 'date'}}}}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'size': {'type': 'integer', 'minimum': 0, 'maximum': 10}, | | size: property removed",
        "'properties': {'token': {'type': 'string', 'format': 'date'}} | 'properties': {}"
            + " | ref.token: property removed",
        "'required': ['id'] | 'required': ['id', 'size'] | size newly required",
        "'required': ['token'] | 'required': ['token', 'more'] | ref: more newly required",
        "'dependentRequired': {'size': ['type']} | 'dependentRequired': {'size': ['type', 'ref']}"
            + " | ref newly required",
        "'enum': ['one', 'two'] | 'enum': ['two'] | type: code one removed",
        "'enum': ['x', 'y'] | 'enum': ['x'] | list[]: code y removed",
        "'format': 'date' | 'enum': ['a'], 'format': 'date' | ref.token: enum is new",
        "'minimum': 0 | 'minimum': 1 | size: minimum narrowed",
        "'maximum': 10 | 'maximum': 9 | size: maximum narrowed",
        "'maxItems': 4 | 'maxItems': 3 | list: maxItems narrowed",
        "'format': 'date' | 'maxLength': 9, 'format': 'date' | ref.token: maxLength narrowed",
        "^[a-z]{8}$ | ^[a-z]{9}$ | id: pattern changed",
        "'format': 'date' | 'pattern': '^a$', 'format': 'date' | ref.token: pattern changed",
        "'format': 'date' | 'format': 'time' | ref.token: format changed",
        "'type': 'integer' | 'type': 'string' | size: type changed",
        "urn:v1 | urn:v2 | $id changed",
        "'title': 'T' | 'additionalProperties': false | .*: additionalProperties narrowed",
        "{'type': 'string'}} | {'type': 'integer'}} | map.*: type changed",
        "'required': ['size'] | 'required': ['size', 'ref'] | [type=two]: ref newly required",
        "'const': 'two' | 'enum': ['one', 'two'] | [type=one]: size newly required",
        "'title': 'T' | 'not': {} | not changed",
        "'allOf': [ | 'allOf': [{'if': {'not': {'required': ['ref']}}, 'then': {'required':"
            + " ['type']}}, | a condition changed",
      })
  void saysWhatBreaks(String released, String today, String expected) {
    assertThat(RELEASED).contains(released);

    assertThat(SchemaChange.breaks(tree(RELEASED), changed(released, today), Map.of()))
        .containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'title': 'T' | 'title': 'Another', 'description': 'D'",
        "'properties': { | 'properties': {'more': {'type': 'string'},",
        "'required': ['id'] | 'required': []",
        "'enum': ['one', 'two'] | 'enum': ['one', 'two', 'three']",
        "'minimum': 0 | 'minimum': -1",
        "'maximum': 10 | 'maximum': 11",
        ", 'maxItems': 4 | ",
        ", 'pattern': '^[a-z]{8}$' | ",
        "'required': ['size'] | 'required': []",
      })
  void takesWhatWidens(String released, String today) {
    assertThat(RELEASED).contains(released);

    assertThat(SchemaChange.breaks(tree(RELEASED), changed(released, today), Map.of())).isEmpty();
  }

  /** A code that is new may ask for a field: no released record has it. */
  @Test
  void takesANewTypeWithNeedsOfItsOwn() {
    JsonNode today =
        tree(
            RELEASED
                .replace("'enum': ['one', 'two']", "'enum': ['one', 'two', 'three']")
                .replace(
                    "'allOf': [",
                    "'allOf': [{'if': {'properties': {'type': {'const': 'three'}}},"
                        + " 'then': {'required': ['ref']}}, "));

    assertThat(SchemaChange.breaks(tree(RELEASED), today, Map.of())).isEmpty();
  }

  @Test
  void takesAPatternThatAHumanFoundWider() {
    JsonNode today = changed("^[a-z]{8}$", "^[a-z]{8,9}$");

    assertThat(SchemaChange.breaks(tree(RELEASED), today, Map.of("^[a-z]{8}$", "^[a-z]{8,9}$")))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void noContractBreaksItself(Contract contract) {
    JsonNode schema = Contracts.schema(contract);

    assertThat(SchemaChange.breaks(schema, schema, Map.of())).isEmpty();
  }

  private static JsonNode changed(String released, @Nullable String today) {
    return tree(
        RELEASED.replaceFirst(
            Pattern.quote(released), Matcher.quoteReplacement(today == null ? "" : today)));
  }

  private static JsonNode tree(String json) {
    return Trees.of(json.replace('\'', '"').getBytes(UTF_8));
  }
}

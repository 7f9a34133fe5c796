package org.almenara.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shapes in Java and their patterns in the schemas match the same strings. */
class ShapeTest {

  @Property(tries = 20_000)
  void javaAndSchemaMatchTheSame(@ForAll Shape shape, @ForAll("nearlyShaped") String text) {
    boolean matches = matches(shape, text) && (shape != Shape.TOKEN || text.startsWith("prf"));

    assertThat(matches).isEqualTo(schemaMatches(shape, text));
    Statistics.label(shape.name())
        .collect(matches)
        .coverage(
            coverage -> {
              coverage.check(true).count(n -> n > 20);
              coverage.check(false).count(n -> n > 20);
            });
  }

  /** What must never be sent begins with no letter, or has none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.168.1.1",
        "2001-db8--1",
        "573001234567",
        "4111111111111111",
        "4111-1111-1111-1111",
        "2004-03-12",
        "12.03.2004",
        "4.60971",
        "-74.08175",
        "_1032456789"
      })
  void noNumberOfAPersonIsACode(String text) {
    assertThat(matches(Shape.CODE, text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "573001234567",
        "57-300-123-4567",
        "4111111111111111",
        "4111-1111-1111-1111",
        "2004-03-12",
        "1032456789_1"
      })
  void noNumberOfAPersonIsAnId(String text) {
    assertThat(matches(Shape.RECORD_ID, text)).isFalse();
  }

  @Test
  void anIdNeedsOneLetterWhereverItStands() {
    assertThat(matches(Shape.RECORD_ID, "1234567e")).isTrue();
    assertThat(matches(Shape.RECORD_ID, "E-1234567")).isTrue();
    assertThat(matches(Shape.RECORD_ID, "6f2a1c9e-0000-4000-8000-000000000000")).isTrue();
  }

  @Property
  void countriesAreThoseOfTheSchema(@ForAll("pairsOfCapitals") String pair) {
    assertThat(matches(Shape.COUNTRY, pair)).isEqualTo(schemaMatches(Shape.COUNTRY, pair));
  }

  @Provide
  Arbitrary<String> pairsOfCapitals() {
    return Arbitraries.strings().withCharRange('A', 'Z').ofLength(2);
  }

  /** Strings of every shape, some with one character changed, added or taken away; and numbers. */
  @Provide
  Arbitrary<String> nearlyShaped() {
    Arbitrary<String> shaped =
        Arbitraries.oneOf(
            Arrays.stream(Shape.values()).map(shape -> Samples.text(shape, "prf")).toList());
    Arbitrary<String> near =
        Combinators.combine(
                shaped, Arbitraries.integers(), Arbitraries.of(' ', '\n', 'é', 'A', '1'))
            .as(
                (text, place, c) -> {
                  int at = Math.floorMod(place, text.length());
                  return switch (Math.floorMod(place, 3)) {
                    case 0 -> text + c;
                    case 1 -> text.substring(0, at) + c + text.substring(at + 1);
                    default -> text.substring(0, at) + text.substring(at + 1);
                  };
                });
    return Arbitraries.oneOf(
        shaped,
        near,
        Arbitraries.strings().numeric().withChars("_-").ofMaxLength(20),
        Arbitraries.strings().ofMaxLength(6));
  }

  /** As a parser's buffer holds it: with other characters on both sides. */
  private static boolean matches(Shape shape, String text) {
    return shape.matches(("a" + text + "A").toCharArray(), 1, text.length());
  }

  private static boolean schemaMatches(Shape shape, String text) {
    JsonNode definition = definition(shape);
    if (definition.has("enum")) {
      Set<String> codes =
          StreamSupport.stream(definition.get("enum").spliterator(), false)
              .map(JsonNode::textValue)
              .collect(Collectors.toSet());
      return codes.contains(text);
    }
    // matches(): in Java, unlike in JSON Schema, a $ would overlook a last line break
    return Pattern.compile(definition.get("pattern").textValue()).matcher(text).matches()
        && text.length() >= definition.path("minLength").asInt(0)
        && text.length() <= definition.path("maxLength").asInt(Integer.MAX_VALUE);
  }

  private static JsonNode definition(Shape shape) {
    return switch (shape) {
      case TOKEN -> Contracts.schema(Contract.PLATFORM_EVENT).at("/$defs/prf_token");
      case SHA256 -> Contracts.schema(Contract.ACTIVATION).at("/$defs/sha256");
      case RECORD_ID, CODE, COUNTRY, CITY, SUBDIVISION, CURRENCY ->
          Contracts.schema(Contract.PLATFORM_EVENT)
              .at("/$defs/" + shape.name().toLowerCase(Locale.ROOT));
    };
  }
}

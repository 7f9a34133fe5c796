package org.almenara.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the reader promises beside the schemas; {@link ReaderAgreesWithSchemaTest} has the rest. */
class RecordReaderTest {

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void readsBackWhatWasWritten(@ForAll("platformEvents") PlatformEvent event) {
    assertThat(RecordReader.PLATFORM_EVENTS_WITH_PAYERS.read(Json.canonical(event)))
        .isEqualTo(new Decoded<>(event, null, List.of()));
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void readsBackWhatWasWritten(@ForAll("tips") Tip tip) {
    assertThat(RecordReader.TIPS.read(Json.canonical(tip)))
        .isEqualTo(new Decoded<>(tip, null, List.of()));
  }

  @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
    assertThatEitherReadOrRefusedAtAPlaceOfTheContract(bytes);
  }

  @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
  void anyJsonLikeTextIsReadOrRefused(@ForAll("jsonLike") String text) {
    assertThatEitherReadOrRefusedAtAPlaceOfTheContract(text.getBytes(UTF_8));
  }

  /** A secret in every field, known or not; the refusal is made of the contract's words alone. */
  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void refusalNamesPlaceAndCauseAndNoValue(
      @ForAll("platformEvents") PlatformEvent event, @ForAll Mutation mutation, @ForAll long seed) {
    ObjectNode tree = (ObjectNode) Trees.of(Json.canonical(event));
    tree.put("secret", "secret");
    Random random = new Random(seed);
    mutation.applyTo(tree, random);
    List<String> names = new ArrayList<>();
    tree.fieldNames().forEachRemaining(names::add);
    tree.put(names.get(random.nextInt(names.size())), "secret");

    Refusal refusal = RecordReader.PLATFORM_EVENTS.read(Trees.written(tree)).refusal();

    if (refusal != null) {
      assertThat(refusal.toString()).doesNotContain("secret");
      assertThat(PLACES).contains(refusal.path());
    }
  }

  /** A name stands once, be it of a field that this deployment does not take. */
  @Test
  void aFieldThatIsDroppedStandsOnceToo() {
    byte[] twice = "{\"payer\":1,\"payer\":2}".getBytes(UTF_8);

    assertThat(RecordReader.PLATFORM_EVENTS.read(twice).refusal())
        .isEqualTo(new Refusal(Refusal.Reason.DUPLICATE_FIELD, "payer"));
  }

  @Test
  void refusesATombstone() {
    assertThat(refusal(null)).isEqualTo(new Refusal(Refusal.Reason.TOMBSTONE, ""));
  }

  @Test
  void namesWhatItDropsByThePlaceAlone() {
    ObjectNode event = sessionStarted();
    event.putObject("client").put("version", "9.1").put("beta", true);
    event.withObjectProperty("device").put("model", "x");
    event.put("maria", "maria");

    Decoded<PlatformEvent> decoded = RecordReader.PLATFORM_EVENTS.read(Trees.written(event));

    assertThat(decoded.refusal()).isNull();
    assertThat(decoded.dropped()).containsExactlyInAnyOrder("?", "device.?", "?");
  }

  @Test
  void namesWhatItDroppedBeforeItRefused() {
    byte[] json = "{\"client\":1,\"id\":7}".getBytes(UTF_8);

    assertThat(RecordReader.PLATFORM_EVENTS.read(json))
        .isEqualTo(new Decoded<>(null, new Refusal(Refusal.Reason.WRONG_TYPE, "id"), List.of("?")));
  }

  @Test
  void readsEscapesInNamesAndValues() {
    String json = new String(Trees.written(sessionStarted()), UTF_8);

    String escaped = json.replace("\"id\"", "\"\\u0069d\"").replace("prf1", "\\u0070rf1");

    assertThat(escaped).isNotEqualTo(json);
    assertThat(refusal(escaped.getBytes(UTF_8))).isNull();
  }

  @Test
  void numberOfAnyLengthIsTooLarge() {
    String json = new String(Trees.written(sessionStarted()), UTF_8);

    String huge = json.replace("\"size\":40", "\"size\":" + "9".repeat(10_000));

    assertThat(refusal(huge.getBytes(UTF_8)))
        .isEqualTo(new Refusal(Refusal.Reason.NUMBER_TOO_LARGE, "studio.size"));
  }

  /** Names by the thousand fill the parser's table of names; records after that are still read. */
  @Test
  void strangersNamesDoNotHarmLaterRecords() {
    for (int record = 0; record < 500; record++) {
      ObjectNode event = sessionStarted();
      for (int name = 0; name < 100; name++) {
        event.put("n" + record + "_" + name, 1);
      }
      assertThat(refusal(Trees.written(event))).isNull();
    }
    assertThat(refusal(Trees.written(sessionStarted()))).isNull();
  }

  @Provide
  Arbitrary<PlatformEvent> platformEvents() {
    return Samples.platformEvents();
  }

  @Provide
  Arbitrary<Tip> tips() {
    return Samples.tips();
  }

  @Provide
  Arbitrary<String> jsonLike() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\\",
            "\\u00",
            "null",
            "true",
            "1",
            "-",
            "e9",
            ".",
            " ",
            "\"id\"",
            "\"time\"",
            "\"performer\"",
            "\"type\"",
            "\"heartbeat\"",
            "\"amount\"",
            "\0",
            "é")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  private static final Set<String> PLACES = places();

  /** Every path of a contract field, from the schemas; and the record as a whole. */
  private static Set<String> places() {
    Set<String> places = new TreeSet<>(Set.of(""));
    addPlaces(
        Contracts.schema(Contract.PLATFORM_EVENT),
        Contracts.schema(Contract.PLATFORM_EVENT),
        "",
        places);
    addPlaces(Contracts.schema(Contract.TIP), Contracts.schema(Contract.TIP), "", places);
    return places;
  }

  private static void addPlaces(JsonNode root, JsonNode schema, String at, Set<String> places) {
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              String place = at.isEmpty() ? property.getKey() : at + "." + property.getKey();
              places.add(place);
              String ref = property.getValue().path("$ref").asText("#");
              if (!ref.equals("#")) {
                addPlaces(root, root.at(ref.substring(1)), place, places);
              }
            });
  }

  private static void assertThatEitherReadOrRefusedAtAPlaceOfTheContract(byte[] bytes) {
    for (RecordReader<?> reader :
        List.of(
            RecordReader.PLATFORM_EVENTS,
            RecordReader.PLATFORM_EVENTS_WITH_PAYERS,
            RecordReader.TIPS)) {
      Decoded<?> decoded = reader.read(bytes);
      assertThat(decoded.value() == null).isNotEqualTo(decoded.refusal() == null);
      if (decoded.refusal() != null) {
        assertThat(PLACES).contains(decoded.refusal().path());
      }
    }
  }

  private static @Nullable Refusal refusal(byte @Nullable [] bytes) {
    return RecordReader.PLATFORM_EVENTS.read(bytes).refusal();
  }

  private static ObjectNode sessionStarted() {
    Path file = Contracts.examples(Contract.PLATFORM_EVENT).resolve("valid/session.started.json");
    return (ObjectNode) Trees.of(file);
  }
}

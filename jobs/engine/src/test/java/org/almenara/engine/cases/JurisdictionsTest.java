package org.almenara.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.almenara.engine.PlainRun;
import org.almenara.engine.PlainRun.Arrived;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.Units;
import org.almenara.engine.rules.UnitsReader;
import org.almenara.engine.testing.TestRecords;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.Json;
import org.almenara.schemas.Topic;
import org.junit.jupiter.api.Test;

/** Which unit of a kind a case is for, from record to topic. */
class JurisdictionsTest {

  private static final long HOUR = 3_600_000;
  private static final long START = TestRecords.START;

  private static final RuleSet RULES =
      TestRules.of(
          new RuleText(
              "locked",
              "performer",
              "{n: {count: records, where: 'type == \"account.locked\"'}}",
              "2h",
              "1h",
              "n >= 2",
              "account",
              "account-action",
              "A",
              40,
              ""));

  private static final Units UNITS =
      UnitsReader.read(
          "units.yaml",
          """
          units:
          - {id: police-co, kind: police, jurisdictions: [CO]}
          - {id: police-ro, kind: police, jurisdictions: [RO], ration: 1}
          """);

  private static Arrived locked(String id, int performer, String market) {
    return new Arrived(
        TestRecords.event(
            id,
            "account.locked",
            START + 1,
            "\"performer\":" + TestRecords.ref("prf", 1, performer),
            "\"actor\":\"manager\""),
        new Entry(
            START + 1,
            id,
            id.hashCode(),
            false,
            Topic.PLATFORM_EVENTS,
            0,
            7,
            market.isEmpty() ? null : market),
        START + 1);
  }

  private static List<Publication> published(Units units, long end, Arrived... records) {
    return new PlainRun(RULES)
        .with(units).run(List.of(records), end).publications().stream()
            .filter(one -> one.topic().startsWith("cases."))
            .toList();
  }

  private static FlaggedCase read(Publication publication) {
    try {
      return Json.read(
          Objects.requireNonNull(publication.value()).getBytes(StandardCharsets.UTF_8),
          FlaggedCase.class);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void oneUnitOwnsTheCaseAndTheOthersAreNamedWithWhy() {
    List<Publication> published =
        published(
            UNITS,
            START + HOUR,
            locked("locked-01", 1, "CO"),
            locked("locked-02", 1, "RO"),
            locked("locked-03", 1, "RO"));
    assertThat(published).hasSize(1);
    assertThat(published.get(0).topic()).isEqualTo("cases.police-ro.v1");
    FlaggedCase.Content content = read(published.get(0)).content();
    assertThat(content.unit()).isEqualTo("police-ro");
    // A count cites as many records as it needs, the newest: of equal time the last by id.
    assertThat(content.jurisdictions()).containsExactly(jurisdiction("RO", 2, "police-ro"));
  }

  @Test
  void whereRecordsDisagreeTheCaseSaysSo() {
    List<Publication> published =
        published(UNITS, START + HOUR, locked("locked-01", 1, "RO"), locked("locked-02", 1, "CO"));
    FlaggedCase.Content content = read(published.get(0)).content();
    assertThat(content.unit()).isEqualTo("police-co");
    assertThat(content.jurisdictions())
        .containsExactly(jurisdiction("CO", 1, "police-co"), jurisdiction("RO", 1, "police-ro"));
  }

  private static FlaggedCase.Jurisdiction jurisdiction(String country, int records, String unit) {
    return new FlaggedCase.Jurisdiction(country, records, unit);
  }

  @Test
  void whatNamesNoCountryOrAnotherIsForTheUnitThatTakesTheRest() {
    assertThat(
            published(
                UNITS,
                START + HOUR,
                locked("locked-01", 1, ""),
                locked("locked-02", 1, ""),
                locked("locked-03", 2, "PH"),
                locked("locked-04", 2, "PH")))
        .extracting(Publication::topic)
        .containsExactly("cases.police.v1", "cases.police.v1");
  }

  @Test
  void eachUnitHasItsOwnRation() {
    List<Publication> published =
        published(
            UNITS,
            START + 40 * HOUR,
            locked("locked-01", 1, "RO"),
            locked("locked-02", 1, "RO"),
            locked("locked-03", 2, "RO"),
            locked("locked-04", 2, "RO"),
            locked("locked-05", 3, "CO"),
            locked("locked-06", 3, "CO"));
    assertThat(published)
        .filteredOn(one -> read(one).content().revision() == 1)
        .extracting(
            Publication::topic,
            one -> (one.timestamp() - START) / HOUR,
            one -> read(one).deferredSince() != null)
        // The second of the day for Romania would wait for midnight, and expires before.
        .containsExactly(
            tuple("cases.police-co.v1", 1L, false), tuple("cases.police-ro.v1", 1L, false));
  }
}

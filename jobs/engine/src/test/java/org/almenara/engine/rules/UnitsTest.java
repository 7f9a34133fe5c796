package org.almenara.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.almenara.schemas.UnitKind;
import org.junit.jupiter.api.Test;

/** Which units a deployment has, and which of a kind is competent. */
class UnitsTest {

  private static final Units UNITS =
      read(
          "- {id: police-co, kind: police, jurisdictions: [CO, VE], ration: 25}",
          "- {id: police-ro, kind: police, jurisdictions: [RO]}",
          "- {id: police, kind: police, ration: 10, ration_per_rule: 4}");

  private static Units read(String... units) {
    return UnitsReader.read("units.yaml", "units:\n" + String.join("\n", units) + "\n");
  }

  private static String owner(Map<String, Integer> records, String known) {
    return UNITS
        .owner(UnitKind.POLICE, new TreeMap<>(records), known.isEmpty() ? null : known)
        .id();
  }

  @Test
  void theCountryWithMostRecordsDecidesThenTheAlphabet() {
    assertThat(owner(Map.of("CO", 2, "RO", 1), "")).isEqualTo("police-co");
    assertThat(owner(Map.of("CO", 1, "RO", 2), "")).isEqualTo("police-ro");
    assertThat(owner(Map.of("CO", 1, "RO", 1), "")).isEqualTo("police-co");
    assertThat(owner(Map.of("VE", 1, "RO", 1), "")).isEqualTo("police-ro");
    assertThat(owner(Map.of("PH", 5, "RO", 1), "")).isEqualTo("police");
    assertThat(owner(Map.of(), "")).isEqualTo("police");
  }

  @Test
  void aCaseStaysWhereItIsWhileThatUnitIsCompetentForAnyOfIt() {
    assertThat(owner(Map.of("CO", 1, "RO", 9), "police-co")).isEqualTo("police-co");
    assertThat(owner(Map.of(), "police-co")).isEqualTo("police-co");
    assertThat(owner(Map.of("RO", 1), "police-co")).isEqualTo("police-ro");
    assertThat(owner(Map.of("CO", 1), "police")).isEqualTo("police-co");
    assertThat(owner(Map.of("CO", 9, "PH", 1), "police")).isEqualTo("police");
    assertThat(owner(Map.of("CO", 1), "labour")).isEqualTo("police-co");
    assertThat(owner(Map.of("CO", 1), "gone")).isEqualTo("police-co");
  }

  @Test
  void everyKindHasAUnitThatTakesTheRest() {
    assertThat(UNITS.units())
        .extracting(Unit::id)
        .containsExactly("police-co", "police-ro", "police", "labour", "fiu", "ngo", "minors");
    assertThat(UNITS.competent(UnitKind.LABOUR, "CO").id()).isEqualTo("labour");
    assertThat(UNITS.competent(UnitKind.MINORS, "CO").id()).isEqualTo("minors");
  }

  @Test
  void whatIsDeployedHasTheUnitsOfEachKindAndRationsAllButMinors() throws IOException {
    Path root = Path.of(Objects.requireNonNull(System.getProperty("almenara.root")));
    Units deployed =
        UnitsReader.read("units.yaml", Files.readString(root.resolve("deploy/units.yaml")));
    assertThat(deployed.units())
        .extracting(Unit::id)
        .containsExactly("police", "labour", "fiu", "ngo", "minors");
    assertThat(deployed.units())
        .allSatisfy(
            unit -> assertThat(unit.ration() == null).isEqualTo(unit.kind() == UnitKind.MINORS));
  }

  private static void refused(String unit, String message) {
    assertThatThrownBy(() -> read("- {id: police-co, kind: police, jurisdictions: [CO]}", unit))
        .isInstanceOf(RuleSetException.class)
        .hasMessage("units.yaml:" + message);
  }

  @Test
  void whatIsWrongIsNamedWithItsPlaceAndMend() {
    refused(
        "- {id: army, kind: military, jurisdictions: [CO]}",
        "3:20: 'kind' cannot be 'military'; use fiu, labour, minors, ngo, police");
    refused(
        "- {id: Police, kind: police, jurisdictions: [RO]}",
        "3:8: 'Police' is no name for a unit; use a lower-case letter and up to 29 letters,"
            + " digits and hyphens: police-co");
    refused(
        "- {id: police-co, kind: police, jurisdictions: [RO]}",
        "3:8: there are two units police-co; give one of them another name");
    refused(
        "- {id: dijin, kind: police, jurisdictions: [CO]}",
        "3:45: two units of kind police are for CO; leave it to one of them");
    refused(
        "- {id: dijin, kind: police, jurisdictions: [Colombia]}",
        "3:45: 'Colombia' is no country; write say CO");
    refused(
        "- {id: dijin, kind: police}",
        "3:3: 'dijin' is competent for no country; add jurisdictions: [CO]; the unit for all others"
            + " is called police");
    refused(
        "- {id: police, kind: police, jurisdictions: [RO]}",
        "3:45: the unit 'police' takes what no other of its kind takes; remove them, or give the"
            + " unit another name: police-co");
    refused(
        "- {id: police, kind: labour}",
        "3:22: 'police' is the unit that takes the rest of its own kind; write kind: police, or"
            + " give it another name");
    refused(
        "- {id: children-co, kind: minors, jurisdictions: [CO]}",
        "3:27: cases of minors have one unit and one topic; remove it: 'minors' takes them all");
    refused(
        "- {id: minors, kind: minors, ration: 5}",
        "3:3: cases of minors are never rationed; remove the ration");
    refused(
        "- {id: police, kind: police, ration: 0}",
        "3:38: a ration lies between 1 and 100000; write one, or remove it for no ration");
    refused(
        "- {id: police, kind: police, ration: 5, ration_per_rule: 6}",
        "3:58: one rule may decide more cases than the unit takes; write less than 5, or remove"
            + " it");
  }
}

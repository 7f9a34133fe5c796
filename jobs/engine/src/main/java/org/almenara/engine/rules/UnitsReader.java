package org.almenara.engine.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.almenara.schemas.CaseTopic;
import org.almenara.schemas.Role;
import org.almenara.schemas.UnitKind;
import org.jspecify.annotations.Nullable;

/** Reads the units of a deployment strictly. All problems are found in one go. */
public final class UnitsReader {

  /** Topic of what only analysts see: no unit's. */
  private static final String WATCH = "watch";

  private final YamlFile file;
  private final Set<String> ids = new HashSet<>();
  private final Set<String> competences = new HashSet<>();

  private UnitsReader(YamlFile file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @param name of the file, for what is said of it
   * @throws RuleSetException with all problems, by place
   */
  public static Units read(String name, String text) {
    List<RuleProblem> problems = new ArrayList<>();
    YamlFile.Parsed<UnitsFile> parsed = YamlFile.read(name, text, UnitsFile.class, problems);
    List<Unit> units = new ArrayList<>();
    if (parsed != null) {
      UnitsReader reader = new UnitsReader(parsed.file());
      List<UnitsFile.UnitFile> written = parsed.value().units();
      for (int i = 0; i < written.size(); i++) {
        units.add(reader.unit("/units/" + i, written.get(i)));
      }
    }
    if (!problems.isEmpty()) {
      throw new RuleSetException(problems);
    }
    for (UnitKind kind : UnitKind.values()) {
      if (units.stream().noneMatch(unit -> unit.id().equals(kind.code()))) {
        units.add(Unit.ofKind(kind));
      }
    }
    return new Units(List.copyOf(units));
  }

  private Unit unit(String pointer, UnitsFile.UnitFile written) {
    List<String> jurisdictions = Objects.requireNonNullElse(written.jurisdictions(), List.of());
    checkId(pointer + "/id", written);
    checkJurisdictions(pointer, written, jurisdictions);
    checkRations(pointer, written);
    return new Unit(
        written.id(), written.kind(), jurisdictions, written.ration(), written.rationPerRule());
  }

  private void checkId(String pointer, UnitsFile.UnitFile written) {
    String id = written.id();
    if (!CaseTopic.UNIT.matcher(id).matches() || id.equals(WATCH) || isOtherRole(id)) {
      file.problem(
          pointer,
          "'" + id + "' is no name for a unit",
          "use a lower-case letter and up to 29 letters, digits and hyphens: police-co");
    } else if (!ids.add(id)) {
      file.problem(pointer, "there are two units " + id, "give one of them another name");
    }
  }

  /** On a broker a unit is a user of its name: it must not be somebody else. */
  private static boolean isOtherRole(String id) {
    return !isKind(id) && Arrays.stream(Role.values()).anyMatch(role -> role.code().equals(id));
  }

  /** The unit without countries has the name of its kind, and no other has. */
  private void checkJurisdictions(
      String pointer, UnitsFile.UnitFile written, List<String> jurisdictions) {
    String kind = written.kind().code();
    boolean isKinds = written.id().equals(kind);
    boolean ofAnyKind = isKind(written.id());
    if (ofAnyKind && !isKinds) {
      file.problem(
          pointer + "/kind",
          "'" + written.id() + "' is the unit that takes the rest of its own kind",
          "write kind: " + written.id() + ", or give it another name");
    } else if (isKinds && !jurisdictions.isEmpty()) {
      file.problem(
          pointer + "/jurisdictions",
          "the unit '" + kind + "' takes what no other of its kind takes",
          "remove them, or give the unit another name: " + kind + "-co");
    } else if (!ofAnyKind && jurisdictions.isEmpty()) {
      file.problem(
          pointer,
          "'" + written.id() + "' is competent for no country",
          "add jurisdictions: [CO]; the unit for all others is called " + kind);
    } else if (!isKinds && written.kind() == UnitKind.MINORS) {
      file.problem(
          pointer + "/kind",
          "cases of minors have one unit and one topic",
          "remove it: 'minors' takes them all");
    }
    for (int i = 0; i < jurisdictions.size(); i++) {
      String country = jurisdictions.get(i);
      String place = pointer + "/jurisdictions/" + i;
      if (!country.matches("[A-Z]{2}")) {
        file.problem(place, "'" + country + "' is no country", "write say CO");
      } else if (!competences.add(kind + " " + country)) {
        file.problem(
            place, "two units of kind " + kind + " are for " + country, "leave it to one of them");
      }
    }
  }

  private static boolean isKind(String id) {
    return Arrays.stream(UnitKind.values()).anyMatch(kind -> kind.code().equals(id));
  }

  private void checkRations(String pointer, UnitsFile.UnitFile written) {
    Integer ration = written.ration();
    Integer perRule = written.rationPerRule();
    if (written.kind() == UnitKind.MINORS && (ration != null || perRule != null)) {
      file.problem(pointer, "cases of minors are never rationed", "remove the ration");
    }
    checkNumber(pointer + "/ration", ration);
    checkNumber(pointer + "/ration_per_rule", perRule);
    if (ration != null && perRule != null && perRule > ration) {
      file.problem(
          pointer + "/ration_per_rule",
          "one rule may decide more cases than the unit takes",
          "write less than " + ration + ", or remove it");
    }
  }

  private void checkNumber(String pointer, @Nullable Integer number) {
    if (number != null && (number < 1 || number > 100_000)) {
      file.problem(
          pointer, "a ration lies between 1 and 100000", "write one, or remove it for no ration");
    }
  }
}

package org.almenara.engine.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.almenara.schemas.UnitKind;
import org.jspecify.annotations.Nullable;

/**
 * The units of a deployment. Rules lead to a kind of unit; which unit that is depends on where the
 * cited records say that things happened. Units are the operator's, not the analyst's: each needs a
 * topic and rights on the broker.
 *
 * @param units of every kind one that has the kind's name and takes what no other takes, and any
 *     number for countries, but of child protection
 */
public record Units(List<Unit> units) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** One unit of each kind, none with a ration. */
  public static final Units WITHOUT_RATIONS =
      new Units(Arrays.stream(UnitKind.values()).map(Unit::ofKind).toList());

  /** The units packed with the job, at {@code /units.yaml} on the class path. */
  public static Units packed() {
    try (InputStream in = Units.class.getResourceAsStream("/units.yaml")) {
      if (in == null) {
        throw new IllegalStateException(
            "no /units.yaml on the class path; build the job with deploy/units.yaml");
      }
      return UnitsReader.read("units.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The unit of that code; absent when the deployment has none, as for analysts. */
  public @Nullable Unit unit(String id) {
    return units.stream().filter(unit -> unit.id().equals(id)).findFirst().orElse(null);
  }

  /** The unit of a kind that is competent in a country. */
  public Unit competent(UnitKind kind, String country) {
    return units.stream()
        .filter(unit -> unit.kind() == kind && unit.jurisdictions().contains(country))
        .findFirst()
        .orElseGet(() -> ofRest(kind));
  }

  /**
   * Whose a case is. It stays where it is as long as that unit is competent for any of it. Else it
   * goes to the unit that is for the country with most records, of several the first by name.
   *
   * @param kind that it leads to
   * @param records how many of the cited ones are of which country; empty: none says
   * @param known code of the unit that has it; absent: none
   */
  public Unit owner(UnitKind kind, SortedMap<String, Integer> records, @Nullable String known) {
    Unit holder = known == null ? null : unit(known);
    if (holder != null
        && holder.kind() == kind
        && (records.isEmpty()
            || records.keySet().stream()
                .anyMatch(country -> competent(kind, country).equals(holder)))) {
      return holder;
    }
    return records.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(most -> competent(kind, most.getKey()))
        .orElseGet(() -> ofRest(kind));
  }

  private Unit ofRest(UnitKind kind) {
    return units.stream()
        .filter(unit -> unit.kind() == kind && unit.jurisdictions().isEmpty())
        .findFirst()
        .orElseThrow();
  }
}

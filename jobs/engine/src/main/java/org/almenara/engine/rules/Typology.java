package org.almenara.engine.rules;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.almenara.schemas.FlaggedCase;
import org.jspecify.annotations.Nullable;

/**
 * A situation that several rules together describe.
 *
 * @param id never reused
 * @param title by language
 * @param describes what kind of situation it is
 * @param all ids of the rules that must hold
 * @param any ids of the rules of which some may hold
 * @param atLeast how many of all of them must; at least two
 * @param within how far apart the times may lie at which they held, milliseconds
 * @param raises whether it may carry a case, as a rule of tier A does
 * @param unit code of the unit to which it leads what it explains; absent: where families lead
 */
public record Typology(
    String id,
    SortedMap<String, String> title,
    FlaggedCase.Situation describes,
    List<String> all,
    List<String> any,
    int atLeast,
    long within,
    boolean raises,
    @Nullable String unit) {

  /** All its parts, those that must hold first. */
  public List<String> parts() {
    return Stream.concat(all.stream(), any.stream()).toList();
  }
}

package org.almenara.engine.cases;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.rules.Unit;
import org.almenara.engine.rules.Units;
import org.almenara.engine.score.Assessment;
import org.almenara.engine.score.Factor;
import org.almenara.schemas.FlaggedCase;

/**
 * Where what speaks for a case happened, as its records say: which unit is competent, never whether
 * there is a case.
 */
final class Jurisdictions {

  private Jurisdictions() {}

  /** How many of the records that speak for it name which country; each record once. */
  static SortedMap<String, Integer> of(Assessment assessment) {
    SortedMap<String, Integer> records = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (Factor factor : assessment.factors()) {
      for (Entry entry : factor.finding().evidence()) {
        String country = entry.market();
        if (country != null && seen.add(entry.id())) {
          records.merge(country, 1, Integer::sum);
        }
      }
    }
    return records;
  }

  /**
   * As a case says it: most records first, of equals by country; with the unit of the owner's kind.
   */
  static List<FlaggedCase.Jurisdiction> named(Assessment assessment, String owner, Units units) {
    Unit unit = units.unit(owner);
    return of(assessment).entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(
            one ->
                new FlaggedCase.Jurisdiction(
                    one.getKey(),
                    one.getValue(),
                    unit == null ? owner : units.competent(unit.kind(), one.getKey()).id()))
        .toList();
  }
}

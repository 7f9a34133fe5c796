package org.almenara.engine.rules;

import java.util.List;
import org.almenara.schemas.UnitKind;
import org.jspecify.annotations.Nullable;

/**
 * {@code units.yaml} as it is written.
 *
 * @param units of the deployment; a kind without an entry has the unit of its name all the same
 */
record UnitsFile(List<UnitFile> units) {

  /**
   * One unit.
   *
   * @param id its code
   * @param kind of unit
   * @param jurisdictions countries (ISO 3166-1); absent: all others
   * @param ration new cases a day
   * @param rationPerRule how many of them one rule may decide
   */
  record UnitFile(
      String id,
      UnitKind kind,
      @Nullable List<String> jurisdictions,
      @Nullable Integer ration,
      @Nullable Integer rationPerRule) {}
}

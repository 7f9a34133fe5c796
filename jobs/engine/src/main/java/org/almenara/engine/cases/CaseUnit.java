package org.almenara.engine.cases;

import java.util.List;
import org.almenara.engine.rules.Settings;
import org.almenara.schemas.FlaggedCase;
import org.jspecify.annotations.Nullable;

/** Which unit a case of a shadow would be for, if its rule set judged; all of them go to watch. */
public final class CaseUnit {

  private CaseUnit() {}

  /**
   * By what the case said.
   *
   * @param revisions at least one, by number; where older ones are missing, it may have been for a
   *     unit of an earlier route
   * @param settings of the rule set that they name
   */
  public static String of(List<FlaggedCase.Content> revisions, Settings settings) {
    @Nullable String unit = null;
    for (FlaggedCase.Content revision : revisions) {
      unit = Leads.of(revision, settings).unit(settings, unit);
    }
    if (unit == null) {
      throw new IllegalArgumentException("a case has a revision");
    }
    return unit;
  }
}

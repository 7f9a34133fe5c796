package org.almenara.engine.rules;

import java.io.Serializable;
import java.util.List;
import org.almenara.schemas.UnitKind;
import org.jspecify.annotations.Nullable;

/**
 * A unit that acts on cases.
 *
 * @param id its code: what its topic and its audit chain are called by
 * @param kind of unit
 * @param jurisdictions countries that it is competent for; empty: all that no other unit of its
 *     kind is
 * @param ration how many new cases it takes a day (UTC); absent: any number
 * @param rationPerRule how many of them one rule may decide; absent: any number
 */
public record Unit(
    String id,
    UnitKind kind,
    List<String> jurisdictions,
    @Nullable Integer ration,
    @Nullable Integer rationPerRule)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Whether this deployment has it beside those that all have. */
  public boolean isAdded() {
    return !id.equals(kind.code());
  }

  /** The unit that every kind has: competent for all that no other is, and without a ration. */
  static Unit ofKind(UnitKind kind) {
    return new Unit(kind.code(), kind, List.of(), null, null);
  }
}

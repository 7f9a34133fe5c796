package org.almenara.engine.cases;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.FlaggedCase.Element;

/**
 * The definitions of trafficking, kept apart: human trafficking for any purpose, of it sex
 * trafficking, of that cybersex trafficking.
 */
final class Definitions {

  private Definitions() {}

  /** What each definition still misses, the widest first. */
  static List<FlaggedCase.Definition> of(Set<Element> supported) {
    return Arrays.stream(FlaggedCase.Offence.values())
        .map(offence -> new FlaggedCase.Definition(offence, missing(offence, supported)))
        .toList();
  }

  /**
   * What a definition still misses; of a child no means is needed (Palermo Protocol, art. 3(c)).
   */
  static List<Element> missing(FlaggedCase.Offence offence, Set<Element> supported) {
    Set<Element> missing = elements(offence);
    missing.removeAll(supported);
    if (supported.contains(Element.CHILD)) {
      missing.remove(Element.MEANS);
    }
    return List.copyOf(missing);
  }

  private static Set<Element> elements(FlaggedCase.Offence offence) {
    return switch (offence) {
      case HUMAN_TRAFFICKING -> EnumSet.of(Element.ACT, Element.MEANS, Element.PURPOSE);
      case SEX_TRAFFICKING ->
          EnumSet.of(Element.ACT, Element.MEANS, Element.PURPOSE, Element.SEXUAL_EXPLOITATION);
      case CYBERSEX_TRAFFICKING ->
          EnumSet.of(
              Element.ACT,
              Element.MEANS,
              Element.PURPOSE,
              Element.SEXUAL_EXPLOITATION,
              Element.LIVE_DELIVERY);
    };
  }
}

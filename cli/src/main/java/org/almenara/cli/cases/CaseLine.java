package org.almenara.cli.cases;

import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.almenara.schemas.FlaggedCase;

/** A case in one line: enough to choose which to read. */
public final class CaseLine {

  /** As many digits of the id as tell cases apart. */
  public static final int ID_DIGITS = 12;

  private CaseLine() {}

  /** Id, state, estimative word, points, whom it is about, families, instant of the revision. */
  public static String of(FlaggedCase.Content content) {
    return String.format(
        Locale.ROOT,
        "%s  %-7s  %-18s %6s  %-9s %-28s  %-24s %s",
        content.id().substring(0, ID_DIGITS),
        content.state().code(),
        content.strength().word(),
        Words.points(content.strength().pointsMilli()),
        content.focal().type().code(),
        content.focal().token(),
        families(content),
        Words.time(content.asOf()));
  }

  private static String families(FlaggedCase.Content content) {
    return content.factors().stream()
        .map(FlaggedCase.Factor::family)
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining("+"));
  }
}

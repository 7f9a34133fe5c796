package org.almenara.cli.cases;

import java.util.Locale;
import java.util.stream.Collectors;
import org.almenara.schemas.FlaggedCase;

/** A case in one line: enough to choose which to read. */
public final class CaseLine {

  /** As many digits of the id as tell cases apart. */
  public static final int ID_DIGITS = 10;

  private CaseLine() {}

  /** Id, state, points, estimative word, whom it is about, instant of the revision, families. */
  public static String of(FlaggedCase.Content content) {
    return String.format(
        Locale.ROOT,
        "%s  %-7s %5s %-18s  %-27s  %s  %s",
        content.id().substring(0, ID_DIGITS),
        content.state().code(),
        Words.points(content.strength().pointsMilli()),
        content.strength().word(),
        content.focal().token(),
        Words.time(content.asOf()),
        families(content));
  }

  private static String families(FlaggedCase.Content content) {
    return content.factors().stream()
        .map(FlaggedCase.Factor::family)
        .distinct()
        .sorted()
        .collect(Collectors.joining("+"));
  }
}

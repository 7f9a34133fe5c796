package org.almenara.cli.cases;

import java.util.List;
import java.util.stream.Collectors;
import org.almenara.schemas.FlaggedCase.Observed;

/** What measures of a rule showed, in plain words. */
public final class ObservedText {

  private ObservedText() {}

  /** {@code performers at least 5 (threshold 5), studios 2 (threshold 3)}. */
  public static String of(List<Observed> observed) {
    return observed.stream().map(ObservedText::of).collect(Collectors.joining(", "));
  }

  private static String of(Observed observed) {
    String least = observed.value() == observed.clamp() ? "at least " : "";
    return "%s %s%s (threshold %s)"
        .formatted(
            observed.measure(),
            least,
            amount(observed.value(), observed.unit()),
            amount(observed.clamp(), observed.unit()));
  }

  private static String amount(long value, String unit) {
    return unit.equals("ms") ? Words.duration(value) : String.valueOf(value);
  }
}

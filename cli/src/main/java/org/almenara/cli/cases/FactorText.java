package org.almenara.cli.cases;

import java.time.Instant;
import java.util.List;
import org.almenara.schemas.FlaggedCase;
import org.jspecify.annotations.Nullable;

/** One factor of a case, or what speaks against it, in plain words. */
final class FactorText {

  private static final int INDENT = 5;
  private static final String LATE =
      "Rests on a record that arrived late, counted from when it was visible.";

  private final Page page;

  FactorText(Page page) {
    this.page = page;
  }

  void write(int number, FlaggedCase.Factor factor) {
    page.item(
        2,
        number + ".",
        "%s: %s points".formatted(Words.title(factor.title()), Words.points(factor.pointsMilli())));
    page.text(INDENT, "Observed: " + observed(factor) + ".");
    page.text(INDENT, period(factor));
    if (factor.context()) {
      page.text(
          INDENT,
          "Context, with less weight: it was found for the %s %s, which the case shares.%s"
              .formatted(factor.entity().type().code(), factor.entity().token(), validity(factor)));
    }
    page.text(
        INDENT, tier(factor.tier()) + " " + basis(factor.basis()) + supports(factor.elements()));
    List<String> unsure = unsure(factor);
    if (!unsure.isEmpty()) {
      page.text(
          INDENT,
          "More happened than is remembered: %s may be wrong. Look at the records."
              .formatted(String.join(", ", unsure)));
    }
    Integer seen = factor.seenPermille();
    if (seen != null) {
      page.text(
          INDENT,
          "The measure is new: it has seen %d %% of its time, so the value may be too low."
              .formatted(seen / 10));
    }
    if (factor.late()) {
      page.text(INDENT, LATE);
    }
    page.text(
        INDENT,
        "Rule %s, version %d, indicator %s; family %s, kind of fact %s."
            .formatted(
                factor.rule(),
                factor.version(),
                factor.indicator(),
                factor.family(),
                factor.root()));
  }

  void write(String mark, FlaggedCase.Counter counter) {
    page.item(
        2,
        mark + ".",
        "%s: up to %s points off %s"
            .formatted(
                Words.title(counter.title()),
                Words.points(counter.pointsMilli()),
                String.join(", ", counter.families())));
    @Nullable Instant until = counter.until();
    page.text(
        INDENT,
        (until == null
                ? "Holds since %s UTC, in ".formatted(Words.time(counter.since()))
                : "Held from %s to %s UTC, in "
                    .formatted(Words.time(counter.since()), Words.time(until)))
            + Words.count(counter.records().size(), "cited record")
            + ". "
            + basis(counter.basis()));
    if (!counter.caveats().isEmpty()) {
      page.text(INDENT, "It can mislead: " + String.join("; ", counter.caveats()) + ".");
    }
    if (counter.late()) {
      page.text(INDENT, LATE);
    }
    page.text(
        INDENT,
        "Rule %s, version %d; kind of fact %s."
            .formatted(counter.rule(), counter.version(), counter.root()));
  }

  private static String validity(FlaggedCase.Factor factor) {
    @Nullable Instant validUntil = factor.validUntil();
    return validUntil == null
        ? ""
        : " Valid until %s UTC, unless it is said again.".formatted(Words.time(validUntil));
  }

  private static List<String> unsure(FlaggedCase.Factor factor) {
    return factor.observed().stream()
        .filter(FlaggedCase.Observed::overflowed)
        .map(FlaggedCase.Observed::measure)
        .toList();
  }

  private static String observed(FlaggedCase.Factor factor) {
    return ObservedText.of(factor.observed())
        + " within "
        + Words.duration(factor.windowMillis())
        + ", in "
        + Words.count(factor.records().size(), "cited record");
  }

  private static String period(FlaggedCase.Factor factor) {
    String since = Words.time(factor.since());
    String fading = Words.duration(factor.halfLifeMillis());
    @Nullable Instant until = factor.until();
    return until == null
        ? "Holds since %s UTC; fades by half every %s once it no longer holds."
            .formatted(since, fading)
        : "Held from %s to %s UTC; fades by half every %s."
            .formatted(since, Words.time(until), fading);
  }

  private static String tier(FlaggedCase.Tier tier) {
    return switch (tier) {
      case A -> "Tier A: may open a case alone.";
      case B -> "Tier B: opens a case only beside a second family and kind of fact.";
      case C -> "Tier C: context, opens nothing.";
    };
  }

  private static String basis(FlaggedCase.Basis basis) {
    return switch (basis) {
      case RECORDED -> "Recorded by a system.";
      case ALLEGED -> "Alleged: someone's word.";
      case INFERRED -> "Inferred from other facts.";
    };
  }

  private static String supports(List<FlaggedCase.Element> elements) {
    return elements.isEmpty() ? "" : " Supports: " + Words.codes(elements) + ".";
  }
}

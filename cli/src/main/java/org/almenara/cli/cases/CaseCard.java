package org.almenara.cli.cases;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.almenara.cli.Screen;
import org.almenara.schemas.FlaggedCase;
import org.jspecify.annotations.Nullable;

/**
 * A case in full: who, why, which elements, what speaks against it, how sure, what next.
 *
 * <p>Every sentence that is not the case's own holds for every case of this version.
 */
public final class CaseCard {

  private final Screen screen;
  private final Page page = new Page();

  private CaseCard(Screen screen) {
    this.screen = screen;
  }

  /** The card, at most {@value Page#WIDTH} columns wide, with colours where the screen has them. */
  public static String of(FlaggedCase flagged, Screen screen) {
    FlaggedCase.Content content = flagged.content();
    CaseCard card = new CaseCard(screen);
    card.title(content);
    card.ruleSets(flagged);
    card.decided(content);
    card.who(content.focal());
    card.why(content.factors());
    card.together(content.typologies());
    card.elements(content);
    card.against(content);
    card.notEvaluable(content.feedGaps());
    card.howSure(content);
    card.next(content);
    card.ids(content);
    return card.page.toString();
  }

  private void title(FlaggedCase.Content content) {
    page.line(
        0,
        screen.bold("CASE " + content.id().substring(0, CaseLine.ID_DIGITS))
            + "  a %s for the unit '%s', revision %d"
                .formatted(content.state().code(), content.unit(), content.revision()));
    page.text(
        2,
        "Opened %s UTC, as of %s UTC."
            .formatted(Words.time(content.opened()), Words.time(content.asOf())));
  }

  /** What a reader must know of the rule set before the rest. */
  private void ruleSets(FlaggedCase flagged) {
    if (Boolean.TRUE.equals(flagged.content().shadow())) {
      page.text(
          2,
          screen.alert("In shadow")
              + ": said by a rule set that is on trial. Nobody acts on it; it is for analysts.");
    }
    if (Boolean.TRUE.equals(flagged.appliedLate())) {
      page.text(
          2,
          screen.alert("Rule set applied late")
              + ": a worker had passed the instant when it heard of it, so a replay may say"
              + " something else.");
    }
  }

  private void decided(FlaggedCase.Content content) {
    FlaggedCase.Decision decision = content.decision();
    if (decision == null) {
      return;
    }
    heading("What people decided last");
    page.text(
        2,
        "%s by the unit '%s' (%s), in effect since %s UTC%s."
            .formatted(
                decision.decision().code(),
                decision.unit(),
                decision.reviewerRole(),
                Words.time(decision.at()),
                decision.reasons().isEmpty() ? "" : ": " + Words.codes(decision.reasons())));
    if (content.waitsUntil() != null) {
      page.text(2, "Waits for an answer until %s UTC.".formatted(Words.time(content.waitsUntil())));
    }
    if (content.reviewsDue() != null) {
      page.text(2, "Drawn for a second look: " + Words.codes(content.reviewsDue()) + ".");
    }
  }

  private void who(FlaggedCase.Focal focal) {
    heading("Who");
    page.text(2, focal.type().code() + " " + focal.token());
    if (!focal.origin().equals(focal.token())) {
      page.text(2, "first known as " + focal.origin());
    }
    page.text(
        2,
        focal.role().equals("unknown")
            ? "Role: unknown. Whether victim, suspect or witness is for a human to say."
            : "Role: " + focal.role() + ".");
  }

  private void why(List<FlaggedCase.Factor> factors) {
    heading("Why");
    if (factors.isEmpty()) {
      page.text(2, "Nothing carries it any more: all that did has faded.");
    }
    for (int i = 0; i < factors.size(); i++) {
      new FactorText(page).write(i + 1, factors.get(i));
    }
  }

  private void together(List<FlaggedCase.Typology> typologies) {
    if (typologies.isEmpty()) {
      return;
    }
    heading("What it looks like together");
    for (FlaggedCase.Typology typology : typologies) {
      page.item(2, "-", "%s (%s)".formatted(Words.title(typology.title()), describes(typology)));
      page.text(4, "Seen: " + String.join(", ", typology.parts()) + ".");
      if (!typology.missing().isEmpty()) {
        page.text(4, "Not seen: " + String.join(", ", typology.missing()) + ".");
      }
    }
    page.text(2, "A pattern describes what is seen together; it claims nothing.");
  }

  private static String describes(FlaggedCase.Typology typology) {
    return switch (typology.describes()) {
      case TRAFFICKING -> "describes trafficking";
      case LABOUR_ABUSE -> "describes labour abuse, a wrong of its own";
      case CHILD -> "describes the exploitation of a child";
    };
  }

  private void elements(FlaggedCase.Content content) {
    heading("Elements of the offence");
    page.text(2, "Legal frame: " + content.legalFrame() + ".");
    page.text(2, "Supported: " + Words.codes(content.elementsSupported()) + ".");
    page.text(
        2,
        "Missing: "
            + Words.codes(content.elementsMissing())
            + ". A missing element never blocks a protective lead.");
    content.definitions().forEach(definition -> page.item(2, "-", definition(definition)));
  }

  private static String definition(FlaggedCase.Definition definition) {
    String offence =
        switch (definition.offence()) {
          case HUMAN_TRAFFICKING -> "Human trafficking";
          case SEX_TRAFFICKING -> "Sex trafficking";
          case CYBERSEX_TRAFFICKING -> "Cybersex trafficking";
        };
    return definition.missing().isEmpty()
        ? offence + ": the evidence describes all its elements. Whether it is so is for a court."
        : offence + ": not described; missing " + Words.codes(definition.missing()) + ".";
  }

  private void against(FlaggedCase.Content content) {
    heading("What speaks against it");
    counterEvidence(content.counterEvidence());
    List<String> toConsider = content.toConsider();
    if (!toConsider.isEmpty()) {
      page.text(2, "Rule out first, each a lawful way to look like this:");
    }
    toConsider.forEach(explanation -> page.item(4, "-", explanation));
  }

  private void counterEvidence(List<FlaggedCase.Counter> counters) {
    if (counters.isEmpty()) {
      page.text(
          2, "No counter-evidence rule holds. That says nothing: look for it in the records.");
      return;
    }
    for (int i = 0; i < counters.size(); i++) {
      new FactorText(page).write(mark(i), counters.get(i));
    }
    page.text(
        2,
        "It lowers each family by at most 40 %, and never tips or signs of a minor: it can be"
            + " bought.");
  }

  /** Counter-evidence has letters, so that no number stands for and against a case. */
  private static String mark(int index) {
    return index < 26 ? String.valueOf((char) ('a' + index)) : "a" + (index - 25);
  }

  private void notEvaluable(@Nullable List<FlaggedCase.FeedGap> gaps) {
    if (gaps == null) {
      return;
    }
    heading("What could not be looked at");
    for (FlaggedCase.FeedGap gap : gaps) {
      Instant until = gap.until();
      page.item(
          2,
          "-",
          "%s %s, from %s UTC %s"
              .formatted(
                  gap.platform(),
                  leftOut(gap),
                  Words.time(gap.from()),
                  until == null ? "on." : "to %s UTC.".formatted(Words.time(until))));
      page.text(4, "Not evaluable: " + String.join(", ", gap.rules()) + ".");
    }
    page.text(2, "It says neither that something happened nor that nothing did.");
  }

  private static String leftOut(FlaggedCase.FeedGap gap) {
    String type = gap.recordType();
    String field = gap.field();
    if (type == null) {
      return "was silent";
    }
    return field == null ? "left out " + type : "left out " + field + " of " + type;
  }

  private void howSure(FlaggedCase.Content content) {
    FlaggedCase.Strength strength = content.strength();
    heading("How sure");
    page.text(
        2,
        "%s: %s points, where a case opens at %s. Points rank cases; they are no probability."
            .formatted(
                strength.word(),
                Words.points(strength.pointsMilli()),
                Words.points(strength.lineMilli())));
    page.text(2, "Corroboration: " + corroboration(content));
  }

  private static String corroboration(FlaggedCase.Content content) {
    String code = content.strength().corroboration();
    List<FlaggedCase.Factor> factors = content.factors();
    return switch (code) {
      case "tier_a" -> "a finding of tier A, which may open a case alone.";
      case "two_families_two_roots" ->
          "findings of different families (%s) that rest on different kinds of fact (%s)."
              .formatted(
                  distinct(factors.stream().map(FlaggedCase.Factor::family).toList()),
                  distinct(factors.stream().map(FlaggedCase.Factor::root).toList()));
      case "typology" -> "a pattern that may open a case; see what it looks like together.";
      case "none" ->
          content.state() == FlaggedCase.State.NEAR_MISS
              ? "none, so that it is no case."
              : "none any more; what corroborated it has lapsed.";
      default -> code + ".";
    };
  }

  private static String distinct(List<String> codes) {
    return new TreeSet<>(codes).stream().collect(Collectors.joining(", "));
  }

  private void next(FlaggedCase.Content content) {
    heading("Next step");
    page.text(
        2,
        "A named human reviews the records, writes down own reasons and decides. Nothing follows"
            + " by itself.");
    page.text(
        2,
        "First contact goes through a specialised NGO: whoever controls the performer may read the"
            + " account.");
    page.text(2, screen.alert("Caution") + ": " + content.caution());
  }

  private void ids(FlaggedCase.Content content) {
    heading("Ids");
    page.text(2, "case: " + content.id());
    page.text(2, "rule set: " + content.ruleSet());
    for (int i = 0; i < content.factors().size(); i++) {
      page.item(
          2, "cited by " + (i + 1) + ":", String.join(", ", content.factors().get(i).records()));
    }
    for (int i = 0; i < content.counterEvidence().size(); i++) {
      page.item(
          2,
          "cited by " + mark(i) + ":",
          String.join(", ", content.counterEvidence().get(i).records()));
    }
  }

  private void heading(String text) {
    page.blank();
    page.line(0, screen.bold(text.toUpperCase(Locale.ROOT)));
  }
}

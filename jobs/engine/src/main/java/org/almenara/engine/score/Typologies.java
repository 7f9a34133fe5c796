package org.almenara.engine.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.Typology;
import org.jspecify.annotations.Nullable;

/**
 * Finds the typologies that factors meet.
 *
 * <p>A part is met by a factor of its rule that still gives points, whether of the focal entity
 * itself or passed on to it. A typology is met by factors that meet all of {@code all} and enough
 * parts in all, of which at least one is of the focal entity itself, and of which no one began
 * later than {@code within} after another had ceased.
 */
final class Typologies {

  private final RuleSet ruleSet;

  Typologies(RuleSet ruleSet) {
    this.ruleSet = ruleSet;
  }

  /** Those that are met, in the order of the settings. */
  List<TypologyMatch> in(List<Factor> evidence, long instant) {
    List<TypologyMatch> matches = new ArrayList<>();
    for (Typology typology : ruleSet.settings().typologies()) {
      TypologyMatch match = match(typology, evidence, instant);
      if (match != null) {
        matches.add(match);
      }
    }
    return matches;
  }

  /** The fullest match that there is, one that carries before one that does not. */
  private @Nullable TypologyMatch match(Typology typology, List<Factor> evidence, long instant) {
    List<Factor> parts =
        evidence.stream()
            .filter(factor -> factor.pointsMilli() > 0)
            .filter(factor -> typology.parts().contains(factor.finding().rule()))
            .toList();
    TypologyMatch best = null;
    for (Factor first : parts) {
      TypologyMatch match = match(typology, endingFrom(first, parts, typology.within(), instant));
      if (match != null && (best == null || isFuller(match, best))) {
        best = match;
      }
    }
    return best;
  }

  /**
   * The factors that lie close enough together, where {@code first} is the first to have ceased.
   */
  private static List<Factor> endingFrom(
      Factor first, List<Factor> parts, long within, long instant) {
    long end = end(first, instant);
    return parts.stream()
        .filter(factor -> end(factor, instant) >= end && factor.since() - end <= within)
        .toList();
  }

  private static long end(Factor factor, long instant) {
    Long until = factor.until();
    return until == null ? instant : until;
  }

  private @Nullable TypologyMatch match(Typology typology, List<Factor> close) {
    Set<String> holding = new TreeSet<>();
    close.forEach(factor -> holding.add(factor.finding().rule()));
    boolean enough =
        holding.containsAll(typology.all())
            && holding.size() >= typology.atLeast()
            && close.stream().anyMatch(factor -> !factor.finding().context());
    return enough
        ? new TypologyMatch(
            typology.id(),
            List.copyOf(holding),
            typology.raises() && Corroboration.raised(close, ruleSet))
        : null;
  }

  private static boolean isFuller(TypologyMatch match, TypologyMatch other) {
    return match.carries() == other.carries()
        ? match.holding().size() > other.holding().size()
        : match.carries();
  }
}

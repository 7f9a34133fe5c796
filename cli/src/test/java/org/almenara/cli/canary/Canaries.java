package org.almenara.cli.canary;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks for many canaries in many texts at once, by their beginnings: what was cut off is a leak
 * too.
 */
final class Canaries {

  /** Characters of a beginning, and the least of a canary: what is shorter comes up by chance. */
  static final int BEGINNING = 11;

  private final Set<String> beginnings;

  Canaries(List<String> canaries) {
    beginnings =
        canaries.stream()
            .map(canary -> canary.substring(0, BEGINNING))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The texts that hold one, or its beginning. */
  List<String> foundIn(List<String> texts) {
    return texts.stream().filter(this::isIn).toList();
  }

  private boolean isIn(String text) {
    for (int at = 0; at + BEGINNING <= text.length(); at++) {
      if (beginnings.contains(text.substring(at, at + BEGINNING))) {
        return true;
      }
    }
    return false;
  }
}

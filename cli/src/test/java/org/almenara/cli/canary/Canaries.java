package org.almenara.cli.canary;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for many canaries in many texts at once: by their beginnings, since there are a hundred
 * thousand of them.
 */
final class Canaries {

  /** Characters of a beginning, and the least of a canary: what is shorter comes up by chance. */
  private static final int BEGINNING = 11;

  private final Map<String, Set<String>> byBeginning = new HashMap<>();

  Canaries(List<String> canaries) {
    for (String canary : canaries) {
      byBeginning
          .computeIfAbsent(canary.substring(0, BEGINNING), key -> new HashSet<>())
          .add(canary);
    }
  }

  /** The texts that hold one. */
  List<String> foundIn(List<String> texts) {
    return texts.stream().filter(this::isIn).toList();
  }

  private boolean isIn(String text) {
    for (int at = 0; at + BEGINNING <= text.length(); at++) {
      Set<String> candidates = byBeginning.get(text.substring(at, at + BEGINNING));
      if (candidates != null) {
        int from = at;
        if (candidates.stream().anyMatch(canary -> text.startsWith(canary, from))) {
          return true;
        }
      }
    }
    return false;
  }
}

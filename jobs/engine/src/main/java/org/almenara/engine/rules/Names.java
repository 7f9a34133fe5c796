package org.almenara.engine.rules;

import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/** Names in a rule set: which can be used, and which was meant. */
final class Names {

  /** Names that CEL keeps for itself. */
  private static final Set<String> RESERVED =
      Set.of(
          "as",
          "break",
          "const",
          "continue",
          "else",
          "false",
          "for",
          "function",
          "if",
          "import",
          "in",
          "let",
          "loop",
          "namespace",
          "null",
          "package",
          "return",
          "true",
          "var",
          "void",
          "while");

  private Names() {}

  /** Whether an expression can use a name. */
  static boolean isName(String name) {
    return name.matches("[a-z][a-z0-9_]{0,39}") && !RESERVED.contains(name);
  }

  /** The mend for an unknown name: the nearest of the known ones, or all of them. */
  static String suggest(String written, Collection<String> known, String all) {
    return new TreeSet<>(known)
        .stream()
            .filter(name -> distance(written, name) <= Math.min(3, written.length() / 2))
            .min(Comparator.comparingInt(name -> distance(written, name)))
            .map(name -> "did you mean '" + name + "'?")
            .orElseGet(() -> all + " " + String.join(", ", new TreeSet<>(known)));
  }

  /** Letters to insert, remove or replace to turn one word into the other. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}

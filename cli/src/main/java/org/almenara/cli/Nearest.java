package org.almenara.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that somebody may have meant who wrote another. */
public final class Nearest {

  /** As many letters may differ, of ten. */
  private static final int LETTERS_OF_TEN = 4;

  private static final int SHOWN = 3;

  private Nearest() {}

  /** The names that are nearest to what was written, nearest first; none when all are far. */
  public static List<String> to(String written, Collection<String> names) {
    String lower = written.toLowerCase(Locale.ROOT);
    return names.stream()
        .distinct()
        .filter(name -> isNear(lower, name))
        .sorted(
            Comparator.comparingInt((String name) -> distance(lower, name))
                .thenComparing(Comparator.naturalOrder()))
        .limit(SHOWN)
        .toList();
  }

  /** {@code "; did you mean a or b?"}, or nothing when all names are far. */
  public static String hint(String written, Collection<String> names) {
    List<String> near = to(written, names);
    return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
  }

  private static boolean isNear(String written, String name) {
    int longest = Math.max(written.length(), name.length());
    boolean partOf = written.length() >= SHOWN && name.contains(written);
    return partOf || 10 * distance(written, name) <= LETTERS_OF_TEN * longest;
  }

  /** Levenshtein: letters to add, take away or change. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}

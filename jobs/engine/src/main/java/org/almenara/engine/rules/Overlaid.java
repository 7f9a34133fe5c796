package org.almenara.engine.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which values of a file stand in an overlay, and where: so that what is wrong with them is said
 * where it can be mended.
 */
final class Overlaid {

  private static final String CONDITION = "/when";

  private final YamlFile overlay;
  private final Map<String, String> places = new TreeMap<>();
  private final List<Replaced> replaced = new ArrayList<>();

  Overlaid(YamlFile overlay) {
    this.overlay = overlay;
  }

  /**
   * A constant of the condition that was replaced.
   *
   * @param start where the new one begins in the new condition
   * @param end where it ends
   * @param longer by how many characters the condition grew with it
   * @param place JSON pointer in the overlay
   */
  private record Replaced(int start, int end, int longer, String place) {}

  /** Notes that what is under a JSON pointer stands in the overlay, under another. */
  void add(String pointer, String place) {
    places.put(pointer, place);
  }

  /** A constant, what takes its place, and where that stands in the overlay. */
  record Replacement(ConditionConstant constant, String value, String place) {}

  /** The condition with other constants, which are in the order of the text. */
  String replace(String condition, List<Replacement> replacements) {
    StringBuilder text = new StringBuilder();
    int copied = 0;
    for (Replacement one : replacements) {
      ConditionConstant constant = one.constant();
      text.append(condition, copied, constant.start());
      int start = text.length();
      text.append(one.value());
      copied = constant.end();
      int longer = one.value().length() - (constant.end() - constant.start());
      replaced.add(new Replaced(start, text.length(), longer, one.place()));
    }
    return text.append(condition.substring(copied)).toString();
  }

  /** What is said of a value, where it stands in the overlay; absent: it does not stand there. */
  @Nullable RuleProblem at(String pointer, String cause, String mend) {
    for (String part = pointer; !part.isEmpty(); part = part.substring(0, part.lastIndexOf('/'))) {
      String place = places.get(part);
      if (place != null) {
        return overlay.at(place + pointer.substring(part.length()), cause, mend);
      }
    }
    return null;
  }

  /** What is said of a place in an expression, if that place was replaced. */
  @Nullable RuleProblem at(String pointer, Expressions.Problem problem) {
    if (pointer.equals(CONDITION)) {
      for (Replaced one : replaced) {
        if (problem.offset() >= one.start() - 1 && problem.offset() <= one.end()) {
          return overlay.at(one.place(), problem.cause(), problem.mend());
        }
      }
      return null;
    }
    return at(pointer, problem.cause(), problem.mend());
  }

  /** Where a character of the condition was before constants were replaced. */
  int offset(String pointer, int offset) {
    int before = offset;
    if (pointer.equals(CONDITION)) {
      for (Replaced one : replaced) {
        before -= one.end() <= offset ? one.longer() : 0;
      }
    }
    return before;
  }
}

package org.almenara.engine.rules;

import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.almenara.engine.measures.Question;
import org.almenara.engine.measures.Summary;

/**
 * A number that rules compare: one question asked of one measure, at the multiples of one slide.
 *
 * <p>Rules that ask the same share it, and are evaluated only when it reaches or loses one of their
 * thresholds: so what an instant costs does not grow with the number of rules.
 *
 * @param print identity: measure, question and slide
 * @param measure of whom it is asked
 * @param question what is asked
 * @param slide milliseconds; it is read at multiples of it
 * @param thresholds what any rule compares it with, ascending, without repetition
 */
public record Gauge(
    long print, Measure measure, Question question, long slide, List<Long> thresholds) {

  /** Level of an absent value. */
  private static final int ABSENT = -1;

  static long print(Measure measure, Question question, long slide) {
    String newest = question.newest() == Question.ALL ? "" : " " + question.newest();
    return Prints.of(
        Long.toHexString(measure.fingerprint()),
        question.function().name() + newest,
        Long.toString(question.window()),
        Long.toString(question.baseline()),
        Integer.toString(question.atLeast()),
        Long.toString(question.limit()),
        new TreeMap<>(question.zones()).toString(),
        Long.toString(slide));
  }

  /** The same gauge for the readers of both: the thresholds of either. */
  static Gauge forReadersOfBoth(Gauge a, Gauge b) {
    TreeSet<Long> both = new TreeSet<>(a.thresholds);
    both.addAll(b.thresholds);
    return new Gauge(a.print, a.measure, a.question, a.slide, List.copyOf(both));
  }

  /** How many thresholds a value reaches; no condition can tell two values of one level apart. */
  public int level(long value) {
    if (value == Summary.ABSENT) {
      return ABSENT;
    }
    int at = Collections.binarySearch(thresholds, value);
    return at >= 0 ? at + 1 : -at - 1;
  }

  /** The value of an entity of which nothing is recorded. */
  public long valueOfNothing() {
    return question.function().ofNothing();
  }
}

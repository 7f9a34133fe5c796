package org.almenara.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * People in order of a score, the highest first: precision against recall. People of one score
 * count together, so the order in which they were listed does not show.
 */
final class Ranking {

  /**
   * One of them.
   *
   * @param group of people that are drawn together
   * @param weight how many people like this one there are, at the prevalence that is looked at
   */
  record Scored(int group, double score, boolean positive, double weight) {}

  private final List<Scored> sorted;

  Ranking(List<Scored> people) {
    this.sorted = new ArrayList<>(people);
    this.sorted.sort(Comparator.comparingDouble(Scored::score).reversed());
  }

  /** Area under the curve of precision over recall: the average precision. */
  double area(Resamples.Draw draw) {
    double[] sums = new double[1];
    walk(draw, (recall, precision, gained) -> sums[0] += gained * precision);
    return sums[0];
  }

  /** The best precision at which at least so much is recalled; not a number where nothing is. */
  double precisionAt(double recall, Resamples.Draw draw) {
    double[] best = {Double.NaN};
    walk(
        draw,
        (reached, precision, gained) -> {
          if (reached >= recall - 1e-9 && !(best[0] >= precision)) {
            best[0] = precision;
          }
        });
    return best[0];
  }

  private interface Step {
    void to(double recall, double precision, double gained);
  }

  private void walk(Resamples.Draw draw, Step step) {
    double positives = 0;
    for (Scored one : sorted) {
      positives += one.positive ? draw.of(one.group) * one.weight : 0;
    }
    if (positives == 0) {
      step.to(Double.NaN, Double.NaN, Double.NaN);
      return;
    }
    double found = 0;
    double all = 0;
    double before = 0;
    for (int i = 0; i < sorted.size(); i++) {
      Scored one = sorted.get(i);
      double weight = draw.of(one.group) * one.weight;
      all += weight;
      found += one.positive ? weight : 0;
      boolean last = i + 1 == sorted.size() || sorted.get(i + 1).score != one.score;
      if (last && all > 0) {
        step.to(found / positives, found / all, (found - before) / positives);
        before = found;
      }
    }
  }
}

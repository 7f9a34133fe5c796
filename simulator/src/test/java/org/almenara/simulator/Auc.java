package org.almenara.simulator;

import java.util.Arrays;
import java.util.Comparator;

/** Area under the ROC curve: how often a positive scores above a negative, ties by half. */
final class Auc {
  private Auc() {}

  static double of(double[] scores, boolean[] positive) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
    double ranks = 0;
    long positives = 0;
    for (int i = 0; i < order.length; ) {
      int end = i;
      while (end < order.length && scores[order[end]] == scores[order[i]]) {
        end++;
      }
      double rank = (i + 1 + end) / 2.0;
      for (; i < end; i++) {
        if (positive[order[i]]) {
          ranks += rank;
          positives++;
        }
      }
    }
    long negatives = scores.length - positives;
    return (ranks - positives * (positives + 1) / 2.0) / (positives * (double) negatives);
  }

  /** In either direction: whoever knows the measure knows which way it points. */
  static double eitherWay(double[] scores, boolean[] positive) {
    double auc = of(scores, positive);
    return Math.max(auc, 1 - auc);
  }
}

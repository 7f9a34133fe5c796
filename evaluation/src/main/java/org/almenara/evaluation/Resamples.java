package org.almenara.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;
import org.jspecify.annotations.Nullable;

/**
 * The bootstrap: groups of people are drawn anew, with replacement, as many of each kind as there
 * are. People of a group share what befalls them, so they are drawn together.
 *
 * <p>Where all resamples agree, because nothing or everything happened, there is no spread to read
 * an interval from; then it is the exact one of Clopper and Pearson, over groups.
 */
final class Resamples {

  static final double ALPHA = 0.05;
  private static final Quantile QUANTILE = Quantile.withDefaults();

  /** How often each group was drawn. */
  interface Draw {
    int of(int group);
  }

  /** Everybody once: what was seen. */
  static final Draw SEEN = group -> 1;

  private final byte[][] counts;
  private final int groups;

  /**
   * Draws.
   *
   * @param kinds what each group is like
   * @param number of resamples
   */
  Resamples(List<String> kinds, int number, long seed) {
    this.groups = kinds.size();
    this.counts = new byte[number][groups];
    TreeMap<String, int[]> byKind = new TreeMap<>();
    for (int group = 0; group < groups; group++) {
      byKind.merge(kinds.get(group), new int[] {group}, Resamples::joined);
    }
    SplittableRandom random = new SplittableRandom(seed);
    for (byte[] drawn : counts) {
      for (int[] alike : byKind.values()) {
        for (int i = 0; i < alike.length; i++) {
          drawn[alike[random.nextInt(alike.length)]]++;
        }
      }
    }
  }

  private static int[] joined(int[] a, int[] b) {
    int[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  int groups() {
    return groups;
  }

  /**
   * A figure over groups.
   *
   * @param n how many it is about
   * @param of the figure for one draw; not finite where there is none
   */
  Estimate estimate(long n, ToDoubleFunction<Draw> of) {
    double[] all = new double[counts.length];
    int known = 0;
    for (byte[] drawn : counts) {
      double value = of.applyAsDouble(group -> drawn[group]);
      if (Double.isFinite(value)) {
        all[known++] = value;
      }
    }
    double seen = of.applyAsDouble(SEEN);
    if (!Double.isFinite(seen) || 2 * known < counts.length) {
      return new Estimate(Estimate.rounded(seen), null, null, n);
    }
    double[] ends = QUANTILE.evaluate(Arrays.copyOf(all, known), ALPHA / 2, 1 - ALPHA / 2);
    return Estimate.of(seen, ends[0], ends[1], n);
  }

  /** A share of one in the other, sums over groups. */
  Estimate share(Sums part, Sums whole, long n) {
    Estimate drawn = estimate(n, draw -> part.in(draw) / whole.in(draw));
    Interval exact = exact(drawn, whole);
    return exact == null || drawn.value() == null
        ? drawn
        : Estimate.of(
            drawn.value(),
            drawn.value() == 0 ? 0 : exact.getLowerBound(),
            drawn.value() == 0 ? exact.getUpperBound() : 1,
            n);
  }

  /**
   * So many in so much of something else, sums over groups; where none was seen, at most so many.
   */
  Estimate rate(Sums number, Sums exposure, long n) {
    Estimate drawn = estimate(n, draw -> number.in(draw) / exposure.in(draw));
    if (drawn.value() == null || number.in(SEEN) > 0) {
      return drawn;
    }
    int exposed = exposure.groups();
    double most =
        BinomialConfidenceInterval.CLOPPER_PEARSON.fromErrorRate(exposed, 0, ALPHA).getUpperBound()
            * exposed
            / exposure.in(SEEN);
    return Estimate.of(0, 0, most, n);
  }

  private static @Nullable Interval exact(Estimate drawn, Sums whole) {
    Double value = drawn.value();
    if (value == null || (value != 0 && value != 1)) {
      return null;
    }
    int of = whole.groups();
    return BinomialConfidenceInterval.CLOPPER_PEARSON.fromErrorRate(of, value == 0 ? 0 : of, ALPHA);
  }

  /** A number for each group. */
  static final class Sums {
    private final TreeMap<Integer, Double> byGroup = new TreeMap<>();

    Sums add(int group, double number) {
      if (number != 0) {
        byGroup.merge(group, number, Double::sum);
      }
      return this;
    }

    int groups() {
      return byGroup.size();
    }

    double in(Draw draw) {
      double sum = 0;
      for (var entry : byGroup.entrySet()) {
        sum += draw.of(entry.getKey()) * entry.getValue();
      }
      return sum;
    }
  }

  /** A value that a group has once or more, each with a weight. */
  record Valued(int group, double value, double weight) {}

  /** The value below which that part of the weight lies. */
  Estimate quantile(List<Valued> values, double part) {
    List<Valued> sorted =
        values.stream().sorted((a, b) -> Double.compare(a.value, b.value)).toList();
    return estimate(values.size(), draw -> quantile(sorted, part, draw));
  }

  private static double quantile(List<Valued> sorted, double part, Draw draw) {
    double all = 0;
    for (Valued one : sorted) {
      all += draw.of(one.group) * one.weight;
    }
    double sum = 0;
    for (Valued one : sorted) {
      sum += draw.of(one.group) * one.weight;
      if (sum > 0 && sum >= part * all) {
        return one.value;
      }
    }
    return Double.NaN;
  }
}

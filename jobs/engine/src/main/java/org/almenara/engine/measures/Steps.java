package org.almenara.engine.measures;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A number that steps up and down at known times, as long as no new records come. */
final class Steps {

  private final TreeMap<Long, Long> steps = new TreeMap<>();

  /** From {@code time} on it is greater by one. */
  void up(long time) {
    steps.merge(time, 1L, Long::sum);
  }

  /** From {@code time} on it is less by one. */
  void down(long time) {
    steps.merge(time, -1L, Long::sum);
  }

  /** When a number that counts these records in a window alone first crosses a threshold. */
  static long untilLeft(List<Entry> counted, long window, List<Long> thresholds) {
    Steps steps = new Steps();
    counted.forEach(entry -> steps.down(entry.time() + window + 1));
    return steps.nextCrossing(counted.size(), thresholds);
  }

  /** The first time at which a threshold is reached or lost. */
  long nextCrossing(long value, List<Long> thresholds) {
    long number = value;
    for (Map.Entry<Long, Long> step : steps.entrySet()) {
      number += step.getValue();
      for (long threshold : thresholds) {
        if (value >= threshold != number >= threshold) {
          return step.getKey();
        }
      }
    }
    return Summary.NEVER;
  }
}

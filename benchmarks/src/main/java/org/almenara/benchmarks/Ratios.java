package org.almenara.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Compares contenders on a machine that others use: all in one JVM, in turn, by the processor time
 * of their thread. JMH measures the time on the wall, which a busy machine stretches as it likes.
 *
 * <p>{@code java -cp benchmarks.jar org.almenara.benchmarks.Ratios [rounds]}. Of each contender the
 * lower quartile of its rounds, and its share of the first of its group.
 */
public final class Ratios {

  private static final int ROUNDS = 90;
  private static final int OPERATIONS = 20_000;

  /** A part of the rounds is not looked at: the compiler is at work. */
  private static final int WARMING = 3;

  private Ratios() {}

  private interface Contender {
    void run();
  }

  /** Prints a line for each contender. */
  public static void main(String[] arguments) {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
    compare("rules that share measures; ten hold", rounds, sharing("10"));
    compare("rules that share measures; all hold", rounds, sharing("all"));
    compare("count, by window", rounds, windows("n >= 8;{n: {count: records, where: 'type != \"tip.received\"'}}"));
    compare(
        "distinct, by window", rounds, windows("n >= 8;{n: {distinct: device, where: 'type != \"tip.received\"'}}"));
    compare(
        "tally, by window", rounds, windows("n >= 100000;{n: {tally: records, where: 'type != \"tip.received\"'}}"));
    compare("filters that all differ", rounds, fanOuts());
  }

  private static Map<String, Contender> sharing(String hold) {
    Map<String, Contender> contenders = new LinkedHashMap<>();
    for (int rules : new int[] {20, 50, 200}) {
      UpdateBenchmark.SharedMeasures benchmark = new UpdateBenchmark.SharedMeasures();
      benchmark.rules = rules;
      benchmark.hold = hold;
      benchmark.fill();
      contenders.put(rules + " rules", benchmark::update);
    }
    return contenders;
  }

  private static Map<String, Contender> windows(String measure) {
    Map<String, Contender> contenders = new LinkedHashMap<>();
    for (String window : new String[] {"1h", "24h", "30d"}) {
      UpdateBenchmark.Windows benchmark = new UpdateBenchmark.Windows();
      benchmark.window = window;
      benchmark.measure = measure;
      benchmark.fill();
      contenders.put(window, benchmark::update);
    }
    return contenders;
  }

  private static Map<String, Contender> fanOuts() {
    Map<String, Contender> contenders = new LinkedHashMap<>();
    for (int filters : new int[] {20, 200}) {
      FanOutBenchmark benchmark = new FanOutBenchmark();
      benchmark.filters = filters;
      benchmark.compile();
      int[] next = {0};
      contenders.put(filters + " filters", () -> benchmark.one(next[0]++));
    }
    return contenders;
  }

  private static void compare(String what, int rounds, Map<String, Contender> contenders) {
    Map<String, double[]> taken = new LinkedHashMap<>();
    contenders.keySet().forEach(name -> taken.put(name, new double[rounds]));
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Contender> contender : contenders.entrySet()) {
        long start = processorNanos();
        for (int i = 0; i < OPERATIONS; i++) {
          contender.getValue().run();
        }
        taken.getOrDefault(contender.getKey(), new double[0])[round] =
            (processorNanos() - start) / (double) OPERATIONS;
      }
    }
    System.out.println(what);
    double first = 0;
    for (Map.Entry<String, double[]> of : taken.entrySet()) {
      double[] warm = Arrays.copyOfRange(of.getValue(), rounds / WARMING, rounds);
      Arrays.sort(warm);
      double quartile = warm[warm.length / 4];
      first = first == 0 ? quartile : first;
      System.out.printf(
          "  %-12s %7.0f ns %6.0f %%%n", of.getKey(), quartile, 100 * quartile / first);
    }
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}

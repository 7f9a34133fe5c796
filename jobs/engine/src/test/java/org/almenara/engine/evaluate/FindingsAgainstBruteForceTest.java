package org.almenara.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.almenara.engine.PlainRun.Arrived;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.Function;
import org.almenara.engine.measures.Guards;
import org.almenara.engine.testing.TriesFactor;
import org.junit.jupiter.api.Test;

/**
 * The whole engine against brute force: rules over every measure, evaluated only when their answer
 * can differ, with partitions read in any interleaving, late records, copies and restarts, give
 * exactly the findings that evaluating each definition at every slide gives.
 */
class FindingsAgainstBruteForceTest {

  /** {@code -Dalmenara.tries.factor=10} runs ten times as many. */
  private static final int RUNS = 20_000;

  /** In percent of the runs. */
  private static final Map<Path, Double> LEAST =
      Map.ofEntries(
          Map.entry(Path.SAID, 40.0),
          Map.entry(Path.SAID_AGAIN, 10.0),
          Map.entry(Path.PASSED_ON, 4.0),
          Map.entry(Path.ABSENT, 60.0),
          Map.entry(Path.EVICTED, 2.0),
          Map.entry(Path.OVERFLOWED, 1.0),
          Map.entry(Path.PENDING, 70.0),
          Map.entry(Path.TIED, 50.0),
          Map.entry(Path.LATE, 20.0),
          Map.entry(Path.DUPLICATE, 40.0),
          Map.entry(Path.ERASED, 5.0),
          Map.entry(Path.RESTARTED, 80.0));

  private static final double LEAST_OF_A_FUNCTION = 1.0;

  /** What one run did. */
  private record Run(Set<Path> paths, Set<Function> held) {}

  @Test
  void everyMeasureAndEveryRuleSaysWhatItsDefinitionSays() {
    int runs = TriesFactor.times(RUNS);
    List<Run> done =
        LongStream.range(0, runs)
            .parallel()
            .mapToObj(FindingsAgainstBruteForceTest::run)
            .collect(Collectors.toList());
    Map<Path, Integer> paths = new EnumMap<>(Path.class);
    Map<Function, Integer> held = new EnumMap<>(Function.class);
    for (Run run : done) {
      run.paths.forEach(path -> paths.merge(path, 1, Integer::sum));
      run.held.forEach(function -> held.merge(function, 1, Integer::sum));
    }
    System.out.println(runs + " runs; " + paths + "; a rule held that reads " + held);
    if (TriesFactor.enoughForShares()) {
      LEAST.forEach(
          (path, percent) ->
              assertThat(paths.getOrDefault(path, 0) * 100.0 / runs)
                  .as("percent of the runs: " + path)
                  .isGreaterThanOrEqualTo(percent));
      for (Function function : Function.values()) {
        assertThat(held.getOrDefault(function, 0) * 100.0 / runs)
            .as("percent of the runs: a rule held that reads " + function)
            .isGreaterThanOrEqualTo(LEAST_OF_A_FUNCTION);
      }
    }
  }

  private static Run run(long seed) {
    Random random = new Random(seed);
    Rules rules = Rules.random(random);
    List<Arrived> records = World.random(random, rules.unit());
    Walk walk = new Walk(rules.ruleSet(), Guards.ON, random);
    BruteForce.Erased erased =
        random.nextBoolean() ? World.erased(random, records, rules) : BruteForce.Erased.NOTHING;
    walk.erasing(erased).run(records, World.end(records, rules.lifetime()));
    BruteForce.Result expected = BruteForce.run(records, rules, erased);
    boolean exact =
        erased.origin().isEmpty()
            || !(expected.paths().contains(Path.EVICTED)
                || expected.paths().contains(Path.OVERFLOWED));
    // A list that had to let records go cannot fill up again with them.
    if (exact) {
      assertThat(lines(walk.findings()))
          .as("seed " + seed + "\n" + erased + "\n" + rules)
          .isEqualTo(lines(expected.findings()));
    }
    assertThat(walk.kept()).as("states at the end, seed " + seed).isZero();
    Set<Path> paths = EnumSet.noneOf(Path.class);
    paths.addAll(expected.paths());
    note(paths, Path.SAID, !expected.findings().isEmpty());
    note(paths, Path.PENDING, walk.pendingAcrossARestart() > 0);
    note(paths, Path.RESTARTED, walk.restarts() > 0);
    Set<Long> contents = new HashSet<>();
    Set<Long> times = new HashSet<>();
    for (Arrived one : records) {
      Entry entry = one.entry();
      boolean copy = !contents.add(entry.content());
      note(paths, Path.DUPLICATE, copy);
      note(paths, Path.TIED, !copy && !times.add(entry.time()));
    }
    return new Run(paths, expected.held());
  }

  private static void note(Set<Path> paths, Path path, boolean reached) {
    if (reached) {
      paths.add(path);
    }
  }

  private static String lines(List<Finding> findings) {
    return findings.stream().map(Objects::toString).collect(Collectors.joining("\n"));
  }
}

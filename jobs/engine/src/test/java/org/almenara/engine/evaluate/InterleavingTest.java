package org.almenara.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.almenara.engine.PlainRun;
import org.almenara.engine.PlainRun.Arrived;
import org.almenara.engine.measures.Guards;
import org.almenara.engine.testing.TriesFactor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is said depends on the records alone, not on how their partitions are interleaved: what a
 * walk with restarts says is what a straight run says. {@link FindingsAgainstBruteForceTest} holds
 * many more walks against brute force.
 */
class InterleavingTest {

  private static final int RUNS = 2_000;

  @Test
  void everyInterleavingSaysTheSameAndEndsWithNothingKept() {
    LongStream.range(0, TriesFactor.times(RUNS)).parallel().forEach(InterleavingTest::walk);
  }

  private static void walk(long seed) {
    Random random = new Random(-1 - seed);
    Rules rules = Rules.random(random);
    List<Arrived> records = World.random(random, rules.unit());
    long end = World.end(records, rules.lifetime());
    Walk walk = new Walk(rules.ruleSet(), Guards.ON, random).run(records, end);
    assertThat(walk.findings())
        .as("seed " + seed + "\n" + rules)
        .isEqualTo(straight(rules, records, end));
    assertThat(walk.kept()).as("states at the end").isZero();
    assertThat(heldAtTheEnd(walk.findings())).as("rules that hold at the end").isEmpty();
  }

  /** The test above has teeth: with a guard off it fails, and often. */
  @ParameterizedTest(name = "pending {0}, idempotent {1}: differs in at least {2} of 500 runs")
  @CsvSource({"true, true, 0, 0", "false, true, 50, 500", "true, false, 10, 500"})
  void withoutAGuardSomeInterleavingsSaySomethingElse(
      boolean pending, boolean idempotent, int atLeast, int atMost) {
    int differ = 0;
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      Rules rules = Rules.random(random);
      List<Arrived> records = World.random(random, rules.unit());
      long end = World.end(records, rules.lifetime());
      Walk walk = new Walk(rules.ruleSet(), new Guards(pending, idempotent), random);
      differ += walk.run(records, end).findings().equals(straight(rules, records, end)) ? 0 : 1;
    }
    assertThat(differ).isBetween(atLeast, atMost);
  }

  private static List<Finding> straight(Rules rules, List<Arrived> records, long end) {
    List<Finding> findings =
        new ArrayList<>(new PlainRun(rules.ruleSet()).run(records, end).findings());
    findings.sort(BruteForce.ORDER);
    return findings;
  }

  private static List<String> heldAtTheEnd(List<Finding> findings) {
    List<String> held = new ArrayList<>();
    for (Finding finding : findings) {
      String what = finding.rule() + " " + finding.entity().key() + " " + finding.focal().key();
      held.remove(what);
      if (finding.holds()) {
        held.add(what);
      }
    }
    return held;
  }
}

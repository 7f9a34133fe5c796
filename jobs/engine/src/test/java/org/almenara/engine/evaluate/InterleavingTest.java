package org.almenara.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.almenara.engine.PlainRun;
import org.almenara.engine.PlainRun.Arrived;
import org.almenara.engine.measures.Guards;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said depends on the records alone, not on how their partitions are interleaved. */
class InterleavingTest {

  @Property(tries = 2_000, seed = "41")
  void everyInterleavingSaysTheSameAndEndsWithNothingKept(@ForAll Random random) {
    Rules rules = Rules.random(random);
    List<Arrived> records = World.random(random);
    long end = end(records);
    Walk walk = new Walk(rules.ruleSet(), Guards.ON, random).run(records, end);

    assertThat(walk.findings()).isEqualTo(straight(rules, records, end));
    assertThat(walk.kept()).as("states at the end").isZero();
    assertThat(heldAtTheEnd(walk.findings())).as("rules that hold at the end").isEmpty();
    Statistics.label("something said").collect(!walk.findings().isEmpty());
    Statistics.label("restarted with pending records").collect(walk.pendingAcrossARestart() > 0);
    Statistics.label("late").collect(records.stream().anyMatch(one -> one.entry().late()));
    Statistics.label("duplicate")
        .collect(
            records.stream().map(one -> one.entry().content()).distinct().count() < records.size());
  }

  /** The property above has teeth: with a guard off it fails, and often. */
  @ParameterizedTest(name = "pending {0}, idempotent {1}: differs in at least {2} of 500 tries")
  @CsvSource({"true, true, 0, 0", "false, true, 100, 500", "true, false, 20, 500"})
  void withoutAGuardSomeInterleavingsSaySomethingElse(
      boolean pending, boolean idempotent, int atLeast, int atMost) {
    int differ = 0;
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      Rules rules = Rules.random(random);
      List<Arrived> records = World.random(random);
      long end = end(records);
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

  /** Records go at the latest a day, the silence that ends a session, after they came. */
  private static long end(List<Arrived> records) {
    return World.end(records, 2 * 86_400_000L + Rules.LONGEST);
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

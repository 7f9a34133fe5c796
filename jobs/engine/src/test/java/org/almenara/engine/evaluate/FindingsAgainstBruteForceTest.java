package org.almenara.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.almenara.engine.PlainRun;
import org.almenara.engine.PlainRun.Arrived;

/**
 * Evaluating a rule only when its answer can differ gives exactly the findings that evaluating it
 * at every slide gives.
 */
class FindingsAgainstBruteForceTest {

  @Property(tries = 2_000, seed = "31")
  void dueInstantsGiveTheSameFindingsAsEverySlide(@ForAll Random random) {
    Rules rules = Rules.random(random);
    List<Arrived> records = World.random(random);
    long end = World.end(records, Rules.LONGEST);

    List<Finding> said =
        new ArrayList<>(new PlainRun(rules.ruleSet()).run(records, end).findings());
    BruteForce.Result expected = BruteForce.run(records, rules, end);

    assertThat(lines(said)).isEqualTo(lines(expected.findings()));
    Statistics.label("findings").collect(Math.min(20, said.size() / 5 * 5));
    Statistics.label("said again").collect(expected.saidAgain() > 0);
    Statistics.label("passed on").collect(said.stream().anyMatch(Finding::context));
    Statistics.label("late")
        .collect(said.stream().flatMap(f -> f.evidence().stream()).anyMatch(entry -> entry.late()));
  }

  private static String lines(List<Finding> findings) {
    return findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
  }
}

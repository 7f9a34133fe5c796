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
import org.almenara.engine.measures.Entry;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.testing.TriesFactor;

/**
 * What is said of studios is what their definition says at every slide, whatever the order in which
 * records were read.
 */
class GroupsAgainstBruteForceTest {

  @Property(tries = 2_500, seed = "61")
  void membersAndSharesAreThoseOfTheDefinition(@ForAll Random random) {
    GroupWorld world = GroupWorld.random(random);
    List<Finding> said =
        new ArrayList<>(new PlainRun(world.ruleSet()).run(world.records(), world.end()).findings());
    said.removeIf(finding -> !finding.rule().startsWith("studio"));
    said.sort(GroupBruteForce.ORDER);
    GroupBruteForce.Result expected = GroupBruteForce.run(world);

    assertThat(lines(said)).isEqualTo(lines(expected.findings()));
    covers("said", !said.isEmpty(), 40);
    covers("moved", expected.moves() > 0, 40);
    covers("fell silent", expected.silences() > 0, 60);
    covers("said again", expected.again() > 0, 3);
    covers("passed on", said.stream().anyMatch(Finding::context), 20);
    covers("several studios", said.stream().map(Finding::entity).distinct().count() > 1, 20);
  }

  @Property(tries = 2_000, seed = "62")
  void everyInterleavingSaysTheSameAndEndsWithNothingKept(@ForAll Random random) {
    GroupWorld world = GroupWorld.random(random);
    RuleSet ruleSet = world.ruleSet();
    List<Finding> straight =
        new ArrayList<>(new PlainRun(ruleSet).run(world.records(), world.end()).findings());
    straight.sort(GroupBruteForce.ORDER);
    GroupWalk walk = new GroupWalk(ruleSet, random).run(world.records(), world.end());

    assertThat(walk.findings()).isEqualTo(straight);
    assertThat(walk.kept()).as("states at the end").isZero();
    covers("restarted while standings wait", walk.waitingAcrossARestart() > 0, 40);
    covers("late", world.records().stream().anyMatch(one -> one.entry().late()), 60);
    covers(
        "duplicate",
        world.records().stream().map(one -> one.entry().content()).distinct().count()
            < world.records().size(),
        40);
  }

  private static void covers(String what, boolean reached, int percent) {
    Statistics.label(what)
        .collect(reached)
        .coverage(
            coverage ->
                coverage
                    .check(true)
                    .percentage(share -> !TriesFactor.enoughForShares() || share >= percent));
  }

  private static String lines(List<Finding> findings) {
    return findings.stream()
        .map(GroupsAgainstBruteForceTest::line)
        .collect(Collectors.joining("\n"));
  }

  /** Without the place of the records: of copies either may be cited. */
  private static String line(Finding finding) {
    return "%s %s -> %s at %d: %s %d %s %s"
        .formatted(
            finding.rule(),
            finding.entity().key(),
            finding.focal().key(),
            finding.instant(),
            finding.holds(),
            finding.weightPermille(),
            finding.observed(),
            finding.evidence().stream().map(Entry::id).toList());
  }
}

package org.almenara.evaluation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.almenara.engine.PlainRun;
import org.almenara.engine.cases.CaseRevision;
import org.almenara.engine.evaluate.Finding;
import org.almenara.engine.registers.Register;
import org.almenara.engine.rules.RuleSet;
import org.almenara.pipeline.validate.Accepted;
import org.almenara.pipeline.validate.RecordJudge;
import org.almenara.simulator.Sent;
import org.almenara.simulator.Simulation;
import org.almenara.simulator.World;
import org.jspecify.annotations.Nullable;

/**
 * What the engine made of one world, seen through one feed, beside what is true there.
 *
 * @param seed of the world
 * @param ground the truth
 * @param leads the cases, in order of opening
 * @param findings all that the rules found, in order of instants
 * @param facts of each person by origin, see {@link Facts}
 * @param cries when people asked for help, in order, by origin, epoch milliseconds
 * @param end when the world ended, epoch milliseconds
 * @param days how long it lasted
 * @param records how many it sent, heartbeats among them
 */
record Run(
    long seed,
    Ground ground,
    List<Lead> leads,
    List<Finding> findings,
    Map<String, double[]> facts,
    Map<String, List<Long>> cries,
    long end,
    double days,
    long records) {

  private static final long DAY = 86_400_000;

  /**
   * Lives through a world. Records are read, judged and put in order as the job does it, one at a
   * time.
   *
   * @param feed absent: the world as it is
   * @param progress is told which part of the world is over
   */
  static Run of(World world, @Nullable String feed, RuleSet ruleSet, DoubleConsumer progress) {
    Simulation simulation = feed == null ? Simulation.of(world) : Simulation.of(world, feed);
    PlainRun engine = new PlainRun(ruleSet);
    engine.with(
        simulation.registers().stream()
            .map(entry -> new Register.Said(entry, entry.time().toEpochMilli()))
            .toList());
    List<Finding> findings = new ArrayList<>();
    List<CaseRevision> revisions = new ArrayList<>();
    InOrder order = new InOrder(engine::take);
    RecordJudge judge = new RecordJudge(true);
    Facts facts = new Facts(world.start().toEpochMilli());
    long start = world.start().toEpochMilli();
    long end = world.end().toEpochMilli();
    long day = start;
    long records = 0;
    for (Iterator<Sent> all = simulation.records(); all.hasNext(); records++) {
      Sent sent = all.next();
      long arrival = sent.arrival().toEpochMilli();
      Accepted accepted =
          judge.judge(sent.topic(), sent.partition(), records, arrival, sent.value()).accepted();
      if (accepted != null && !accepted.source().heartbeat()) {
        order.add(new PlainRun.Arrived(accepted.source(), accepted.entry(), arrival));
        facts.add(accepted.source());
      }
      order.advance(arrival);
      if (arrival >= day + DAY) {
        day = arrival;
        progress.accept((double) (arrival - start) / (end - start));
        drain(engine, findings, revisions);
      }
    }
    order.handOut(end);
    engine.runTo(end);
    drain(engine, findings, revisions);
    return new Run(
        world.seed(),
        new Ground(simulation.truth(), facts.named()),
        List.copyOf(Lead.of(revisions)),
        findings,
        facts.ofPeople(),
        facts.cries(),
        end,
        (double) (end - start) / DAY,
        records);
  }

  private static void drain(PlainRun engine, List<Finding> findings, List<CaseRevision> revisions) {
    findings.addAll(engine.findings());
    revisions.addAll(engine.revisions());
    engine.forgetTold();
  }
}

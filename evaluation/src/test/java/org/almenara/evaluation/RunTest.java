package org.almenara.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.almenara.engine.PlainRun;
import org.almenara.engine.registers.Register;
import org.almenara.pipeline.validate.Accepted;
import org.almenara.pipeline.validate.RecordJudge;
import org.almenara.simulator.Sent;
import org.almenara.simulator.Simulation;
import org.almenara.simulator.World;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RunTest {

  private static World world;
  private static Run run;

  @BeforeAll
  static void live() throws Exception {
    world = LittleWorld.world();
    run = Run.of(world, "rich", LittleWorld.RULES, done -> {});
  }

  /** Read as they come, or sorted all at once: the same findings and cases. */
  @Test
  void recordsAsTheyComeGiveWhatAllOfThemGive() {
    Simulation simulation = Simulation.of(world, "rich");
    List<PlainRun.Arrived> all = new ArrayList<>();
    long offset = 0;
    for (Iterator<Sent> sent = simulation.records(); sent.hasNext(); ) {
      Sent one = sent.next();
      long arrival = one.arrival().toEpochMilli();
      Accepted accepted =
          new RecordJudge(true)
              .judge(one.topic(), one.partition(), offset++, arrival, one.value())
              .accepted();
      if (accepted != null) {
        all.add(new PlainRun.Arrived(accepted.source(), accepted.entry(), arrival));
      }
    }
    PlainRun whole =
        new PlainRun(LittleWorld.RULES)
            .with(
                simulation.registers().stream()
                    .map(entry -> new Register.Said(entry, entry.time().toEpochMilli()))
                    .toList())
            .run(all, world.end().toEpochMilli());
    assertThat(run.findings()).isEqualTo(whole.findings()).isNotEmpty();
    assertThat(run.leads()).isEqualTo(List.copyOf(Lead.of(whole.revisions()))).isNotEmpty();
  }

  /** What is scored again, with nothing changed, opens the cases that the engine opened. */
  @Test
  void scoredAgainTheSameCasesOpen() {
    long line = LittleWorld.RULES.settings().lineMilli();
    Map<String, Long> opened = new TreeMap<>();
    new Rescoring(LittleWorld.RULES, run.findings())
        .all()
        .forEach(
            (origin, stands) ->
                stands.stream()
                    .filter(stand -> stand.corroborated() && stand.pointsMilli() >= line)
                    .filter(stand -> stand.instant() <= run.end())
                    .findFirst()
                    .ifPresent(stand -> opened.put(origin, stand.instant())));
    Map<String, Long> leads = new TreeMap<>();
    run.leads().forEach(lead -> leads.merge(lead.origin(), lead.opened(), Math::min));
    assertThat(opened).isEqualTo(leads).isNotEmpty();
  }

  @Test
  void aRuleThatNeverHeldTakesNothingWithIt() {
    Rescoring rescoring = new Rescoring(LittleWorld.RULES, run.findings());
    Map<String, List<Rescoring.Stand>> all = rescoring.all();
    assertThat(rescoring.without("no-such-rule", all)).isEqualTo(all);
    TreeSet<String> gone = new TreeSet<>();
    for (Lead lead : run.leads()) {
      for (String rule : lead.rules()) {
        if (rescoring.without(rule, all).getOrDefault(lead.origin(), List.of()).stream()
            .noneMatch(Rescoring.Stand::corroborated)) {
          gone.add(rule);
        }
      }
    }
    assertThat(gone).isNotEmpty();
  }
}

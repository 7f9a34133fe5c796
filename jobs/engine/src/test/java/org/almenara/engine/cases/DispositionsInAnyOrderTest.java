package org.almenara.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.almenara.engine.PlainRun;
import org.almenara.engine.PlainRun.Arrived;
import org.almenara.engine.testing.TestRecords;
import org.almenara.schemas.Disposition.CounterEvidence;
import org.almenara.schemas.Disposition.Decision;
import org.almenara.schemas.FlaggedCase.State;

/**
 * Dispositions in every order, duplicated and contradictory: none is lost, no case is, and none
 * moves without a human.
 */
class DispositionsInAnyOrderTest {

  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long START = TestRecords.START;
  private static final long END = START + 100 * 24 * HOUR;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static List<Arrived> records(Random random) {
    List<String> types =
        List.of("account.locked", "login", "payout.made", "exit.requested", "pay.attested");
    List<Arrived> records = new ArrayList<>();
    records.add(DispositionsTest.record("locked-01", "account.locked", START + 1));
    for (int i = 0; i < 10; i++) {
      records.add(
          DispositionsTest.record(
              "record-%02d".formatted(i),
              types.get(random.nextInt(types.size())),
              START + random.nextInt(40) * HOUR / 2));
    }
    return records;
  }

  /** About the first case, and others that open later; in conflict as often as not. */
  private static List<Decided> decisions(Random random, List<String> cases) {
    List<String> units = List.of("police", "labour", "minors");
    List<Decided> decisions = new ArrayList<>();
    int count = 4 + random.nextInt(16);
    for (int i = 0; i < count; i++) {
      Decisions writer =
          new Decisions(
              cases.get(random.nextInt(cases.size())),
              1 + random.nextInt(4),
              units.get(random.nextInt(8) == 0 ? 1 + random.nextInt(2) : 0));
      Decision decision =
          random.nextInt(3) == 0
              ? Decision.IN_REVIEW
              : Decision.values()[random.nextInt(Decision.values().length)];
      String toUnit = units.get(random.nextInt(units.size()));
      decisions.add(
          writer.decide(
              "dsp-%06d".formatted(random.nextInt(12)),
              START + HOUR + random.nextInt(30) * 20 * MINUTE + random.nextInt(3),
              decision,
              random.nextInt(3) == 0 ? null : "inv.2",
              toUnit,
              CounterEvidence.OWN_DEVICE));
    }
    return decisions;
  }

  private static List<CaseRevision> run(List<Arrived> records, List<Decided> decisions) {
    return new PlainRun(DispositionsTest.RULES)
        .deciding(decisions)
        .run(records, END)
        .revisions();
  }

  @Property(tries = 100, seed = "83")
  void noneIsLostAndNoneMovesWithoutAHuman(@ForAll Random random) throws Exception {
    List<Arrived> records = records(random);
    List<String> cases =
        run(records, List.of()).stream()
            .filter(revision -> !revision.unit().equals("watch"))
            .map(CaseRevision::id)
            .distinct()
            .toList();
    List<Decided> decisions = decisions(random, cases);
    List<CaseRevision> straight = run(records, decisions);

    List<Decided> shuffled = new ArrayList<>(decisions);
    Collections.shuffle(shuffled, random);
    Collections.shuffle(records, random);
    assertThat(run(records, shuffled)).isEqualTo(straight);

    assertThat(straight.stream().filter(revision -> revision.verdict() != null))
        .as("each is answered for")
        .hasSameSizeAs(decisions);
    Map<String, State> stands = new HashMap<>();
    Map<String, Integer> revisions = new HashMap<>();
    Set<String> applied = new HashSet<>();
    for (CaseRevision revision : inOrder(straight)) {
      Verdict verdict = revision.verdict();
      if (verdict != null) {
        if (verdict.moved()) {
          assertThat(applied.add(verdict.disposition())).as("no id counts twice").isTrue();
          stands.put(revision.id(), State.IN_REVIEW); // moved by a human: any state may follow
          revisions.put(revision.id() + "|moved", revision.revision());
        }
        Statistics.label("said")
            .collect(verdict.objection() == null ? verdict.action() : verdict.objection());
        continue;
      }
      if (revision.content() == null || revision.unit().equals("watch")) {
        continue;
      }
      State state =
          State.valueOf(JSON.readTree(revision.content()).path("state").asText());
      int last = revisions.getOrDefault(revision.id(), 0);
      assertThat(revision.revision()).as("no gap").isEqualTo(last + 1);
      revisions.put(revision.id(), revision.revision());
      State before = stands.put(revision.id(), state);
      boolean moved =
          revisions.getOrDefault(revision.id() + "|moved", 0) == revision.revision();
      if (!moved) {
        assertThat(state)
            .as("%s after %s", state, before)
            .isIn(byMachine(before == null ? State.LEAD : before));
      }
      long open =
          stands.values().stream().filter(s -> s != State.DISMISSED && s != State.EXPIRED).count();
      assertThat(open).as("open cases").isLessThanOrEqualTo(1);
    }
  }

  /** What time and evidence may make of a case by themselves. */
  private static Set<State> byMachine(State before) {
    return switch (before) {
      case LEAD -> Set.of(State.LEAD, State.EXPIRED);
      case IN_REVIEW -> Set.of(State.IN_REVIEW);
      // The human said until when it waits.
      case NEEDS_INFO -> Set.of(State.NEEDS_INFO, State.IN_REVIEW);
      case REFERRED -> Set.of(State.REFERRED);
      case DISMISSED, EXPIRED, NEAR_MISS -> Set.of();
    };
  }

  /** By instant; of one, what people decided, then what ends a case, then what opens one. */
  private static List<CaseRevision> inOrder(List<CaseRevision> revisions) {
    Map<String, CaseRevision> ordered = new TreeMap<>();
    int i = 0;
    for (CaseRevision revision : revisions) {
      int rank = revision.verdict() != null ? 0 : revision.opens() ? 2 : 1;
      ordered.put("%020d %d %06d".formatted(revision.instant(), rank, i++), revision);
    }
    return List.copyOf(ordered.values());
  }
}

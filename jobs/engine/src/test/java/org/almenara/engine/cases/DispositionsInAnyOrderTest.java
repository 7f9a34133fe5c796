package org.almenara.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsCollector;
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
  private static final List<Decision> ALL = List.of(Decision.values());
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

  /** About all cases of the entity; in conflict as often as not, and one in five comes twice. */
  private static List<Decided> decisions(Random random, Map<String, String> unitOfCase) {
    List<String> cases = List.copyOf(unitOfCase.keySet());
    List<String> units = List.of("police", "labour", "minors");
    List<Decided> decisions = new ArrayList<>();
    int count = 6 + random.nextInt(14);
    for (int i = 0; i < count; i++) {
      String about = cases.get(random.nextInt(cases.size()));
      boolean ofAny = random.nextInt(5) == 0;
      Decisions writer =
          new Decisions(
              about,
              1 + random.nextInt(random.nextInt(3) == 0 ? 5 : 1),
              ofAny ? units.get(random.nextInt(3)) : Objects.requireNonNull(unitOfCase.get(about)));
      Decision decision =
          random.nextInt(3) == 0 ? Decision.IN_REVIEW : ALL.get(random.nextInt(ALL.size()));
      Decided decided =
          writer.decide(
              "dsp-%06d".formatted(random.nextInt(200)),
              START + HOUR + random.nextInt(48) * (10 * MINUTE) + random.nextInt(3),
              decision,
              random.nextInt(3) == 0 ? null : "inv.2",
              units.get(random.nextInt(units.size())),
              random.nextInt(4) == 0
                  ? new CounterEvidence[0]
                  : new CounterEvidence[] {CounterEvidence.OWN_DEVICE});
      decisions.add(decided);
      if (random.nextInt(5) == 0) {
        decisions.add(decided);
      }
    }
    return decisions;
  }

  private static List<CaseRevision> run(List<Arrived> records, List<Decided> decisions) {
    return new PlainRun(DispositionsTest.RULES).deciding(decisions).run(records, END).revisions();
  }

  @Property(tries = 100, seed = "83")
  void noneIsLostAndNoneMovesWithoutAHuman(@ForAll Random random) throws Exception {
    List<Arrived> records = records(random);
    Map<String, String> cases = new LinkedHashMap<>();
    for (CaseRevision revision : run(records, List.of())) {
      if (!revision.unit().equals("watch")) {
        cases.putIfAbsent(revision.id(), revision.unit());
      }
    }
    List<Decided> decisions = decisions(random, cases);
    List<CaseRevision> straight = run(records, decisions);

    List<Decided> shuffled = new ArrayList<>(decisions);
    Collections.shuffle(shuffled, random);
    Collections.shuffle(records, random);
    assertThat(run(records, shuffled)).isEqualTo(straight);

    assertThat(straight.stream().filter(revision -> revision.verdict() != null))
        .as("each is answered for")
        .hasSameSizeAs(decisions);
    record(straight);
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
        continue;
      }
      if (revision.content() == null || revision.unit().equals("watch")) {
        continue;
      }
      State state = State.valueOf(JSON.readTree(revision.content()).path("state").asText());
      int last = revisions.getOrDefault(revision.id(), 0);
      assertThat(revision.revision()).as("no gap").isEqualTo(last + 1);
      revisions.put(revision.id(), revision.revision());
      State before = stands.put(revision.id(), state);
      boolean moved = revisions.getOrDefault(revision.id() + "|moved", 0) == revision.revision();
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

  /** Of 100 tries: the hard ones have to be among them. */
  private static void record(List<CaseRevision> revisions) {
    StatisticsCollector said = Statistics.label("said");
    for (CaseRevision revision : revisions) {
      Verdict verdict = revision.verdict();
      if (verdict != null) {
        said.collect(verdict.objection() == null ? verdict.action() : verdict.objection());
      }
    }
    said.coverage(
        checker -> {
          checker.check("disposition.applied").percentage(share -> share > 10);
          checker.check("duplicate").percentage(share -> share > 5);
          checker.check("closed").percentage(share -> share > 0.5);
          checker.check("stale").percentage(share -> share > 0.3);
          checker.check("wrong_unit").percentage(share -> share > 2);
        });
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

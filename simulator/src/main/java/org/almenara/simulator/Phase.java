package org.almenara.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A part of a life in which one way holds.
 *
 * @param since start of a day, but for the first
 * @param harmed whether harm has begun
 * @param draws one for each primitive
 */
record Phase(Way way, Instant since, boolean harmed, List<Primitive> primitives, List<Draw> draws) {
  /** All of a life, in order; the list may be changed. */
  static List<Phase> all(Person person) {
    Behaviour ways = person.ways();
    Draw draw = person.draw();
    List<Phase> phases = new ArrayList<>();
    phases.add(of(ways.way(), person.joins(), false, draw.child("free")));
    addTurns(phases, ways.turns(), draw.child("turns"));
    Behaviour.Harm harm = ways.harm();
    Instant harmed = person.harmed();
    if (harm != null && harmed != null) {
      phases.subList(1, phases.size()).removeIf(phase -> !phase.since.isBefore(harmed));
      phases.add(of(harm.way(), harmed, true, draw.child("harmed")));
      addTurns(phases, harm.turns(), draw.child("harmed turns"));
    }
    return phases;
  }

  private static void addTurns(List<Phase> phases, @Nullable List<Turn> turns, Draw draw) {
    if (turns == null) {
      return;
    }
    for (int i = 0; i < turns.size(); i++) {
      Phase last = phases.get(phases.size() - 1);
      Draw own = draw.child(i);
      Instant since =
          last.since.plus(own.between(turns.get(i).after())).truncatedTo(ChronoUnit.DAYS);
      phases.add(of(turns.get(i).way(), since, last.harmed, own.child("way")));
    }
  }

  private static Phase of(Way way, Instant since, boolean harmed, Draw draw) {
    List<Primitive> primitives = way.primitives();
    return new Phase(
        way,
        since,
        harmed,
        primitives,
        IntStream.range(0, primitives.size()).mapToObj(draw::child).toList());
  }
}

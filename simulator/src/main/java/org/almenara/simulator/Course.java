package org.almenara.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.almenara.schemas.EventType;
import org.almenara.schemas.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * One person's course through the world, day by day: what must be remembered from one day to the
 * next, and where facts are reported.
 */
final class Course {
  private final World world;
  private final Person person;
  private final Consumer<SourceRecord> reported;
  private final Draw ids;

  private Phase phase;
  private boolean harmed;
  private Instant busyUntil;
  private Instant gone = Instant.MAX;
  private long owed;
  private long latest;
  private Instant latestAt = Instant.MIN;
  private @Nullable Instant paid;
  private @Nullable Instant firstEvidence;

  /**
   * @param reported takes the facts of the person; those of a day come in no order
   */
  Course(World world, Person person, Consumer<SourceRecord> reported) {
    this.world = world;
    this.person = person;
    this.reported = reported;
    this.ids = person.draw().child("ids");
    this.busyUntil = person.joins();
    this.phase = Phase.of(person.ways().way(), person.joins(), person.draw().child("free"));
  }

  /** A part of a life in which one way holds. */
  private record Phase(Way way, Instant since, List<Primitive> primitives, List<Draw> draws) {
    static Phase of(Way way, Instant since, Draw draw) {
      List<Primitive> primitives = way.primitives();
      return new Phase(
          way,
          since,
          primitives,
          IntStream.range(0, primitives.size()).mapToObj(draw::child).toList());
    }
  }

  /** Lives one day; days follow each other. */
  void day(Instant day) {
    if (!person.joins().isBefore(day.plus(1, ChronoUnit.DAYS))) {
      return;
    }
    if (person.newcomer() && !person.joins().isBefore(day)) {
      fact(EventType.ACCOUNT_REGISTERED, person.joins()).online().report();
    }
    Behaviour.Harm harm = person.ways().harm();
    if (harm != null && day.equals(person.harmed())) {
      harmed = true;
      phase = Phase.of(harm.way(), day, person.draw().child("harmed"));
    }
    paid = null;
    for (int i = 0; i < phase.primitives.size(); i++) {
      phase.primitives.get(i).day(this, phase.draws.get(i).again(), day);
    }
  }

  World world() {
    return world;
  }

  Person person() {
    return person;
  }

  /** The way that holds today. */
  Way way() {
    return phase.way;
  }

  /** Begins a fact about the person. */
  Fact fact(EventType type, Instant time) {
    return new Fact(this, type, time);
  }

  /** An id for the person's next record. */
  String nextId() {
    return Tokens.opaque(ids);
  }

  /** Reports a record, unless the world has ended before its time. */
  void report(SourceRecord fact) {
    if (fact.time().isBefore(world.end())) {
      reported.accept(fact);
    }
  }

  /** When something that happens once, {@code after} the way began, happens today; or not today. */
  @Nullable Instant today(Draw draw, Span after, Instant day) {
    Instant when = phase.since.plus(draw.between(after));
    boolean today = !when.isBefore(day) && when.isBefore(day.plus(1, ChronoUnit.DAYS));
    return today && !goneBy(when) ? when : null;
  }

  /** Marks something that the person, unharmed, would never have reported or had reported. */
  void evidence(Instant time) {
    if (harmed && time.isBefore(world.end())) {
      firstEvidence = firstEvidence == null || time.isBefore(firstEvidence) ? time : firstEvidence;
    }
  }

  /** See {@link Truth#firstEvidence}. */
  @Nullable Instant firstEvidence() {
    return firstEvidence;
  }

  /** When the last time live ended, or ends. */
  Instant busyUntil() {
    return busyUntil;
  }

  void busyUntil(Instant end) {
    busyUntil = end;
  }

  /** Whether the person has left for good by then. */
  boolean goneBy(Instant time) {
    return !time.isBefore(gone);
  }

  void leave(Instant time) {
    gone = time;
  }

  /** Adds earnings, in minor units; {@code time} may lie ahead, and never goes back. */
  void earn(long minor, Instant time) {
    owed += latest;
    latest = minor;
    latestAt = time;
  }

  /** All that was earned until a payout and is not yet paid; this payout settles it. */
  long settle(Instant payout) {
    long all = owed;
    owed = 0;
    if (latestAt.isBefore(payout)) {
      all += latest;
      latest = 0;
    }
    paid = payout;
    return all;
  }

  /** When earnings were paid out today; or not today. */
  @Nullable Instant paidToday() {
    return paid;
  }
}

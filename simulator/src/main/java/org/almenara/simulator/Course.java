package org.almenara.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.almenara.schemas.EntityType;
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
  private final List<Phase> ahead;
  private final List<On.Happened> happened = new ArrayList<>();
  private Phase phase;
  private Group group;
  private Instant joined = Instant.MIN;
  private @Nullable Group before;
  private String city;
  private Instant moved = Instant.MIN;
  private String cityBefore;
  private Instant busyUntil;
  private Instant gone = Instant.MAX;
  private long owed;
  private long latest;
  private Instant latestAt = Instant.MIN;
  private @Nullable Map<Primitive, Long> debts;
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
    this.group = person.group();
    this.city = group.city();
    this.cityBefore = city;
    this.ahead = Phase.all(person);
    this.phase = ahead.remove(0);
  }

  /** Lives one day; days follow each other. */
  void day(Instant day) {
    Instant tomorrow = day.plus(1, ChronoUnit.DAYS);
    if (!person.joins().isBefore(tomorrow)) {
      return;
    }
    happened.clear();
    if (person.newcomer() && !person.joins().isBefore(day)) {
      fact(EventType.ACCOUNT_REGISTERED, person.joins()).age().online().report();
      happened(On.JOINING, person.joins(), 0);
    }
    while (!ahead.isEmpty() && !ahead.get(0).since().isAfter(day)) {
      phase = ahead.remove(0);
    }
    paid = null;
    for (int i = 0; i < phase.primitives().size(); i++) {
      phase.primitives().get(i).day(this, phase.draws().get(i).again(), day);
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
    return phase.way();
  }

  /** When that way began. */
  Instant since() {
    return phase.since();
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
    Instant when = phase.since().plus(draw.between(after));
    boolean today = !when.isBefore(day) && when.isBefore(day.plus(1, ChronoUnit.DAYS));
    return today && !goneBy(when) ? when : null;
  }

  /** Notes what something else may follow upon. */
  void happened(On what, Instant time, long cents) {
    happened.add(new On.Happened(what, time, cents));
  }

  /** What of that kind has happened today so far. */
  List<On.Happened> happenedToday(On what) {
    return happened.stream().filter(any -> any.what() == what).toList();
  }

  /** Marks something that the person, unharmed, would never have reported or had reported. */
  void evidence(Instant time) {
    if (phase.harmed() && time.isBefore(world.end())) {
      firstEvidence = firstEvidence == null || time.isBefore(firstEvidence) ? time : firstEvidence;
    }
  }

  /** The same, if the free way knows nothing of the kind. */
  void sign(Primitive primitive, Instant time) {
    if (phase.harmed() && !person.ways().way().primitives().contains(primitive)) {
      evidence(time);
    }
  }

  /** See {@link Truth#firstEvidence}. */
  @Nullable Instant firstEvidence() {
    return firstEvidence;
  }

  /** The group with which the person works at that time. */
  Group group(Instant time) {
    return before != null && time.isBefore(joined) ? before : group;
  }

  /** When the person came to that group, if within the world. */
  @Nullable Instant joinedGroup(Instant time) {
    return before != null && !time.isBefore(joined) ? joined : null;
  }

  void join(Group next, Instant time) {
    before = group;
    group = next;
    joined = time;
    moveTo(next.city(), time);
  }

  Entity thing(EntityType type, Way.Held held, Instant time) {
    return person.thing(type, held, group(time));
  }

  /** The city in which the person is at that time. */
  String city(Instant time) {
    return time.isBefore(moved) ? cityBefore : city;
  }

  void moveTo(String next, Instant time) {
    cityBefore = city;
    city = next;
    moved = time;
  }

  /** Cents of US dollars that are owed on that account. */
  long debt(Primitive on) {
    return debts == null ? 0 : debts.getOrDefault(on, 0L);
  }

  void debt(Primitive on, long cents) {
    debts = debts == null ? new HashMap<>() : debts;
    debts.put(on, cents);
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

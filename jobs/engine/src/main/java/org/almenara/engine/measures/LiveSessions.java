package org.almenara.engine.measures;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.almenara.engine.time.EventTime;
import org.jspecify.annotations.Nullable;

/**
 * When an entity was live, from the marks of its sessions (see {@link Session}).
 *
 * <p>Marks of one session id with a silence of more than {@link #SILENCE_MILLIS} between them are
 * two sessions, and so are marks of one id with different tokens ({@link Reading#of}). Let U be the
 * union over sessions, clipped to the window {@code [τ − W, τ)}, and a rest a maximal stretch of
 * the window outside U.
 *
 * <ul>
 *   <li>{@link Function#COVERED}: the length of U.
 *   <li>{@link Function#LONGEST_REST}: the length of the longest rest, 0 where there is none;
 *       absent where U is empty.
 *   <li>{@link Function#SHORT_RESTS}: the days that lie whole in the window and have time in common
 *       only with rests shorter than the limit. A rest over midnight counts whole on both days. One
 *       that touches an edge of the window may be longer than what is seen of it, and is taken to
 *       be long enough.
 *   <li>{@link Function#DAY_RUN}: the most days in a row that each have time in common with U.
 *   <li>{@link Function#UNBROKEN}: the sessions that have more than the limit inside the window
 *       without a pause of {@link #PAUSE_MILLIS} or more. Shorter pauses count as live.
 *   <li>{@link Function#OVERLAP}: the length of the part of the window that sessions of two
 *       different tokens cover at once; sessions without a token are left out.
 * </ul>
 *
 * <p>Days are those of the account's country: of the newest mark that names one and is not before
 * {@code τ − W − } {@link #TAIL_MILLIS}; of UTC where none does.
 *
 * <p>Exact up to {@link #MOST_SESSIONS} sessions in the longest window and {@link
 * Session#MOST_PAUSES} pause marks in a session; beyond, the oldest are dropped, and for sessions
 * {@link #overflowed} says so. Bound: that many. A session is remembered for as long as it reaches
 * into the window or may go on, and covers up to {@link #TAIL_MILLIS} after its last mark.
 */
public final class LiveSessions implements Summary {

  static final byte KIND = 3;

  /** How long a session without an end is taken to go on after its last sign of life (5 min). */
  public static final long TAIL_MILLIS = 300_000;

  /** A session of which nothing is heard for so long is over (24 h); its id may come again. */
  public static final long SILENCE_MILLIS = 86_400_000;

  /** The shortest pause that is one (10 min). */
  public static final long PAUSE_MILLIS = 600_000;

  static final int MOST_SESSIONS = 512;

  private static final long NOTHING = Long.MIN_VALUE;

  /** By session id, then by first mark; more than one only after a silence or of two tokens. */
  private final TreeMap<String, List<Session>> sessions = new TreeMap<>();

  private @Nullable Market market;

  /** Up to when a session covered that had to go. */
  private long dropped = NOTHING;

  /** The country of the account, and the mark that named it. */
  private record Market(Entry mark, String country) {}

  /** Days in a row: up to when each was covered, exclusive. */
  private record Run(Span days, List<Long> coveredUntil) {

    int length() {
      return coveredUntil.size();
    }
  }

  @Override
  public void add(Entry entry, Reading reading) {
    String session = reading.origin();
    Reading.Mark mark = reading.mark();
    if (session != null && mark != null) {
      add(session, Session.of(entry, mark, reading.of()));
      String country = reading.market();
      if (country != null) {
        locate(new Market(entry, country));
      }
    }
  }

  private void locate(Market found) {
    Market known = market;
    int order = known == null ? 1 : Entry.BY_IDENTITY.compare(found.mark, known.mark);
    if (known != null && order == 0) {
      market = new Market(Entry.ofCopies(known.mark, found.mark), found.country);
    } else if (order > 0) {
      market = found;
    }
  }

  /** Joins a part to all of its session that no long silence separates from it. */
  private void add(String id, Session part) {
    List<Session> known = sessions.computeIfAbsent(id, key -> new ArrayList<>(1));
    int before = known.size();
    Session joined = part.copy();
    known.removeIf(
        session -> {
          boolean same = session.continues(part);
          if (same) {
            joined.merge(session);
          }
          return same;
        });
    known.add(joined);
    known.sort(Session.BY_FIRST);
    if (known.size() > before && all().count() > MOST_SESSIONS) {
      dropOldest();
    }
  }

  private Stream<Session> all() {
    return sessions.values().stream().flatMap(List::stream);
  }

  private void dropOldest() {
    Session oldest =
        all().min(Comparator.comparing(Session::newest, Entry.BY_IDENTITY)).orElseThrow();
    dropped = Math.max(dropped, oldest.until());
    sessions.values().removeIf(known -> known.remove(oldest) && known.isEmpty());
  }

  @Override
  public void merge(Summary other) {
    LiveSessions more = (LiveSessions) other;
    dropped = Math.max(dropped, more.dropped);
    if (more.market != null) {
      locate(more.market);
    }
    more.sessions.forEach((id, parts) -> parts.forEach(session -> add(id, session)));
  }

  @Override
  public long value(Question question, long instant) {
    return switch (question.function()) {
      case COVERED -> Span.length(covered(question, instant));
      case LONGEST_REST -> longestRest(question, instant);
      case SHORT_RESTS -> shortRestsUntil(question, instant).size();
      case DAY_RUN -> runs(question, instant).stream().mapToInt(Run::length).max().orElse(0);
      case UNBROKEN -> unbrokenUntil(question, instant).size();
      case OVERLAP -> Span.length(overlaps(question, instant));
      default -> throw unanswerable(question);
    };
  }

  private static IllegalArgumentException unanswerable(Question question) {
    return new IllegalArgumentException("sessions cannot say " + question.function());
  }

  /** U. */
  private List<Span> covered(Question question, long instant) {
    List<Span> spans = new ArrayList<>();
    all().forEach(session -> addCovered(session, question, instant, spans));
    return Span.union(spans);
  }

  private static void addCovered(
      Session session, Question question, long instant, List<Span> spans) {
    for (Span span : session.spans()) {
      span.addClipped(instant - question.window(), instant, spans);
    }
  }

  private long longestRest(Question question, long instant) {
    List<Span> covered = covered(question, instant);
    return covered.isEmpty()
        ? ABSENT
        : rests(covered, question, instant).stream().mapToLong(Span::length).max().orElse(0);
  }

  private static List<Span> rests(List<Span> covered, Question question, long instant) {
    return Span.gaps(covered, instant - question.window(), instant);
  }

  /** For each day of short rests, the first instant at which it is none if no records come. */
  private List<Long> shortRestsUntil(Question question, long instant) {
    long window = question.window();
    List<Span> rests = rests(covered(question, instant), question, instant);
    List<Long> until = new ArrayList<>();
    for (Span day : Span.days(instant - window, instant, zone(question, instant))) {
      if (day.from() < instant - window || day.to() > instant) {
        continue;
      }
      List<Span> touching =
          rests.stream().filter(rest -> rest.meets(day.from(), day.to())).toList();
      if (touching.stream().allMatch(rest -> isShort(rest, question, instant))) {
        // It leaves the window, or a rest that it shares with the day before reaches the edge.
        long leaves = day.from() + 1;
        until.add(window + touching.stream().mapToLong(Span::from).reduce(leaves, Math::min));
      }
    }
    return until;
  }

  private static boolean isShort(Span rest, Question question, long instant) {
    return rest.from() > instant - question.window()
        && rest.to() < instant
        && rest.length() < question.limit();
  }

  /** The days with any time live, as runs of days that follow each other. */
  private List<Run> runs(Question question, long instant) {
    List<Span> covered = covered(question, instant);
    List<Run> runs = new ArrayList<>();
    boolean follows = false;
    for (Span day : days(covered, zone(question, instant))) {
      long until = NOTHING;
      for (Span span : covered) {
        if (span.meets(day.from(), day.to())) {
          until = Math.min(span.to(), day.to());
        }
      }
      if (until != NOTHING) {
        Run run = follows ? runs.remove(runs.size() - 1) : new Run(day, List.of());
        List<Long> coveredUntil = new ArrayList<>(run.coveredUntil);
        coveredUntil.add(until);
        runs.add(new Run(new Span(run.days.from(), day.to()), coveredUntil));
      }
      follows = until != NOTHING;
    }
    return runs;
  }

  private static List<Span> days(List<Span> covered, ZoneId zone) {
    return covered.isEmpty()
        ? List.of()
        : Span.days(covered.get(0).from(), covered.get(covered.size() - 1).to(), zone);
  }

  private ZoneId zone(Question question, long instant) {
    Market known = market;
    boolean heard = known != null && known.mark.time() >= instant - memory(question.window());
    return question.zone(heard && known != null ? known.country : null);
  }

  private static long memory(long window) {
    return window + TAIL_MILLIS;
  }

  /** For each unbroken session, the first instant at which it is none if no records come. */
  private List<Long> unbrokenUntil(Question question, long instant) {
    List<Long> until = new ArrayList<>();
    all()
        .forEach(
            session -> {
              long longest = unbrokenUntil(session, question, instant);
              if (longest > instant) {
                until.add(longest);
              }
            });
    return until;
  }

  /** Until when a session has a stretch in the window that is longer than the limit. */
  private static long unbrokenUntil(Session session, Question question, long instant) {
    long until = NOTHING;
    for (Span stretch : session.stretches(PAUSE_MILLIS)) {
      long end = Math.min(stretch.to(), instant);
      if (end - stretch.from() > question.limit()) {
        until = Math.max(until, end - question.limit() + question.window());
      }
    }
    return until;
  }

  private List<Span> overlaps(Question question, long instant) {
    Map<String, List<Span>> byToken = new TreeMap<>();
    all()
        .forEach(
            session -> {
              String of = session.of();
              if (of != null) {
                List<Span> spans = byToken.computeIfAbsent(of, key -> new ArrayList<>());
                addCovered(session, question, instant, spans);
              }
            });
    byToken.replaceAll((of, spans) -> Span.union(spans));
    return Span.atLeastTwo(byToken.values());
  }

  /** A session that had to go reached into the window. */
  @Override
  public boolean overflowed(Question question, long instant) {
    return dropped > instant - question.window();
  }

  /**
   * The first and the newest record of each session that makes the answer: those that are unbroken,
   * that overlap, that lie in a longest run of days; else all that reach into the window.
   */
  @Override
  public List<Entry> evidence(Question question, long instant, int most) {
    Predicate<Session> makesIt = evidence(question, instant);
    TreeSet<Entry> cited = new TreeSet<>(Entry.BY_IDENTITY.reversed());
    all()
        .filter(
            session ->
                session.until() > instant - question.window() && session.first().time() < instant)
        .filter(makesIt)
        .forEach(
            session -> {
              cited.add(session.first());
              cited.add(session.newest());
            });
    return cited.stream().limit(most).toList();
  }

  private Predicate<Session> evidence(Question question, long instant) {
    return switch (question.function()) {
      case COVERED, LONGEST_REST, SHORT_RESTS -> session -> true;
      case DAY_RUN -> {
        List<Run> runs = runs(question, instant);
        int most = runs.stream().mapToInt(Run::length).max().orElse(0);
        List<Span> longest =
            runs.stream().filter(run -> run.length() == most).map(Run::days).toList();
        yield session -> covers(session, question, instant, longest);
      }
      case UNBROKEN -> session -> unbrokenUntil(session, question, instant) > instant;
      case OVERLAP -> {
        List<Span> overlaps = overlaps(question, instant);
        yield session -> session.of() != null && covers(session, question, instant, overlaps);
      }
      default -> throw unanswerable(question);
    };
  }

  private static boolean covers(
      Session session, Question question, long instant, List<Span> parts) {
    List<Span> spans = new ArrayList<>();
    addCovered(session, question, instant, spans);
    return spans.stream()
        .anyMatch(span -> parts.stream().anyMatch(part -> part.meets(span.from(), span.to())));
  }

  @Override
  public long nextChange(Question question, long instant, List<Long> thresholds) {
    if (all().anyMatch(session -> session.until() > instant)) {
      return instant + 1;
    }
    // From here on nothing is live unless records come.
    return switch (question.function()) {
      case COVERED -> lengthLost(covered(question, instant), question, thresholds);
      case OVERLAP -> lengthLost(overlaps(question, instant), question, thresholds);
      case LONGEST_REST -> restChanges(question, instant, thresholds);
      case SHORT_RESTS ->
          Math.min(moves(question, instant), lost(shortRestsUntil(question, instant), thresholds));
      case DAY_RUN -> Math.min(moves(question, instant), runLost(question, instant, thresholds));
      case UNBROKEN -> lost(unbrokenUntil(question, instant), thresholds);
      default -> throw unanswerable(question);
    };
  }

  /** When what is covered is less than the highest threshold that is reached. */
  private static long lengthLost(List<Span> covered, Question question, List<Long> thresholds) {
    long reached = Summary.highestReached(thresholds, Span.length(covered));
    if (reached == NONE) {
      return NEVER;
    }
    int i = covered.size();
    long newest = 0;
    while (newest < reached) {
      i--;
      newest += covered.get(i).length();
    }
    return covered.get(i).from() + newest - reached + question.window() + 1;
  }

  /** When the longest rest grows to a threshold or shrinks below one, or nothing is covered. */
  private long restChanges(Question question, long instant, List<Long> thresholds) {
    List<Span> covered = covered(question, instant);
    if (covered.isEmpty()) {
      return NEVER;
    }
    long since = covered.get(covered.size() - 1).to();
    long change = since + question.window();
    List<Span> rests = rests(covered, question, instant);
    long longest = rests.stream().mapToLong(Span::length).max().orElse(0);
    for (long threshold : thresholds) {
      if (threshold > longest) {
        change = Math.min(change, since + threshold);
      }
    }
    long reached = Summary.highestReached(thresholds, longest);
    long shrinks = NONE;
    for (Span rest : rests) {
      if (reached != NONE && rest.length() >= reached) {
        boolean grows = rest.to() == instant;
        shrinks = grows ? NEVER : Math.max(shrinks, rest.to() - reached + question.window() + 1);
      }
    }
    return shrinks == NONE ? change : Math.min(change, shrinks);
  }

  /** When the mark is out of sight that says where days begin. */
  private long moves(Question question, long instant) {
    Market known = market;
    long memory = memory(question.window());
    return known == null || known.mark.time() < instant - memory
        ? NEVER
        : known.mark.time() + memory + 1;
  }

  private long runLost(Question question, long instant, List<Long> thresholds) {
    List<Run> runs = runs(question, instant);
    long longest = runs.stream().mapToInt(Run::length).max().orElse(0);
    int reached = (int) Summary.highestReached(thresholds, longest);
    long lost = NONE;
    for (Run run : runs) {
      if (reached != NONE && run.length() >= reached) {
        lost = Math.max(lost, run.coveredUntil.get(run.length() - reached) + question.window());
      }
    }
    return lost == NONE ? NEVER : lost;
  }

  private static long lost(List<Long> until, List<Long> thresholds) {
    Steps steps = new Steps();
    until.forEach(steps::down);
    return steps.nextCrossing(until.size(), thresholds);
  }

  /** Keeps a session also while a record that is still to come can continue it. */
  @Override
  public void forget(long instant, long window) {
    long kept = Math.max(memory(window), SILENCE_MILLIS + EventTime.ALLOWED_LATENESS_MILLIS);
    sessions
        .values()
        .removeIf(
            known -> {
              known.removeIf(session -> session.newest().time() < instant - kept);
              return known.isEmpty();
            });
    if (market != null && market.mark.time() < instant - memory(window)) {
      market = null;
    }
    if (dropped <= instant - window) {
      dropped = NOTHING;
    }
  }

  @Override
  public boolean names(String origin) {
    return sessions.containsKey(origin) || all().anyMatch(session -> origin.equals(session.of()));
  }

  @Override
  public void erase(String origin) {
    sessions.remove(origin);
    sessions
        .values()
        .removeIf(
            parts -> {
              parts.removeIf(session -> origin.equals(session.of()));
              return parts.isEmpty();
            });
  }

  @Override
  public boolean isEmpty() {
    return sessions.isEmpty();
  }

  @Override
  public Summary copy() {
    LiveSessions copy = new LiveSessions();
    sessions.forEach(
        (id, known) ->
            copy.sessions.put(id, new ArrayList<>(known.stream().map(Session::copy).toList())));
    copy.market = market;
    copy.dropped = dropped;
    return copy;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(KIND);
    out.writeInt((int) all().count());
    for (Map.Entry<String, List<Session>> entry : sessions.entrySet()) {
      for (Session session : entry.getValue()) {
        out.writeUTF(entry.getKey());
        session.write(out);
      }
    }
    Market known = market;
    out.writeBoolean(known != null);
    if (known != null) {
      known.mark.write(out);
      out.writeUTF(known.country);
    }
    out.writeLong(dropped);
  }

  static LiveSessions read(DataInput in) throws IOException {
    LiveSessions read = new LiveSessions();
    Listed.each(
        in,
        "sessions",
        () ->
            Objects.requireNonNull(
                    read.sessions.computeIfAbsent(in.readUTF(), id -> new ArrayList<>(1)))
                .add(Session.read(in)));
    read.market = in.readBoolean() ? new Market(Entry.read(in), in.readUTF()) : null;
    read.dropped = in.readLong();
    return read;
  }
}

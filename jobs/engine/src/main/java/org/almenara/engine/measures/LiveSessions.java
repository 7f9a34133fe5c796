package org.almenara.engine.measures;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.almenara.engine.time.EventTime;

/**
 * Covered time: how long an entity was live, from the marks of its sessions (see {@link Session}).
 *
 * <p>The value is the length of the union over sessions, clipped to the window. Marks of one
 * session id with a silence of more than {@link #SILENCE_MILLIS} between them are two sessions.
 *
 * <p>Exact up to {@link #MOST_SESSIONS} sessions in the longest window and {@link
 * Session#MOST_PAUSES} pause marks in a session; beyond, the oldest are dropped. Bound: that many.
 */
public final class LiveSessions implements Summary {

  static final byte KIND = 3;

  /** How long a session without an end is taken to go on after its last sign of life (5 min). */
  public static final long TAIL_MILLIS = 300_000;

  /** A session of which nothing is heard for so long is over (24 h); its id may come again. */
  public static final long SILENCE_MILLIS = 86_400_000;

  static final int MOST_SESSIONS = 512;

  /** By session id, then by first mark; more than one only after a silence. */
  private final TreeMap<String, List<Session>> sessions = new TreeMap<>();

  @Override
  public void add(Entry entry, Reading reading) {
    String session = reading.origin();
    Reading.Mark mark = reading.mark();
    if (session != null && mark != null) {
      add(session, Session.of(entry, mark));
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
    sessions.values().removeIf(known -> known.remove(oldest) && known.isEmpty());
  }

  @Override
  public void merge(Summary other) {
    ((LiveSessions) other)
        .sessions.forEach((id, parts) -> parts.forEach(session -> add(id, session)));
  }

  @Override
  public long value(Question question, long instant) {
    return covered(instant, question.window());
  }

  private long covered(long instant, long window) {
    List<long[]> intervals = new ArrayList<>();
    all().forEach(session -> session.intervals(instant - window, instant, intervals));
    intervals.sort(Comparator.comparingLong(interval -> interval[0]));
    long covered = 0;
    long reached = Long.MIN_VALUE;
    for (long[] interval : intervals) {
      long from = Math.max(interval[0], reached);
      if (interval[1] > from) {
        covered += interval[1] - from;
        reached = interval[1];
      }
    }
    return covered;
  }

  /** The first and the newest record of each session that reaches into the window. */
  @Override
  public List<Entry> evidence(Question question, long instant, int most) {
    long window = question.window();
    TreeSet<Entry> cited = new TreeSet<>(Entry.BY_IDENTITY.reversed());
    all()
        .filter(session -> session.until() > instant - window && session.first().time() < instant)
        .forEach(
            session -> {
              cited.add(session.first());
              cited.add(session.newest());
            });
    return cited.stream().limit(most).toList();
  }

  @Override
  public long nextChange(Question question, long instant, List<Long> thresholds) {
    if (all().anyMatch(session -> session.until() > instant)) {
      return instant + 1;
    }
    // Without new records the value falls by at most one millisecond a millisecond.
    long value = value(question, instant);
    long reached = Summary.highestReached(thresholds, value);
    return reached == NONE ? NEVER : instant + value - reached + 1;
  }

  /** Keeps a session also while a record that is still to come can continue it. */
  @Override
  public void forget(long instant, long window) {
    long kept = Math.max(window + TAIL_MILLIS, SILENCE_MILLIS + EventTime.ALLOWED_LATENESS_MILLIS);
    sessions
        .values()
        .removeIf(
            known -> {
              known.removeIf(session -> session.newest().time() < instant - kept);
              return known.isEmpty();
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
  }

  static LiveSessions read(DataInput in) throws IOException {
    LiveSessions read = new LiveSessions();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      String id = in.readUTF();
      Session session = Session.read(in);
      Objects.requireNonNull(read.sessions.computeIfAbsent(id, key -> new ArrayList<>(1)))
          .add(session);
    }
    return read;
  }
}

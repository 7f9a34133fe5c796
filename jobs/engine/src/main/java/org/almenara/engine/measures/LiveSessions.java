package org.almenara.engine.measures;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Covered time: how long an entity was live, from the marks of its sessions.
 *
 * <p>A session covers from its first mark to its end, less its pauses; one without an end covers up
 * to its last sign of life plus {@link #TAIL_MILLIS}. The value is the length of the union over
 * sessions, clipped to the window. A session that is silent for longer than the longest window and
 * speaks again begins anew.
 *
 * <p>Exact up to {@link #MOST_SESSIONS} sessions in the longest window and {@link #MOST_PAUSES}
 * pause marks in a session; beyond, the oldest are dropped. Bound: that many.
 */
public final class LiveSessions implements Summary {

  static final byte KIND = 3;

  /** How long a session without an end is taken to go on after its last sign of life (5 min). */
  public static final long TAIL_MILLIS = 300_000;

  static final int MOST_SESSIONS = 512;
  static final int MOST_PAUSES = 128;

  private static final Comparator<PauseMark> BY_TIME =
      Comparator.comparingLong(PauseMark::time).thenComparing(PauseMark::pause);

  private final long longestWindow;
  private final Map<String, Session> sessions;

  /**
   * An empty summary.
   *
   * @param longestWindow longest window that reads it, milliseconds
   */
  public LiveSessions(long longestWindow) {
    this(longestWindow, new HashMap<>());
  }

  private LiveSessions(long longestWindow, Map<String, Session> sessions) {
    this.longestWindow = longestWindow;
    this.sessions = sessions;
  }

  @Override
  public void add(Entry entry, Reading reading) {
    String session = reading.origin();
    Reading.Mark mark = reading.mark();
    if (session != null && mark != null) {
      add(session, Session.of(entry, mark));
    }
  }

  private void add(String id, Session part) {
    Session known = sessions.get(id);
    if (known == null || part.first.time() - known.until() > longestWindow) {
      sessions.put(id, part.copy());
      if (sessions.size() > MOST_SESSIONS) {
        sessions.remove(
            sessions.entrySet().stream()
                .min(
                    Comparator.<Map.Entry<String, Session>>comparingLong(e -> e.getValue().until())
                        .thenComparing(Map.Entry::getKey))
                .orElseThrow()
                .getKey());
      }
    } else if (known.first.time() - part.until() <= longestWindow) {
      known.merge(part);
    }
  }

  @Override
  public void merge(Summary other) {
    ((LiveSessions) other).sessions.forEach(this::add);
  }

  @Override
  public long value(long instant, long window) {
    List<long[]> intervals = new ArrayList<>();
    for (Session session : sessions.values()) {
      session.intervals(instant - window, instant, intervals);
    }
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

  @Override
  public List<Entry> evidence(long instant, long window, int most) {
    TreeSet<Entry> cited = new TreeSet<>(Entry.BY_IDENTITY.reversed());
    for (Session session : sessions.values()) {
      if (session.until() > instant - window && session.first.time() < instant) {
        cited.add(session.first);
        cited.add(session.newest());
      }
    }
    return cited.stream().limit(most).toList();
  }

  @Override
  public long nextChange(long instant, long window, List<Long> constants) {
    if (sessions.values().stream().anyMatch(session -> session.until() > instant)) {
      return instant + 1;
    }
    long value = value(instant, window);
    long change = NEVER;
    for (long constant : constants) {
      // Without new records the value falls by at most one millisecond a millisecond.
      if (constant <= value && value > 0) {
        change = instant + Math.max(1, value - constant);
      }
    }
    return change;
  }

  @Override
  public void forget(long instant, long window) {
    sessions.values().removeIf(session -> session.until() < instant - window);
  }

  @Override
  public long newest() {
    return sessions.values().stream()
        .mapToLong(session -> Math.max(session.newest().time(), session.until()))
        .max()
        .orElse(Long.MIN_VALUE);
  }

  @Override
  public Summary copy() {
    Map<String, Session> copies = new HashMap<>();
    sessions.forEach((id, session) -> copies.put(id, session.copy()));
    return new LiveSessions(longestWindow, copies);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(KIND);
    out.writeLong(longestWindow);
    out.writeInt(sessions.size());
    for (String id : new TreeSet<>(sessions.keySet())) {
      out.writeUTF(id);
      Session session = sessions.get(id);
      if (session != null) {
        session.write(out);
      }
    }
  }

  static LiveSessions read(DataInput in) throws IOException {
    long longestWindow = in.readLong();
    int size = in.readInt();
    Map<String, Session> sessions = new HashMap<>();
    for (int i = 0; i < size; i++) {
      sessions.put(in.readUTF(), Session.read(in));
    }
    return new LiveSessions(longestWindow, sessions);
  }

  private record PauseMark(long time, boolean pause) {}

  /** One session as far as it is known: extremes of its marks, and its pause marks. */
  private static final class Session {
    private Entry first;
    private @Nullable Entry lastSign;
    private @Nullable Entry end;
    private final TreeSet<PauseMark> pauses;

    private Session(
        Entry first, @Nullable Entry lastSign, @Nullable Entry end, Set<PauseMark> pauses) {
      this.first = first;
      this.lastSign = lastSign;
      this.end = end;
      this.pauses = new TreeSet<>(BY_TIME);
      this.pauses.addAll(pauses);
    }

    static Session of(Entry entry, Reading.Mark mark) {
      return switch (mark) {
        case STARTED, ALIVE -> new Session(entry, entry, null, Set.of());
        case PAUSED -> new Session(entry, entry, null, Set.of(new PauseMark(entry.time(), true)));
        case RESUMED -> new Session(entry, entry, null, Set.of(new PauseMark(entry.time(), false)));
        case ENDED -> new Session(entry, null, entry, Set.of());
      };
    }

    void merge(Session other) {
      first = oldest(first, other.first);
      lastSign = newest(lastSign, other.lastSign);
      end = newest(end, other.end);
      pauses.addAll(other.pauses);
      while (pauses.size() > MOST_PAUSES) {
        pauses.pollFirst();
      }
    }

    private static Entry oldest(Entry a, Entry b) {
      int order = Entry.BY_IDENTITY.compare(a, b);
      if (order == 0) {
        return Entry.ofCopies(a, b);
      }
      return order < 0 ? a : b;
    }

    /** The later of two entries by identity; of two copies of one record the one to remember. */
    private static @Nullable Entry newest(@Nullable Entry a, @Nullable Entry b) {
      if (a == null || b == null) {
        return a == null ? b : a;
      }
      int order = Entry.BY_IDENTITY.compare(a, b);
      if (order == 0) {
        return Entry.ofCopies(a, b);
      }
      return order > 0 ? a : b;
    }

    Entry newest() {
      Entry newest = newest(lastSign, end);
      return newest == null ? first : newest;
    }

    /** Where it stops covering, exclusive. */
    long until() {
      if (lastSign == null || (end != null && end.time() >= lastSign.time())) {
        return end == null ? first.time() : end.time();
      }
      return lastSign.time() + TAIL_MILLIS;
    }

    /** Adds what it covers inside [from, to). */
    void intervals(long from, long to, List<long[]> out) {
      long start = first.time();
      boolean paused = false;
      for (PauseMark mark : pauses) {
        if (mark.pause && !paused) {
          addClipped(start, mark.time, from, to, out);
          paused = true;
        } else if (!mark.pause && paused) {
          start = mark.time;
          paused = false;
        }
      }
      if (!paused) {
        addClipped(start, until(), from, to, out);
      }
    }

    private static void addClipped(long start, long end, long from, long to, List<long[]> out) {
      long clippedStart = Math.max(start, from);
      long clippedEnd = Math.min(end, to);
      if (clippedEnd > clippedStart) {
        out.add(new long[] {clippedStart, clippedEnd});
      }
    }

    Session copy() {
      return new Session(first, lastSign, end, pauses);
    }

    void write(DataOutput out) throws IOException {
      first.write(out);
      writeOptional(lastSign, out);
      writeOptional(end, out);
      out.writeInt(pauses.size());
      for (PauseMark mark : pauses) {
        out.writeLong(mark.time);
        out.writeBoolean(mark.pause);
      }
    }

    static Session read(DataInput in) throws IOException {
      Entry first = Entry.read(in);
      Entry lastSign = readOptional(in);
      Entry end = readOptional(in);
      int size = in.readInt();
      Set<PauseMark> pauses = new TreeSet<>(BY_TIME);
      for (int i = 0; i < size; i++) {
        pauses.add(new PauseMark(in.readLong(), in.readBoolean()));
      }
      return new Session(first, lastSign, end, pauses);
    }

    private static void writeOptional(@Nullable Entry entry, DataOutput out) throws IOException {
      out.writeBoolean(entry != null);
      if (entry != null) {
        entry.write(out);
      }
    }

    private static @Nullable Entry readOptional(DataInput in) throws IOException {
      return in.readBoolean() ? Entry.read(in) : null;
    }
  }
}

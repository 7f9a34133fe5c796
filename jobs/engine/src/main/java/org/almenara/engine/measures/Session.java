package org.almenara.engine.measures;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One live session as far as it is known: the extremes of its marks, and where it paused.
 *
 * <p>It covers from its first mark to its end, less its pauses; without an end, or with a sign of
 * life after it, up to the last sign of life plus {@link LiveSessions#TAIL_MILLIS}. A pause inside
 * a pause and a resumption outside one say nothing; of two at one time the resumption comes first.
 */
final class Session {

  /** Most pauses and resumptions remembered; beyond, the oldest are forgotten. */
  static final int MOST_PAUSES = 128;

  static final Comparator<Session> BY_FIRST =
      Comparator.comparing(session -> session.first, Entry.BY_IDENTITY);

  private static final Comparator<PauseMark> BY_TIME =
      Comparator.comparingLong(PauseMark::time).thenComparing(PauseMark::pause);

  private record PauseMark(long time, boolean pause) {}

  private Entry first;
  private @Nullable Entry lastSign;
  private @Nullable Entry end;
  private final TreeSet<PauseMark> pauses;
  private final @Nullable String of;

  private Session(
      Entry first,
      @Nullable Entry lastSign,
      @Nullable Entry end,
      Set<PauseMark> pauses,
      @Nullable String of) {
    this.first = first;
    this.lastSign = lastSign;
    this.end = end;
    this.pauses = new TreeSet<>(BY_TIME);
    this.pauses.addAll(pauses);
    this.of = of;
  }

  static Session of(Entry entry, Reading.Mark mark, @Nullable String of) {
    return switch (mark) {
      case STARTED, ALIVE -> new Session(entry, entry, null, Set.of(), of);
      case PAUSED -> new Session(entry, entry, null, Set.of(new PauseMark(entry.time(), true)), of);
      case RESUMED ->
          new Session(entry, entry, null, Set.of(new PauseMark(entry.time(), false)), of);
      case ENDED -> new Session(entry, null, entry, Set.of(), of);
    };
  }

  /** Whose or where it is; absent where nobody asks. */
  @Nullable String of() {
    return of;
  }

  /** Whether both are of one token, and no silence lies between the two that ends a session. */
  boolean continues(Session other) {
    return Objects.equals(of, other.of)
        && first.time() - other.newest().time() <= LiveSessions.SILENCE_MILLIS
        && other.first.time() - newest().time() <= LiveSessions.SILENCE_MILLIS;
  }

  /** Takes in the marks of another part of the same session. */
  void merge(Session other) {
    first = earlier(first, other.first);
    lastSign = later(lastSign, other.lastSign);
    end = later(end, other.end);
    pauses.addAll(other.pauses);
    while (pauses.size() > MOST_PAUSES) {
      pauses.pollFirst();
    }
  }

  private static Entry earlier(Entry a, Entry b) {
    int order = Entry.BY_IDENTITY.compare(a, b);
    if (order == 0) {
      return Entry.ofCopies(a, b);
    }
    return order < 0 ? a : b;
  }

  private static @Nullable Entry later(@Nullable Entry a, @Nullable Entry b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    int order = Entry.BY_IDENTITY.compare(a, b);
    if (order == 0) {
      return Entry.ofCopies(a, b);
    }
    return order > 0 ? a : b;
  }

  Entry first() {
    return first;
  }

  Entry newest() {
    Entry newest = later(lastSign, end);
    return newest == null ? first : newest;
  }

  /** Where it stops covering, exclusive. */
  long until() {
    Entry sign = lastSign;
    Entry ended = end;
    if (sign == null) {
      return ended == null ? first.time() : ended.time();
    }
    return ended != null && ended.time() >= sign.time()
        ? ended.time()
        : sign.time() + LiveSessions.TAIL_MILLIS;
  }

  /** What it covers, in order; what only a pause of no length parts may touch. */
  List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    long start = first.time();
    boolean paused = false;
    for (PauseMark mark : pauses) {
      if (mark.pause && !paused) {
        Span.add(start, mark.time, spans);
        paused = true;
      } else if (!mark.pause && paused) {
        start = mark.time;
        paused = false;
      }
    }
    if (!paused) {
      Span.add(start, until(), spans);
    }
    return spans;
  }

  /** What it covers, with the pauses that are shorter than {@code pause}. */
  List<Span> stretches(long pause) {
    List<Span> stretches = new ArrayList<>();
    for (Span span : spans()) {
      int last = stretches.size() - 1;
      if (last >= 0 && span.from() - stretches.get(last).to() < pause) {
        stretches.set(last, new Span(stretches.get(last).from(), span.to()));
      } else {
        stretches.add(span);
      }
    }
    return stretches;
  }

  Session copy() {
    return new Session(first, lastSign, end, pauses, of);
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
    out.writeBoolean(of != null);
    if (of != null) {
      out.writeUTF(of);
    }
  }

  static Session read(DataInput in) throws IOException {
    Entry first = Entry.read(in);
    Entry lastSign = readOptional(in);
    Entry end = readOptional(in);
    Set<PauseMark> pauses = new TreeSet<>(BY_TIME);
    Listed.each(in, "pauses", () -> pauses.add(new PauseMark(in.readLong(), in.readBoolean())));
    return new Session(first, lastSign, end, pauses, in.readBoolean() ? in.readUTF() : null);
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

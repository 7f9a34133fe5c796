package org.almenara.engine.measures;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Sequences: A, then B within T, no C between, of one key.
 *
 * <p>With records ordered by identity, the value is the number of B with {@code tB ∈ [τ − W, τ)}
 * for which the newest A before B of B's key has {@code tB − tA <= T}, and no C of that key lies
 * between the two. A record may play several parts; it neither precedes itself nor lies between
 * itself and another.
 *
 * <p>Computed over the K most recent records of each part, so exact while none of the three lists
 * is full; {@link #overflowed} says where it may not be. Bound: 3 K entries. An A or a C is
 * remembered for T longer than the window, and can matter for {@link #memoryMillis} after it came.
 */
public final class Sequences implements Summary {

  static final byte KIND = 11;

  private final long within;
  private final Recents begins;
  private final Recents completes;
  private final Recents breaks;

  /** One found sequence. */
  private record Pair(Entry a, Entry b) {}

  /**
   * An empty summary.
   *
   * @param k how many records it remembers of each part
   * @param within T, milliseconds
   */
  public Sequences(int k, long within) {
    this(within, new Recents(k), new Recents(k), new Recents(k));
  }

  private Sequences(long within, Recents begins, Recents completes, Recents breaks) {
    this.within = within;
    this.begins = begins;
    this.completes = completes;
    this.breaks = breaks;
  }

  /** For how long a record matters to windows that it has left, milliseconds. */
  public static long memoryMillis(long within) {
    return within;
  }

  @Override
  public void add(Entry entry, Reading reading) {
    if (reading.plays(Reading.A)) {
      begins.add(entry, reading.key());
    }
    if (reading.plays(Reading.B)) {
      completes.add(entry, reading.key());
    }
    if (reading.plays(Reading.C)) {
      breaks.add(entry, reading.key());
    }
  }

  @Override
  public void merge(Summary other) {
    Sequences more = (Sequences) other;
    begins.merge(more.begins);
    completes.merge(more.completes);
    breaks.merge(more.breaks);
  }

  /** The sequences that B completes in the window, oldest first. */
  private List<Pair> pairs(Question question, long instant) {
    TreeMap<Entry, Played> records = new TreeMap<>(Entry.BY_IDENTITY);
    play(begins.newest(question.newest()), Reading.A, records);
    play(completes.newest(question.newest()), Reading.B, records);
    play(breaks.newest(question.newest()), Reading.C, records);
    List<Pair> pairs = new ArrayList<>();
    // The newest A of each key that no C has followed.
    Map<String, Entry> open = new HashMap<>();
    for (Map.Entry<Entry, Played> record : records.entrySet()) {
      Entry entry = record.getKey();
      Played played = record.getValue();
      Entry a = open.get(played.key);
      if (played.is(Reading.B)
          && a != null
          && entry.time() - a.time() <= within
          && entry.time() >= instant - question.window()
          && entry.time() < instant) {
        pairs.add(new Pair(a, entry));
      }
      if (played.is(Reading.C)) {
        open.remove(played.key);
      }
      if (played.is(Reading.A)) {
        open.put(played.key, entry);
      }
    }
    return pairs;
  }

  private record Played(String key, int roles) {

    boolean is(int role) {
      return (roles & role) != 0;
    }
  }

  private static void play(Recents list, int role, Map<Entry, Played> records) {
    for (Recents.Item item : list.newestFirst()) {
      records.merge(
          item.entry(),
          new Played(item.token(), role),
          (known, more) -> new Played(known.key, known.roles | more.roles));
    }
  }

  @Override
  public long value(Question question, long instant) {
    return pairs(question, instant).size();
  }

  /** A B, an A or a C is missing that could change the answer. */
  @Override
  public boolean overflowed(Question question, long instant) {
    long from = instant - question.window();
    int newest = question.newest();
    return completes.newest(newest).lacks(from)
        || begins.newest(newest).lacks(from - within)
        || breaks.newest(newest).lacks(from - within);
  }

  /** Each B that counts, and its A. */
  @Override
  public List<Entry> evidence(Question question, long instant, int most) {
    TreeSet<Entry> cited = new TreeSet<>(Entry.BY_IDENTITY.reversed());
    for (Pair pair : pairs(question, instant)) {
      cited.add(pair.b);
      cited.add(pair.a);
    }
    return cited.stream().limit(most).toList();
  }

  @Override
  public long nextChange(Question question, long instant, List<Long> thresholds) {
    List<Entry> counted = pairs(question, instant).stream().map(Pair::b).toList();
    return Steps.untilLeft(counted, question.window(), thresholds);
  }

  @Override
  public void forget(long instant, long window) {
    completes.forgetBefore(instant - window);
    begins.forgetBefore(instant - window - within);
    breaks.forgetBefore(instant - window - within);
  }

  @Override
  public boolean names(String origin) {
    return begins.names(origin) || completes.names(origin) || breaks.names(origin);
  }

  @Override
  public void erase(String origin) {
    begins.erase(origin);
    completes.erase(origin);
    breaks.erase(origin);
  }

  @Override
  public boolean isEmpty() {
    return begins.isEmpty() && completes.isEmpty() && breaks.isEmpty();
  }

  @Override
  public Summary copy() {
    return new Sequences(within, begins.copy(), completes.copy(), breaks.copy());
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(KIND);
    out.writeLong(within);
    begins.write(out);
    completes.write(out);
    breaks.write(out);
  }

  static Sequences read(DataInput in) throws IOException {
    return new Sequences(in.readLong(), Recents.read(in), Recents.read(in), Recents.read(in));
  }
}

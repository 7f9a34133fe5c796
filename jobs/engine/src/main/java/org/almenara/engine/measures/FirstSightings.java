package org.almenara.engine.measures;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * First sightings: tokens that an entity shows for the first time in its memory.
 *
 * <p>Sightings of one token with at most {@code memory} between them make a chain; f is the first
 * of one. The value is the number of f with {@code tf ∈ [τ − W, τ)} for which a record before f, in
 * the order of identity and not before {@code tf − memory}, shows another token. So the very first
 * token of an entity is not new.
 *
 * <p>The K tokens that were seen last are kept. Where one had to go, last seen at H, no sighting
 * until {@code H + memory} is taken for a first one: the value may be too small, never too great,
 * and {@link #overflowed} says so. Bound: K tokens, {@link #mostEntries}. A chain is remembered for
 * {@code memory} longer than the window, and can matter for {@link #memoryMillis} after its last
 * record.
 */
public final class FirstSightings implements Summary {

  static final byte KIND = 14;

  private static final long NOTHING = Long.MIN_VALUE;

  private int k;
  private final long memory;

  /** H: when the newest token that had to go was last seen. */
  private long dropped;

  /** By token; its chains in order. */
  private final TreeMap<String, List<Chain>> tokens = new TreeMap<>();

  /**
   * Sightings of one token.
   *
   * @param first absent where an earlier one may have had to go
   */
  private record Chain(@Nullable Entry first, Entry last) {

    boolean continues(Chain other, long memory) {
      return continues(first, other.last, memory) && continues(other.first, last, memory);
    }

    private static boolean continues(@Nullable Entry first, Entry last, long memory) {
      return first == null || first.time() - last.time() <= memory;
    }

    Chain with(Chain other) {
      int order = Entry.BY_IDENTITY.compare(last, other.last);
      return new Chain(
          earlier(first, other.first),
          order == 0 ? Entry.ofCopies(last, other.last) : order > 0 ? last : other.last);
    }

    private static @Nullable Entry earlier(@Nullable Entry a, @Nullable Entry b) {
      if (a == null || b == null) {
        return null;
      }
      int order = Entry.BY_IDENTITY.compare(a, b);
      return order == 0 ? Entry.ofCopies(a, b) : order < 0 ? a : b;
    }

    void write(DataOutput out) throws IOException {
      out.writeBoolean(first != null);
      if (first != null) {
        first.write(out);
      }
      last.write(out);
    }

    static Chain read(DataInput in) throws IOException {
      return new Chain(in.readBoolean() ? Entry.read(in) : null, Entry.read(in));
    }

    /** Whether it shows its token before a record, and not before {@code time}. */
    boolean shows(Entry before, long time) {
      return last.time() >= time && (first == null || Entry.BY_IDENTITY.compare(first, before) < 0);
    }
  }

  /**
   * An empty summary.
   *
   * @param k how many tokens it remembers
   * @param memory after how long without it a token is new again, milliseconds
   */
  public FirstSightings(int k, long memory) {
    this(k, memory, NOTHING);
    if (memory <= 0) {
      throw new IllegalArgumentException("no memory of " + memory + " ms");
    }
  }

  private FirstSightings(int k, long memory, long dropped) {
    this.k = k;
    this.memory = memory;
    this.dropped = dropped;
  }

  /** For how long a record matters to windows that it has left, milliseconds. */
  public static long memoryMillis(long memory) {
    return memory;
  }

  /** Most entries once it has forgotten: two for each chain that a token has room for. */
  public static long mostEntries(int k, long memory, long window) {
    return 2L * k * ((window + memory) / memory + 1);
  }

  @Override
  public void add(Entry entry, Reading reading) {
    String origin = reading.origin();
    if (origin != null) {
      add(origin, new Chain(entry, entry));
      dropOldest();
    }
  }

  private void add(String token, Chain part) {
    Chain known = part;
    List<Chain> chains = tokens.computeIfAbsent(token, key -> new ArrayList<>(1));
    for (Chain chain : chains) {
      if (chain.continues(part, memory)) {
        known = known.with(chain);
      }
    }
    chains.removeIf(chain -> chain.continues(part, memory));
    chains.add(known);
    chains.sort(Comparator.comparing(Chain::last, Entry.BY_IDENTITY));
  }

  @Override
  public void merge(Summary other) {
    FirstSightings more = (FirstSightings) other;
    // A rule set that asks for more than the one that wrote the state: from here on it is kept.
    k = Math.max(k, more.k);
    dropped = Math.max(dropped, more.dropped);
    doubt();
    more.tokens.forEach((token, chains) -> chains.forEach(chain -> add(token, chain)));
    dropOldest();
  }

  /** Lets tokens go until K are left, and all that is uncertain for it. */
  private void dropOldest() {
    doubt();
    if (tokens.size() > k) {
      List<Long> lasts = new ArrayList<>();
      tokens.values().forEach(chains -> lasts.add(chains.get(chains.size() - 1).last.time()));
      lasts.sort(Comparator.reverseOrder());
      dropped = lasts.get(k);
      doubt();
    }
  }

  /**
   * Leaves what is the same whatever was read before a token had to go: nothing up to H, and no
   * first sighting that one at or before H could precede.
   */
  private void doubt() {
    if (dropped == NOTHING) {
      return;
    }
    tokens
        .values()
        .removeIf(
            chains -> {
              chains.removeIf(chain -> chain.last.time() <= dropped);
              chains.replaceAll(
                  chain ->
                      chain.first != null && chain.first.time() <= dropped + memory
                          ? new Chain(null, chain.last)
                          : chain);
              return chains.isEmpty();
            });
  }

  /** As if it remembered only {@code most} tokens. */
  private FirstSightings newest(int most) {
    if (tokens.size() <= most) {
      return this;
    }
    FirstSightings fewer = (FirstSightings) copy();
    fewer.k = most;
    fewer.dropOldest();
    return fewer;
  }

  /** The first sightings in the window, oldest first. */
  private List<Entry> counted(Question question, long instant) {
    return newest(question.newest()).allCounted(question, instant);
  }

  private List<Entry> allCounted(Question question, long instant) {
    List<Entry> counted = new ArrayList<>();
    tokens.forEach(
        (token, chains) -> {
          for (Chain chain : chains) {
            Entry first = chain.first;
            if (first != null
                && first.time() >= instant - question.window()
                && first.time() < instant
                && othersBefore(token, first)) {
              counted.add(first);
            }
          }
        });
    counted.sort(Entry.BY_IDENTITY);
    return counted;
  }

  private boolean othersBefore(String token, Entry first) {
    for (Map.Entry<String, List<Chain>> other : tokens.entrySet()) {
      if (!other.getKey().equals(token)
          && other.getValue().stream()
              .anyMatch(chain -> chain.shows(first, first.time() - memory))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long value(Question question, long instant) {
    return counted(question, instant).size();
  }

  /** A first sighting in the window may not be taken for one. */
  @Override
  public boolean overflowed(Question question, long instant) {
    long last = newest(question.newest()).dropped;
    return last != NOTHING && last + memory >= instant - question.window();
  }

  @Override
  public List<Entry> evidence(Question question, long instant, int most) {
    return counted(question, instant).stream()
        .sorted(Entry.BY_IDENTITY.reversed())
        .limit(most)
        .toList();
  }

  @Override
  public long nextChange(Question question, long instant, List<Long> thresholds) {
    return Steps.untilLeft(counted(question, instant), question.window(), thresholds);
  }

  @Override
  public void forget(long instant, long window) {
    long kept = instant - window - memory;
    tokens
        .values()
        .removeIf(
            chains -> {
              chains.removeIf(chain -> chain.last.time() < kept);
              return chains.isEmpty();
            });
    if (dropped < kept) {
      dropped = NOTHING;
    }
  }

  @Override
  public boolean names(String origin) {
    return tokens.containsKey(origin);
  }

  @Override
  public void erase(String origin) {
    tokens.remove(origin);
  }

  @Override
  public boolean isEmpty() {
    return tokens.isEmpty();
  }

  @Override
  public Summary copy() {
    FirstSightings copy = new FirstSightings(k, memory, dropped);
    tokens.forEach((token, chains) -> copy.tokens.put(token, new ArrayList<>(chains)));
    return copy;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(KIND);
    out.writeInt(k);
    out.writeLong(memory);
    out.writeLong(dropped);
    out.writeInt(tokens.size());
    for (Map.Entry<String, List<Chain>> token : tokens.entrySet()) {
      out.writeUTF(token.getKey());
      out.writeInt(token.getValue().size());
      for (Chain chain : token.getValue()) {
        chain.write(out);
      }
    }
  }

  static FirstSightings read(DataInput in) throws IOException {
    FirstSightings read = new FirstSightings(in.readInt(), in.readLong(), in.readLong());
    Listed.each(
        in,
        "tokens",
        () -> read.tokens.put(in.readUTF(), Listed.read(in, "sightings", Chain::read)));
    return read;
  }
}

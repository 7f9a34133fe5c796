package org.almenara.engine.measures;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Counts distinct tokens by remembering the K that were seen last.
 *
 * <p>A token's last sighting is a maximum, and a token outside the K largest has K others seen
 * later, so it is not among the K most recent at any later instant unless it is seen again: {@code
 * min(distinct, K)} is exact for every window. Only where a token was erased, or where K was
 * raised, can one be lacking that had to go before; {@link #overflowed} says so. Bound: K entries.
 */
public final class RecentTokens implements Summary {

  static final byte KIND = 2;

  /**
   * A token and the record that it was last seen in.
   *
   * @param origin compared
   * @param token shown
   * @param last newest record that has it
   */
  public record Seen(String origin, String token, Entry last) {}

  private static final Comparator<Seen> NEWEST_FIRST =
      Comparator.comparing(Seen::last, Entry.BY_IDENTITY).reversed().thenComparing(Seen::origin);

  /** No token had to go. */
  private static final long NOTHING = Long.MIN_VALUE;

  private int k;
  private final List<Seen> seen;

  /** When the newest of the tokens that had to go was last seen. */
  private long dropped;

  /** An empty summary that remembers {@code k} tokens. */
  public RecentTokens(int k) {
    this(k, new ArrayList<>(), NOTHING);
  }

  private RecentTokens(int k, List<Seen> seen, long dropped) {
    this.k = k;
    this.seen = seen;
    this.dropped = dropped;
  }

  @Override
  public void add(Entry entry, Reading reading) {
    String origin = reading.origin();
    String token = reading.token();
    if (origin != null && token != null) {
      add(new Seen(origin, token, entry));
    }
  }

  private void add(Seen sighting) {
    for (int i = 0; i < seen.size(); i++) {
      Seen known = seen.get(i);
      if (known.origin.equals(sighting.origin)) {
        int order = Entry.BY_IDENTITY.compare(sighting.last, known.last);
        if (order < 0) {
          return;
        }
        if (order == 0) {
          Entry last = Entry.ofCopies(known.last, sighting.last);
          seen.set(i, new Seen(known.origin, known.token, last));
          return;
        }
        seen.remove(i);
        break;
      }
    }
    int insert = 0;
    while (insert < seen.size() && NEWEST_FIRST.compare(seen.get(insert), sighting) < 0) {
      insert++;
    }
    seen.add(insert, sighting);
    if (seen.size() > k) {
      dropped = Math.max(dropped, seen.remove(k).last.time());
    }
  }

  @Override
  public void merge(Summary other) {
    RecentTokens more = (RecentTokens) other;
    // A rule set that asks for more than the one that wrote the state: from here on it is kept.
    k = Math.max(k, more.k);
    dropped = Math.max(dropped, more.dropped);
    more.seen.forEach(this::add);
  }

  @Override
  public long value(Question question, long instant) {
    return inWindow(instant, question.window());
  }

  private int inWindow(long instant, long window) {
    return RecentRecords.countSince(seen, sighting -> sighting.last.time(), instant - window);
  }

  /** There is room for a token in the window that had to go when there was none. */
  @Override
  public boolean overflowed(Question question, long instant) {
    return seen.size() < k && dropped >= instant - question.window();
  }

  /** The tokens seen in the window, newest first, at most K. */
  public List<Seen> members(long instant, long window) {
    return List.copyOf(seen.subList(0, inWindow(instant, window)));
  }

  @Override
  public List<Entry> evidence(Question question, long instant, int most) {
    int cited = Math.min(most, inWindow(instant, question.window()));
    List<Entry> evidence = new ArrayList<>(cited);
    for (int i = 0; i < cited; i++) {
      Entry last = seen.get(i).last;
      // A record that shows several tokens stands in a row.
      if (i == 0 || Entry.BY_IDENTITY.compare(seen.get(i - 1).last, last) != 0) {
        evidence.add(last);
      }
    }
    return evidence;
  }

  @Override
  public long nextChange(Question question, long instant, List<Long> thresholds) {
    long window = question.window();
    return RecentRecords.nextExpiry(
        seen, sighting -> sighting.last.time(), inWindow(instant, window), window, thresholds);
  }

  @Override
  public void forget(long instant, long window) {
    while (!seen.isEmpty() && seen.get(seen.size() - 1).last.time() < instant - window) {
      seen.remove(seen.size() - 1);
    }
    if (dropped < instant - window) {
      dropped = NOTHING;
    }
  }

  @Override
  public boolean names(String origin) {
    return seen.stream().anyMatch(sighting -> sighting.origin.equals(origin));
  }

  @Override
  public void erase(String origin) {
    seen.removeIf(sighting -> sighting.origin.equals(origin));
  }

  @Override
  public boolean isEmpty() {
    return seen.isEmpty();
  }

  @Override
  public Summary copy() {
    return new RecentTokens(k, new ArrayList<>(seen), dropped);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(KIND);
    out.writeInt(k);
    out.writeLong(dropped);
    out.writeInt(seen.size());
    for (Seen sighting : seen) {
      out.writeUTF(sighting.origin);
      out.writeUTF(sighting.token);
      sighting.last.write(out);
    }
  }

  static RecentTokens read(DataInput in) throws IOException {
    int k = in.readInt();
    long dropped = in.readLong();
    List<Seen> seen =
        Listed.read(
            in, "tokens", from -> new Seen(from.readUTF(), from.readUTF(), Entry.read(from)));
    return new RecentTokens(k, seen, dropped);
  }
}

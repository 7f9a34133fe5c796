package org.almenara.engine.measures;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The K most recent records, each with the token that was read from it, and the time of the newest
 * record that had to go for others.
 */
final class Recents {

  /** No record had to go. */
  private static final long NOTHING = Long.MIN_VALUE;

  private static final Comparator<Item> NEWEST_FIRST =
      Comparator.comparing(Item::entry, Entry.BY_IDENTITY).reversed();

  private int k;
  private long dropped;
  private final List<Item> items;

  /**
   * A record.
   *
   * @param entry which one
   * @param token what was read from it; empty where nothing is
   */
  record Item(Entry entry, String token) {}

  Recents(int k) {
    this(k, NOTHING, new ArrayList<>());
  }

  private Recents(int k, long dropped, List<Item> items) {
    this.k = k;
    this.dropped = dropped;
    this.items = items;
  }

  void add(Entry entry, String token) {
    add(new Item(entry, token));
  }

  private void add(Item item) {
    int at = Collections.binarySearch(items, item, NEWEST_FIRST);
    if (at >= 0) {
      items.set(at, new Item(Entry.ofCopies(items.get(at).entry, item.entry), item.token));
      return;
    }
    items.add(-at - 1, item);
    if (items.size() > k) {
      dropped = Math.max(dropped, items.remove(k).entry.time());
    }
  }

  void merge(Recents other) {
    // A rule set that asks for more than the one that wrote the state: from here on it is kept.
    k = Math.max(k, other.k);
    dropped = Math.max(dropped, other.dropped);
    other.items.forEach(this::add);
  }

  /** As if it remembered only {@code most}: what it then would hold, and what had to go. */
  Recents newest(int most) {
    if (items.size() <= most) {
      return this;
    }
    // The list is in order, so the first beyond is the newest that had to go.
    return new Recents(most, items.get(most).entry.time(), items.subList(0, most));
  }

  List<Item> newestFirst() {
    return items;
  }

  /** Whether a record at or after {@code time} had to go. */
  boolean lacks(long time) {
    return dropped != NOTHING && dropped >= time;
  }

  /** Forgets all before {@code time}. */
  void forgetBefore(long time) {
    while (!items.isEmpty() && items.get(items.size() - 1).entry.time() < time) {
      items.remove(items.size() - 1);
    }
    if (dropped < time) {
      dropped = NOTHING;
    }
  }

  boolean names(String token) {
    return items.stream().anyMatch(item -> item.token.equals(token));
  }

  void erase(String token) {
    items.removeIf(item -> item.token.equals(token));
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  Recents copy() {
    return new Recents(k, dropped, new ArrayList<>(items));
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(k);
    out.writeLong(dropped);
    out.writeInt(items.size());
    for (Item item : items) {
      item.entry.write(out);
      out.writeUTF(item.token);
    }
  }

  static Recents read(DataInput in) throws IOException {
    int k = in.readInt();
    long dropped = in.readLong();
    return new Recents(
        k, dropped, Listed.read(in, "records", from -> new Item(Entry.read(from), from.readUTF())));
  }
}

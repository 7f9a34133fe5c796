package org.almenara.engine.measures;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Counts records by remembering the K most recent.
 *
 * <p>{@code |records in the window| >= k}, k <= K, holds exactly when the k-th most recent lies in
 * the window: so one list answers every window and every threshold up to K, in state that does not
 * grow with the window. Bound: K entries.
 */
public final class RecentRecords implements Summary {

  static final byte KIND = 1;

  private static final Comparator<Entry> NEWEST_FIRST = Entry.BY_IDENTITY.reversed();

  private int k;
  private final boolean idempotent;
  private final List<Entry> entries;

  /** An empty summary that remembers {@code k} records. */
  public RecentRecords(int k, Guards guards) {
    this(k, guards.idempotent(), new ArrayList<>());
  }

  private RecentRecords(int k, boolean idempotent, List<Entry> entries) {
    this.k = k;
    this.idempotent = idempotent;
    this.entries = entries;
  }

  @Override
  public void add(Entry entry, Reading reading) {
    add(entry);
  }

  private void add(Entry entry) {
    int at = Collections.binarySearch(entries, entry, NEWEST_FIRST);
    if (at >= 0 && idempotent) {
      entries.set(at, Entry.ofCopies(entries.get(at), entry));
      return;
    }
    int insert = at >= 0 ? at : -at - 1;
    if (insert < k) {
      entries.add(insert, entry);
      if (entries.size() > k) {
        entries.remove(k);
      }
    }
  }

  @Override
  public void merge(Summary other) {
    RecentRecords more = (RecentRecords) other;
    // A rule set that asks for more than the one that wrote the state: from here on it is kept.
    k = Math.max(k, more.k);
    more.entries.forEach(this::add);
  }

  @Override
  public long value(Question question, long instant) {
    return inWindow(instant, question.window());
  }

  private int inWindow(long instant, long window) {
    return countSince(entries, Entry::time, instant - window);
  }

  /** How many of a list, newest first, are not before a time: by halving. */
  static <T> int countSince(List<T> newestFirst, ToLongFunction<T> time, long from) {
    int since = 0;
    int before = newestFirst.size();
    while (since < before) {
      int middle = (since + before) >>> 1;
      if (time.applyAsLong(newestFirst.get(middle)) >= from) {
        since = middle + 1;
      } else {
        before = middle;
      }
    }
    return since;
  }

  @Override
  public List<Entry> evidence(Question question, long instant, int most) {
    return List.copyOf(entries.subList(0, Math.min(most, inWindow(instant, question.window()))));
  }

  @Override
  public long nextChange(Question question, long instant, List<Long> thresholds) {
    long window = question.window();
    return nextExpiry(entries, Entry::time, inWindow(instant, window), window, thresholds);
  }

  /**
   * When the highest threshold that is reached is lost: its item, counted from the newest, goes.
   */
  static <T> long nextExpiry(
      List<T> newestFirst,
      ToLongFunction<T> time,
      int inWindow,
      long window,
      List<Long> thresholds) {
    long reached = Summary.highestReached(thresholds, inWindow);
    return reached == NONE
        ? NEVER
        : time.applyAsLong(newestFirst.get((int) reached - 1)) + window + 1;
  }

  @Override
  public void forget(long instant, long window) {
    while (!entries.isEmpty() && entries.get(entries.size() - 1).time() < instant - window) {
      entries.remove(entries.size() - 1);
    }
  }

  @Override
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  @Override
  public Summary copy() {
    return new RecentRecords(k, idempotent, new ArrayList<>(entries));
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(KIND);
    out.writeInt(k);
    out.writeInt(entries.size());
    for (Entry entry : entries) {
      entry.write(out);
    }
  }

  static RecentRecords read(DataInput in) throws IOException {
    int k = in.readInt();
    return new RecentRecords(k, Guards.ON.idempotent(), Listed.read(in, "records", Entry::read));
  }
}

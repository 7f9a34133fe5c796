package org.almenara.engine.measures;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Changes of a token, say of the payout instrument.
 *
 * <p>With records ordered by identity, the value is the number of records r with {@code tr ∈ [τ −
 * W, τ)} whose predecessor p has another token and {@code tr − tp <= memory}.
 *
 * <p>Computed over the K most recent records, so exact while these reach back to one before the
 * window; {@link #overflowed} says where they do not. Bound: K entries. Of the records before the
 * window only the newest is remembered, for {@code memory}; it can matter for {@link #memoryMillis}
 * after it left.
 */
public final class Changes implements Summary {

  static final byte KIND = 15;

  private final long memory;
  private final Recents records;

  /** A record with another token than the one before. */
  private record Change(Entry before, Entry entry) {}

  /**
   * An empty summary.
   *
   * @param k how many records it remembers
   * @param memory the longest time between two records that are compared, milliseconds
   */
  public Changes(int k, long memory) {
    this(memory, new Recents(k));
  }

  private Changes(long memory, Recents records) {
    this.memory = memory;
    this.records = records;
  }

  /** For how long a record matters to windows that it has left, milliseconds. */
  public static long memoryMillis(long memory) {
    return memory;
  }

  @Override
  public void add(Entry entry, Reading reading) {
    String origin = reading.origin();
    if (origin != null) {
      records.add(entry, origin);
    }
  }

  @Override
  public void merge(Summary other) {
    records.merge(((Changes) other).records);
  }

  /** The changes in the window, newest first. */
  private List<Change> changes(Question question, long instant) {
    List<Recents.Item> items = records.newest(question.newest()).newestFirst();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i + 1 < items.size(); i++) {
      Entry entry = items.get(i).entry();
      if (entry.time() < instant - question.window()) {
        break;
      }
      Entry before = items.get(i + 1).entry();
      if (entry.time() < instant
          && entry.time() - before.time() <= memory
          && !items.get(i).token().equals(items.get(i + 1).token())) {
        changes.add(new Change(before, entry));
      }
    }
    return changes;
  }

  @Override
  public long value(Question question, long instant) {
    return changes(question, instant).size();
  }

  /** A record in the window is missing, or the one before the window. */
  @Override
  public boolean overflowed(Question question, long instant) {
    long from = instant - question.window();
    Recents asked = records.newest(question.newest());
    List<Recents.Item> items = asked.newestFirst();
    return asked.lacks(from - memory)
        && !items.isEmpty()
        && items.get(items.size() - 1).entry().time() >= from;
  }

  /** Each record that counts, and the one before it. */
  @Override
  public List<Entry> evidence(Question question, long instant, int most) {
    TreeSet<Entry> cited = new TreeSet<>(Entry.BY_IDENTITY.reversed());
    for (Change change : changes(question, instant)) {
      cited.add(change.entry);
      cited.add(change.before);
    }
    return cited.stream().limit(most).toList();
  }

  @Override
  public long nextChange(Question question, long instant, List<Long> thresholds) {
    List<Entry> counted = changes(question, instant).stream().map(Change::entry).toList();
    return Steps.untilLeft(counted, question.window(), thresholds);
  }

  @Override
  public void forget(long instant, long window) {
    records.forgetBefore(instant - window - memory);
    records.newestFirst().stream()
        .map(item -> item.entry().time())
        .filter(time -> time < instant - window)
        .findFirst()
        .ifPresent(records::forgetBefore);
  }

  @Override
  public boolean names(String origin) {
    return records.names(origin);
  }

  @Override
  public void erase(String origin) {
    records.erase(origin);
  }

  @Override
  public boolean isEmpty() {
    return records.isEmpty();
  }

  @Override
  public Summary copy() {
    return new Changes(memory, records.copy());
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(KIND);
    out.writeLong(memory);
    records.write(out);
  }

  static Changes read(DataInput in) throws IOException {
    return new Changes(in.readLong(), Recents.read(in));
  }
}

package org.almenara.engine.measures;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Returns after a silence.
 *
 * <p>With records ordered by identity, the value is the number of records r with {@code tr ∈ [τ −
 * W, τ)} whose predecessor p has {@code gap <= tr − tp <= memory}. The first record of all is no
 * return, and none is who was silent for longer than is remembered. A record that is seen late may
 * split a silence, and so take a return back.
 *
 * <p>Records less than the gap apart make a run, of which only the ends are kept. Always exact.
 * Bound: {@link #mostEntries}, which the gap decides. A run is remembered for {@code memory} longer
 * than the window, and can matter for {@link #memoryMillis} after its last record.
 */
public final class Returns implements Summary {

  static final byte KIND = 13;

  /** For how long a silence is seen where a rule does not say (180 days). */
  public static final long DEFAULT_MEMORY_MILLIS = 180L * 86_400_000;

  private final long gap;
  private final long memory;

  /** In order, each at least the gap after the one before. */
  private final List<Run> runs;

  private record Run(Entry first, Entry last) {

    boolean near(Run other, long gap) {
      return first.time() - other.last.time() < gap && other.first.time() - last.time() < gap;
    }

    Run with(Run other) {
      return new Run(earlier(first, other.first), later(last, other.last));
    }
  }

  /** A return: the last record before the silence, and the first after it. */
  private record Return(Entry before, Entry back) {}

  /**
   * An empty summary.
   *
   * @param gap the shortest silence that counts, milliseconds, above 0
   * @param memory the longest silence that is seen, milliseconds
   */
  public Returns(long gap, long memory) {
    this(gap, memory, new ArrayList<>());
    if (gap <= 0 || memory < gap) {
      throw new IllegalArgumentException("no silence from " + gap + " to " + memory + " ms");
    }
  }

  private Returns(long gap, long memory, List<Run> runs) {
    this.gap = gap;
    this.memory = memory;
    this.runs = runs;
  }

  /** For how long a record matters to windows that it has left, milliseconds. */
  public static long memoryMillis(long memory) {
    return memory;
  }

  /** Most entries once it has forgotten: two for each run that has room. */
  public static long mostEntries(long gap, long memory, long window) {
    return 2 * ((window + memory) / gap + 2);
  }

  private static Entry earlier(Entry a, Entry b) {
    int order = Entry.BY_IDENTITY.compare(a, b);
    return order == 0 ? Entry.ofCopies(a, b) : order < 0 ? a : b;
  }

  private static Entry later(Entry a, Entry b) {
    int order = Entry.BY_IDENTITY.compare(a, b);
    return order == 0 ? Entry.ofCopies(a, b) : order > 0 ? a : b;
  }

  @Override
  public void add(Entry entry, Reading reading) {
    add(new Run(entry, entry));
  }

  private void add(Run part) {
    Run joined = part;
    for (Run run : runs) {
      if (run.near(part, gap)) {
        joined = joined.with(run);
      }
    }
    runs.removeIf(run -> run.near(part, gap));
    runs.add(joined);
    runs.sort(Comparator.comparing(Run::first, Entry.BY_IDENTITY));
  }

  @Override
  public void merge(Summary other) {
    ((Returns) other).runs.forEach(this::add);
  }

  /** The returns in the window, oldest first. */
  private List<Return> returns(Question question, long instant) {
    List<Return> returns = new ArrayList<>();
    for (int i = 1; i < runs.size(); i++) {
      Entry before = runs.get(i - 1).last;
      Entry back = runs.get(i).first;
      if (back.time() >= instant - question.window()
          && back.time() < instant
          && back.time() - before.time() <= memory) {
        returns.add(new Return(before, back));
      }
    }
    return returns;
  }

  @Override
  public long value(Question question, long instant) {
    return returns(question, instant).size();
  }

  /** The two ends of each silence. */
  @Override
  public List<Entry> evidence(Question question, long instant, int most) {
    TreeSet<Entry> cited = new TreeSet<>(Entry.BY_IDENTITY.reversed());
    for (Return found : returns(question, instant)) {
      cited.add(found.back);
      cited.add(found.before);
    }
    return cited.stream().limit(most).toList();
  }

  @Override
  public long nextChange(Question question, long instant, List<Long> thresholds) {
    List<Entry> counted = returns(question, instant).stream().map(Return::back).toList();
    return Steps.untilLeft(counted, question.window(), thresholds);
  }

  @Override
  public void forget(long instant, long window) {
    runs.removeIf(run -> run.last.time() < instant - window - memory);
  }

  @Override
  public boolean isEmpty() {
    return runs.isEmpty();
  }

  @Override
  public Summary copy() {
    return new Returns(gap, memory, new ArrayList<>(runs));
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(KIND);
    out.writeLong(gap);
    out.writeLong(memory);
    out.writeInt(runs.size());
    for (Run run : runs) {
      run.first.write(out);
      run.last.write(out);
    }
  }

  static Returns read(DataInput in) throws IOException {
    long gap = in.readLong();
    long memory = in.readLong();
    return new Returns(
        gap, memory, Listed.read(in, "runs", from -> new Run(Entry.read(from), Entry.read(from))));
  }
}

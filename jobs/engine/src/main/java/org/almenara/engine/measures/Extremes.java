package org.almenara.engine.measures;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The least or the greatest number in a window, and the record that has it.
 *
 * <p>Of each tile (see {@link Tiles}) the extreme is kept, and only while no later tile has one as
 * extreme: a window that holds the earlier tile holds the later one too. So the oldest that is left
 * in a window is the answer, and each that goes uncovers the next. Copies change nothing, without
 * any hash. Bound: {@link Tiles#MOST_TILES} records, and those that one slide adds; of numbers in
 * no order, about as many as the number of tiles has binary digits.
 */
public final class Extremes implements Summary {

  static final byte KIND = 6;

  private record Extreme(long number, Entry entry) {}

  private final boolean greatest;
  private final long tile;

  /** By the start of their tile; each less extreme than the one before it. */
  private final TreeMap<Long, Extreme> steps = new TreeMap<>();

  /**
   * An empty summary.
   *
   * @param function {@link Function#MIN} or {@link Function#MAX}
   * @param tile length of a tile, milliseconds; see {@link Tiles#sizeFor}
   */
  public Extremes(Function function, long tile) {
    this(function == Function.MAX, tile);
  }

  private Extremes(boolean greatest, long tile) {
    this.greatest = greatest;
    this.tile = tile;
  }

  @Override
  public void add(Entry entry, Reading reading) {
    add(Tiles.startOf(entry.time(), tile), new Extreme(reading.number(), entry));
  }

  private void add(long start, Extreme extreme) {
    Map.Entry<Long, Extreme> later = steps.higherEntry(start);
    if (later != null && compare(later.getValue(), extreme) >= 0) {
      return;
    }
    Extreme best = steps.merge(start, extreme, this::best);
    Map.Entry<Long, Extreme> earlier = steps.lowerEntry(start);
    while (earlier != null && compare(earlier.getValue(), best) <= 0) {
      steps.remove(earlier.getKey());
      earlier = steps.lowerEntry(start);
    }
  }

  /** Positive where the first is more extreme. */
  private int compare(Extreme a, Extreme b) {
    return greatest ? Long.compare(a.number, b.number) : Long.compare(b.number, a.number);
  }

  /** The more extreme; of equal ones the newest record. */
  private Extreme best(Extreme a, Extreme b) {
    int order = compare(a, b);
    if (order == 0) {
      order = Entry.BY_IDENTITY.compare(a.entry, b.entry);
    }
    if (order == 0) {
      return new Extreme(a.number, Entry.ofCopies(a.entry, b.entry));
    }
    return order > 0 ? a : b;
  }

  @Override
  public void merge(Summary other) {
    ((Extremes) other).steps.forEach(this::add);
  }

  @Override
  public long value(Question question, long instant) {
    Map.Entry<Long, Extreme> first = steps.ceilingEntry(instant - question.window());
    return first == null ? ABSENT : first.getValue().number;
  }

  /** The one record that has the number: of several, the newest. */
  @Override
  public List<Entry> evidence(Question question, long instant, int most) {
    Map.Entry<Long, Extreme> first = steps.ceilingEntry(instant - question.window());
    return first == null || most == 0 ? List.of() : List.of(first.getValue().entry);
  }

  /** When the value itself changes next, whatever it is compared with: when its tile leaves. */
  @Override
  public long nextChange(Question question, long instant, List<Long> thresholds) {
    Long first = steps.ceilingKey(instant - question.window());
    return first == null ? NEVER : first + question.window() + 1;
  }

  @Override
  public void forget(long instant, long window) {
    steps.headMap(instant - window).clear();
  }

  @Override
  public boolean isEmpty() {
    return steps.isEmpty();
  }

  @Override
  public Summary copy() {
    Extremes copy = new Extremes(greatest, tile);
    copy.steps.putAll(steps);
    return copy;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(KIND);
    out.writeBoolean(greatest);
    out.writeLong(tile);
    out.writeInt(steps.size());
    for (Extreme extreme : steps.values()) {
      out.writeLong(extreme.number);
      extreme.entry.write(out);
    }
  }

  static Extremes read(DataInput in) throws IOException {
    Extremes read = new Extremes(in.readBoolean(), in.readLong());
    Listed.each(
        in,
        "tiles",
        () -> {
          long number = in.readLong();
          Entry entry = Entry.read(in);
          read.steps.put(Tiles.startOf(entry.time(), read.tile), new Extreme(number, entry));
        });
    return read;
  }
}

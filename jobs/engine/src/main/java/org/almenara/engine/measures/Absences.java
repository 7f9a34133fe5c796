package org.almenara.engine.measures;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Absences: A, and no B of its key within T.
 *
 * <p>The value is the number of A with {@code tA + T ∈ [τ − W, τ)} and no B of the same key with
 * {@code tB ∈ (tA, tA + T]}. A B that is seen late takes an absence back.
 *
 * <p>Computed over the K most recent records of each part, so exact while neither list is full;
 * {@link #overflowed} says where it may not be. Bound: 2 K entries. Both are remembered for T
 * longer than the window; a deadline passes up to {@link #memoryMillis} after the last record.
 */
public final class Absences implements Summary {

  static final byte KIND = 12;

  private final long within;
  private final Recents starts;
  private final Recents answers;

  /**
   * An empty summary.
   *
   * @param k how many records it remembers of each part
   * @param within T, milliseconds
   */
  public Absences(int k, long within) {
    this(within, new Recents(k), new Recents(k));
  }

  private Absences(long within, Recents starts, Recents answers) {
    this.within = within;
    this.starts = starts;
    this.answers = answers;
  }

  /** For how long a record matters to windows that it has left, milliseconds. */
  public static long memoryMillis(long within) {
    return within;
  }

  @Override
  public void add(Entry entry, Reading reading) {
    if (reading.plays(Reading.A)) {
      starts.add(entry, reading.key());
    }
    if (reading.plays(Reading.B)) {
      answers.add(entry, reading.key());
    }
  }

  @Override
  public void merge(Summary other) {
    Absences more = (Absences) other;
    starts.merge(more.starts);
    answers.merge(more.answers);
  }

  /** Each A that no B has followed in time, its deadline passed or still to come; newest first. */
  private List<Entry> unanswered(Question question) {
    Map<String, TreeSet<Long>> answered = new HashMap<>();
    for (Recents.Item b : answers.newest(question.newest()).newestFirst()) {
      answered.computeIfAbsent(b.token(), key -> new TreeSet<>()).add(b.entry().time());
    }
    List<Entry> unanswered = new ArrayList<>();
    for (Recents.Item a : starts.newest(question.newest()).newestFirst()) {
      TreeSet<Long> times = answered.get(a.token());
      Long answer = times == null ? null : times.higher(a.entry().time());
      if (answer == null || answer > deadline(a.entry())) {
        unanswered.add(a.entry());
      }
    }
    return unanswered;
  }

  private long deadline(Entry a) {
    return a.time() + within;
  }

  private List<Entry> counted(Question question, long instant) {
    return unanswered(question).stream()
        .filter(a -> deadline(a) >= instant - question.window() && deadline(a) < instant)
        .toList();
  }

  @Override
  public long value(Question question, long instant) {
    return counted(question, instant).size();
  }

  /** An A or a B is missing that could change the answer. */
  @Override
  public boolean overflowed(Question question, long instant) {
    long from = instant - question.window() - within;
    return starts.newest(question.newest()).lacks(from)
        || answers.newest(question.newest()).lacks(from + 1);
  }

  @Override
  public List<Entry> evidence(Question question, long instant, int most) {
    return counted(question, instant).stream().limit(most).toList();
  }

  /** Deadlines that pass, and those that leave the window. */
  @Override
  public long nextChange(Question question, long instant, List<Long> thresholds) {
    Steps steps = new Steps();
    for (Entry a : unanswered(question)) {
      if (deadline(a) >= instant) {
        steps.up(deadline(a) + 1);
      }
      if (deadline(a) >= instant - question.window()) {
        steps.down(deadline(a) + question.window() + 1);
      }
    }
    return steps.nextCrossing(value(question, instant), thresholds);
  }

  @Override
  public void forget(long instant, long window) {
    starts.forgetBefore(instant - window - within);
    answers.forgetBefore(instant - window - within);
  }

  @Override
  public boolean names(String origin) {
    return starts.names(origin) || answers.names(origin);
  }

  @Override
  public void erase(String origin) {
    starts.erase(origin);
    answers.erase(origin);
  }

  @Override
  public boolean isEmpty() {
    return starts.isEmpty() && answers.isEmpty();
  }

  @Override
  public Summary copy() {
    return new Absences(within, starts.copy(), answers.copy());
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(KIND);
    out.writeLong(within);
    starts.write(out);
    answers.write(out);
  }

  static Absences read(DataInput in) throws IOException {
    return new Absences(in.readLong(), Recents.read(in), Recents.read(in));
  }
}

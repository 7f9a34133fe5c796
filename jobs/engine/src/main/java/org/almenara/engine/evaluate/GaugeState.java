package org.almenara.engine.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What an entity remembers about one gauge between instants. */
final class GaugeState {

  /** Not to be read until records come. */
  static final long NEVER = Long.MAX_VALUE;

  /** A level that no value has: the rules that read the gauge are evaluated when it is read. */
  static final int UNKNOWN = Integer.MIN_VALUE;

  /** How many thresholds it reached when it was last read; see {@code Gauge.level}. */
  int level;

  /** Next instant at which its level can differ. */
  long due;

  GaugeState(int level, long due) {
    this.level = level;
    this.due = due;
  }

  GaugeState copy() {
    return new GaugeState(level, due);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(level);
    out.writeLong(due);
  }

  static GaugeState read(DataInput in) throws IOException {
    return new GaugeState(in.readInt(), in.readLong());
  }
}

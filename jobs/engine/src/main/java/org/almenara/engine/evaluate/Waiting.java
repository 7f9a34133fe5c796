package org.almenara.engine.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * For what records wait. Those that other rule sets took are summed up apart, since these may have
 * let their lists grow longer: else what is kept would depend on which came first.
 *
 * @param instant from which on they count, epoch milliseconds
 * @param fedSince of the rule set that took them
 */
record Waiting(long instant, long fedSince) implements Comparable<Waiting> {

  @Override
  public int compareTo(Waiting other) {
    int order = Long.compare(instant, other.instant);
    return order != 0 ? order : Long.compare(fedSince, other.fedSince);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(instant);
    out.writeLong(fedSince);
  }

  static Waiting read(DataInput in) throws IOException {
    return new Waiting(in.readLong(), in.readLong());
  }
}

package org.almenara.engine.measures;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;

/**
 * What some records add up to.
 *
 * @param count how many they are
 * @param marked how many of them play the role that a share is of
 * @param sum sum of their numbers
 * @param second sum of their second numbers
 */
record Partial(long count, long marked, Sum sum, Sum second) {

  static final Partial NONE = new Partial(0, 0, Sum.ZERO, Sum.ZERO);

  /** Any order that tells two apart: which of two with one hash is kept must not depend on time. */
  static final Comparator<Partial> ANY_ORDER =
      Comparator.comparingLong(Partial::marked)
          .thenComparing(partial -> partial.sum.exact())
          .thenComparing(partial -> partial.second.exact());

  static Partial of(Reading reading) {
    int marked = reading.roles() & Tiles.MARKED;
    return new Partial(1, marked, Sum.of(reading.number()), Sum.of(reading.second()));
  }

  Partial plus(Partial other) {
    return new Partial(
        count + other.count, marked + other.marked, sum.plus(other.sum), second.plus(other.second));
  }

  Partial minus(Partial other) {
    return new Partial(
        count - other.count,
        marked - other.marked,
        sum.minus(other.sum),
        second.minus(other.second));
  }

  void write(DataOutput out) throws IOException {
    Packed.write(count, out);
    Packed.write(marked, out);
    sum.write(out);
    second.write(out);
  }

  static Partial read(DataInput in) throws IOException {
    return new Partial(Packed.read(in), Packed.read(in), Sum.read(in), Sum.read(in));
  }
}

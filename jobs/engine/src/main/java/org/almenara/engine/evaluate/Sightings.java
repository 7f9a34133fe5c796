package org.almenara.engine.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.almenara.engine.measures.SummaryBytes;

/**
 * The platforms on which an entity was seen, each with the time of its newest record there.
 *
 * <p>Bound: of more than {@link #MOST}, those seen last; so it depends on no order.
 */
final class Sightings {

  static final int MOST = 8;

  private static final int LONGEST_CODE = 40;

  private static final Comparator<Map.Entry<String, Long>> LONGEST_AGO =
      Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey());

  private final TreeMap<String, Long> newest = new TreeMap<>();

  void add(String platform, long time) {
    newest.merge(platform, time, Math::max);
    while (newest.size() > MOST) {
      newest.remove(newest.entrySet().stream().min(LONGEST_AGO).orElseThrow().getKey());
    }
  }

  void merge(Sightings other) {
    other.newest.forEach(this::add);
  }

  void clear() {
    newest.clear();
  }

  /** Time of the newest record, epoch milliseconds, by platform. */
  Map<String, Long> newest() {
    return newest;
  }

  /**
   * How many bytes {@link #write} takes at most.
   *
   * @param records how many were seen at most
   */
  static long bytes(long records) {
    return 1 + Math.min(MOST, records) * (SummaryBytes.text(LONGEST_CODE) + Long.BYTES);
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(newest.size());
    for (Map.Entry<String, Long> platform : newest.entrySet()) {
      out.writeUTF(platform.getKey());
      out.writeLong(platform.getValue());
    }
  }

  static Sightings read(DataInput in) throws IOException {
    Sightings sightings = new Sightings();
    int size = in.readByte();
    for (int i = 0; i < size; i++) {
      sightings.add(in.readUTF(), in.readLong());
    }
    return sightings;
  }
}

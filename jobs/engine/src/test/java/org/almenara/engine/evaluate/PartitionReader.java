package org.almenara.engine.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.almenara.engine.PlainRun.Arrived;
import org.almenara.engine.time.EventTime;

/**
 * Reads partitions in a random interleaving, each in its own order, as a cluster would: runs of one
 * partition, so that it gets far ahead of the others, and the watermark is the slowest one's.
 */
final class PartitionReader {

  private PartitionReader() {}

  /**
   * Reads all records.
   *
   * @param read takes each record in turn
   * @param advance hears the watermark after each; {@code Long.MAX_VALUE} when all are read
   */
  static void read(
      List<Arrived> records, Random random, Consumer<Arrived> read, LongConsumer advance) {
    List<List<Arrived>> partitions = new ArrayList<>();
    for (int i = 0; i < World.PARTITIONS; i++) {
      int partition = i;
      partitions.add(records.stream().filter(one -> one.entry().partition() == partition).toList());
    }
    int[] next = new int[partitions.size()];
    for (int done = 0; done < records.size(); ) {
      int partition = random.nextInt(next.length);
      List<Arrived> of = partitions.get(partition);
      for (int n = random.nextInt(6); n >= 0 && next[partition] < of.size(); n--) {
        read.accept(of.get(next[partition]++));
        done++;
        advance.accept(watermark(partitions, next));
      }
    }
  }

  private static long watermark(List<List<Arrived>> partitions, int[] next) {
    long slowest = Long.MAX_VALUE;
    for (int i = 0; i < next.length; i++) {
      List<Arrived> of = partitions.get(i);
      if (next[i] < of.size()) {
        slowest =
            Math.min(
                slowest,
                next[i] == 0 ? Long.MIN_VALUE : EventTime.watermark(of.get(next[i] - 1).arrival()));
      }
    }
    return slowest;
  }
}

package org.almenara.evaluation;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.almenara.engine.PlainRun;
import org.almenara.engine.time.EventTime;

/**
 * Brings records that come by arrival into the order in which they become visible, as a watermark
 * does: of those that become visible together the first that came is first.
 */
final class InOrder {

  private record Waiting(PlainRun.Arrived arrived, long visible, long number) {}

  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(
          Comparator.comparingLong(Waiting::visible).thenComparingLong(Waiting::number));
  private final Consumer<PlainRun.Arrived> out;
  private long number;

  InOrder(Consumer<PlainRun.Arrived> out) {
    this.out = out;
  }

  void add(PlainRun.Arrived arrived) {
    long visible = EventTime.visible(arrived.entry().time(), arrived.arrival());
    waiting.add(new Waiting(arrived, visible, number++));
  }

  /** Hands out all of which nothing earlier can follow once this arrival was read. */
  void advance(long arrival) {
    handOut(EventTime.watermark(arrival));
  }

  /** Hands out all that is visible at or before an instant. */
  void handOut(long upTo) {
    for (Waiting first = waiting.peek();
        first != null && first.visible <= upTo;
        first = waiting.peek()) {
      waiting.remove();
      out.accept(first.arrived);
    }
  }
}

package org.almenara.pipeline.operators;

import java.util.Objects;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** What an operator under test has left in keyed state. */
final class Keyed {

  private Keyed() {}

  /** Number of entries over all keyed states; timers are counted apart. */
  static int entries(AbstractStreamOperatorTestHarness<?> harness) {
    HeapKeyedStateBackend<?> backend =
        (HeapKeyedStateBackend<?>) harness.getOperator().getKeyedStateBackend();
    return Objects.requireNonNull(backend).numKeyValueStateEntries();
  }
}

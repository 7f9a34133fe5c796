package org.almenara.pipeline.operators;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.almenara.schemas.Refusal;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** A step's counters of refused records by reason, and of dropped fields by path. */
final class RefusalCounters {

  private final MetricGroup metrics;
  private final Map<Refusal.Reason, Counter> byReason = new EnumMap<>(Refusal.Reason.class);
  private final Counter fieldsDropped;

  /** By place; the contract bounds them, since {@code ?} stands for all that it does not name. */
  private final Map<String, Counter> fieldsDroppedByPath = new HashMap<>();

  /**
   * Registers them.
   *
   * @param name of the counters by reason
   */
  RefusalCounters(MetricGroup metrics, String name) {
    this.metrics = metrics;
    for (Refusal.Reason reason : Refusal.Reason.values()) {
      byReason.put(reason, metrics.addGroup("reason", reason.code()).counter(name));
    }
    fieldsDropped = metrics.counter("fields_dropped");
  }

  void count(Refusal.Reason reason) {
    Objects.requireNonNull(byReason.get(reason)).inc();
  }

  void countDropped(List<String> paths) {
    for (String path : paths) {
      fieldsDropped.inc();
      fieldsDroppedByPath
          .computeIfAbsent(
              path, place -> metrics.addGroup("path", place).counter("fields_dropped_by_path"))
          .inc();
    }
  }
}

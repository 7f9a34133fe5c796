package org.almenara.pipeline.operators;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.almenara.pipeline.validate.Accepted;
import org.almenara.pipeline.validate.Judged;
import org.almenara.schemas.Refusal;
import org.almenara.schemas.RefusedRecord;
import org.almenara.schemas.Topic;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Parts what was accepted from what was refused. Heartbeats have moved time and end here.
 *
 * <pre>
 * Key    none
 * State  none
 * Late   refused where it was read; goes the way of the refused
 * Errors a refused record goes on by place and cause, never by value
 * </pre>
 *
 * <p>Records read = accepted + heartbeats + refused + late; each has a counter. Refused and late
 * ones are counted by reason too, dropped fields by path. Arrivals that regress inside a partition
 * are counted in {@code arrivals_regressed}: with LogAppendTime there are none.
 */
public final class SplitRefused extends ProcessFunction<Judged, Accepted> {

  private static final long serialVersionUID = 1L;

  /** Refused and late records. */
  public static final OutputTag<RefusedRecord> REFUSED = new OutputTag<>("refused") {};

  private transient Counter accepted;
  private transient Counter heartbeats;
  private transient Counter refused;
  private transient Counter late;
  private transient RefusalCounters refusals;
  private transient Counter regressed;

  /** Largest arrival by topic and partition since the start; only to notice a regression. */
  private transient Map<Topic, Map<Integer, Long>> largestArrivals;

  @Override
  public void open(OpenContext context) {
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    accepted = metrics.counter("records_accepted");
    heartbeats = metrics.counter("records_heartbeats");
    refused = metrics.counter("records_refused");
    late = metrics.counter("records_late");
    refusals = new RefusalCounters(metrics, "records_refused_by_reason");
    regressed = metrics.counter("arrivals_regressed");
    largestArrivals = new EnumMap<>(Topic.class);
  }

  @Override
  public void processElement(Judged judged, Context context, Collector<Accepted> out) {
    refusals.countDropped(judged.dropped());
    countRegression(judged);
    RefusedRecord why = judged.refused();
    Accepted record = judged.accepted();
    if (why != null) {
      boolean isLate = why.reason() == Refusal.Reason.LATE;
      (isLate ? late : refused).inc();
      refusals.count(why.reason());
      context.output(REFUSED, why);
    } else if (record != null) {
      boolean heartbeat = record.source().heartbeat();
      (heartbeat ? heartbeats : accepted).inc();
      if (!heartbeat) {
        out.collect(record);
      }
    }
  }

  /** An arrival that regresses inside a partition breaks the promise that watermarks make. */
  private void countRegression(Judged judged) {
    long largest =
        largestArrivals
            .computeIfAbsent(judged.topic(), topic -> new HashMap<>())
            .merge(judged.partition(), judged.arrival(), Math::max);
    if (judged.arrival() < largest) {
      regressed.inc();
    }
  }
}

package org.almenara.pipeline.operators;

import org.almenara.pipeline.CaseInput;
import org.almenara.pipeline.Control;
import org.almenara.pipeline.validate.JudgedControl;
import org.almenara.schemas.RefusedRecord;
import org.almenara.schemas.Topic;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Parts controls, dispositions and what was refused of both. What was refused is kept by no step
 * and changes nothing.
 *
 * <pre>
 * Key    none
 * State  none
 * Late   nothing is: control inputs do not move time and are not judged by it
 * Errors a refused record goes on by place and cause, never by value
 * </pre>
 *
 * <p>Control records and dispositions read = accepted + refused; each has a counter. Refused ones
 * are counted by reason too, dropped fields by path.
 */
public final class SplitControls extends ProcessFunction<JudgedControl, Control> {

  private static final long serialVersionUID = 1L;

  /** Refused control records and dispositions. */
  public static final OutputTag<RefusedRecord> REFUSED = new OutputTag<>("refused-controls") {};

  /** Accepted dispositions. */
  public static final OutputTag<CaseInput> DISPOSITIONS = new OutputTag<>("dispositions") {};

  private transient Counter accepted;
  private transient Counter refused;
  private transient RefusalCounters refusals;

  @Override
  public void open(OpenContext context) {
    accepted = getRuntimeContext().getMetricGroup().counter("controls_accepted");
    refused = getRuntimeContext().getMetricGroup().counter("controls_refused");
    refusals =
        new RefusalCounters(getRuntimeContext().getMetricGroup(), "controls_refused_by_reason");
  }

  @Override
  public void processElement(JudgedControl judged, Context context, Collector<Control> out) {
    refusals.countDropped(judged.dropped());
    RefusedRecord why = judged.refused();
    Control control = judged.control();
    if (why != null) {
      refused.inc();
      refusals.count(why.reason());
      context.output(REFUSED, why);
    } else if (control != null) {
      accepted.inc();
      if (control.topic().equals(Topic.DISPOSITIONS.topicName())) {
        context.output(DISPOSITIONS, new CaseInput(control.key(), null, control));
      } else {
        out.collect(control);
      }
    }
  }
}

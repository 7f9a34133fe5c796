package org.almenara.pipeline.operators;

import org.almenara.engine.evaluate.Finding;
import org.almenara.pipeline.Control;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Where rules over findings of a group's members will be evaluated; no rule of this version reads
 * findings, so all pass.
 *
 * <pre>
 * Key    entity
 * State  broadcast: controls
 * Late   findings are never late: they are said at instants
 * </pre>
 */
public final class EvaluateGroups
    extends KeyedBroadcastProcessFunction<String, Finding, Control, Finding> {

  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(Finding finding, ReadOnlyContext context, Collector<Finding> out) {
    out.collect(finding);
  }

  @Override
  public void processBroadcastElement(Control control, Context context, Collector<Finding> out)
      throws Exception {
    Controls.keep(control, context.getBroadcastState(Controls.STATE));
  }
}

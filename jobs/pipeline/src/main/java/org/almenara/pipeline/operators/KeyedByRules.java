package org.almenara.pipeline.operators;

import java.util.List;
import org.almenara.pipeline.Control;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Flink's operator of a keyed step with controls, which also lets the step speak once its timers up
 * to a watermark are done.
 */
public final class KeyedByRules<I, O> extends CoBroadcastWithKeyedOperator<String, I, Control, O> {

  private static final long serialVersionUID = 1L;

  private final RulesInForce rules;

  /** An operator around a step. */
  public <F extends KeyedBroadcastProcessFunction<String, I, Control, O> & StepByRules>
      KeyedByRules(F step) {
    super(step, List.of(Controls.STATE));
    rules = step.rules();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    super.processWatermark(mark);
    rules.tell(
        mark.getTimestamp(), said -> output.collect(RulesInForce.STATUS, new StreamRecord<>(said)));
  }
}

package org.almenara.pipeline.operators;

import java.util.List;
import org.almenara.pipeline.Control;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** The same as {@link KeyedByRules} for a step without a key. */
public final class UnkeyedByRules<I, O> extends CoBroadcastWithNonKeyedOperator<I, Control, O> {

  private static final long serialVersionUID = 1L;

  private final RulesInForce rules;

  /** An operator around a step. */
  public <F extends BroadcastProcessFunction<I, Control, O> & StepByRules> UnkeyedByRules(F step) {
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

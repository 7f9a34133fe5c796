package org.almenara.pipeline.operators;

import org.almenara.engine.evaluate.FanOut;
import org.almenara.engine.evaluate.Fanned;
import org.almenara.engine.live.ByStretch;
import org.almenara.engine.registers.Register;
import org.almenara.pipeline.Control;
import org.almenara.pipeline.JobSettings;
import org.almenara.pipeline.validate.Accepted;
import org.almenara.schemas.Topic;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Gives each entity that a record is about one copy with what its measures read; filters run here,
 * before the shuffle.
 *
 * <pre>
 * Key    none
 * State  broadcast: controls
 * Late   passes: it counts from when it is visible
 * Errors a filter that cannot be evaluated does not hold
 * </pre>
 */
public final class FanOutToEntities extends BroadcastProcessFunction<Accepted, Control, Fanned>
    implements CheckpointedFunction, StepByRules {

  private static final long serialVersionUID = 1L;

  private final JobSettings settings;
  private final RulesInForce rules;
  private transient ByStretch<FanOut> fanOuts;

  /** What was handed in and heard of registers; absent until it was looked at. */
  private transient @Nullable Register register;

  public FanOutToEntities(JobSettings settings) {
    this.settings = settings;
    this.rules = new RulesInForce(settings, "fan-out-to-entities");
  }

  @Override
  public RulesInForce rules() {
    return rules;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    rules.initializeState(context);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    rules.snapshotState();
  }

  @Override
  public void open(OpenContext context) {
    rules.open(getRuntimeContext());
    fanOuts = new ByStretch<>(stretch -> new FanOut(stretch.joined()));
  }

  @Override
  public void processElement(Accepted record, ReadOnlyContext context, Collector<Fanned> out)
      throws Exception {
    Register known = register;
    if (known == null) {
      known = Controls.register(settings.controls(), context.getBroadcastState(Controls.STATE));
      register = known;
    }
    fanOuts
        .of(rules.at(record.visible()))
        .fan(record.source(), record.entry(), record.visible(), known)
        .forEach(out::collect);
  }

  @Override
  public void processBroadcastElement(Control control, Context context, Collector<Fanned> out)
      throws Exception {
    BroadcastState<String, Control> controls = context.getBroadcastState(Controls.STATE);
    Controls.keep(control, controls, Topic.REGISTERS);
    if (register != null) {
      Controls.add(control, register);
    }
    rules.hear(control, context.currentWatermark());
    rules.tell(context.currentWatermark(), said -> context.output(RulesInForce.STATUS, said));
  }
}

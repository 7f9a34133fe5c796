package org.almenara.pipeline.operators;

import org.almenara.engine.evaluate.FanOut;
import org.almenara.engine.evaluate.Fanned;
import org.almenara.engine.registers.Register;
import org.almenara.engine.rules.RuleSetReader;
import org.almenara.pipeline.Control;
import org.almenara.pipeline.JobSettings;
import org.almenara.pipeline.validate.Accepted;
import org.apache.flink.api.common.functions.OpenContext;
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
public final class FanOutToEntities extends BroadcastProcessFunction<Accepted, Control, Fanned> {

  private static final long serialVersionUID = 1L;

  private final JobSettings settings;
  private transient FanOut fanOut;

  /** What the broadcast state holds of registers; absent until it was looked at. */
  private transient @Nullable Register register;

  public FanOutToEntities(JobSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    fanOut = new FanOut(RuleSetReader.compile(settings.ruleSet()));
  }

  @Override
  public void processElement(Accepted record, ReadOnlyContext context, Collector<Fanned> out)
      throws Exception {
    Register known = register;
    if (known == null) {
      known = Controls.register(context.getBroadcastState(Controls.STATE));
      register = known;
    }
    fanOut.fan(record.source(), record.entry(), record.visible(), known).forEach(out::collect);
  }

  @Override
  public void processBroadcastElement(Control control, Context context, Collector<Fanned> out)
      throws Exception {
    Controls.keep(control, context.getBroadcastState(Controls.STATE));
    if (register != null) {
      Controls.add(control, register);
    }
  }
}

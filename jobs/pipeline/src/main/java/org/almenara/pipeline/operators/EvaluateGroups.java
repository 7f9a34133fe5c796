package org.almenara.pipeline.operators;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.almenara.engine.evaluate.Finding;
import org.almenara.engine.evaluate.GroupEvaluator;
import org.almenara.engine.evaluate.GroupState;
import org.almenara.engine.evaluate.Standing;
import org.almenara.engine.evaluate.Subject;
import org.almenara.engine.live.ByStretch;
import org.almenara.engine.live.Stretch;
import org.almenara.engine.rules.Lane;
import org.almenara.pipeline.Control;
import org.almenara.pipeline.JobSettings;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps how members stand in each group and says at instants what the rules about groups found.
 *
 * <pre>
 * Key    group
 * State  group-state: one blob; bound and end see {@link GroupState}. One timer a key, at the next
 *        instant at which an answer can change. Broadcast: controls
 * Late   standings are never late: they are said at instants, and count at theirs
 * Errors members beyond the bound are counted in members_not_looked_at; a membership that the rule
 *        set no longer has is dropped
 * </pre>
 */
public final class EvaluateGroups
    extends KeyedBroadcastProcessFunction<String, Standing, Control, Finding>
    implements CheckpointedFunction, StepByRules {

  private static final long serialVersionUID = 1L;

  private static final ValueStateDescriptor<GroupState> GROUP_STATE =
      new ValueStateDescriptor<>("group-state", GroupStateSerializer.INSTANCE);

  private final JobSettings settings;
  private final RulesInForce rules;
  private transient Map<Lane, ByStretch<GroupEvaluator>> evaluators;
  private transient ValueState<GroupState> groupState;
  private transient Counter notLookedAt;

  public EvaluateGroups(JobSettings settings) {
    this.settings = settings;
    this.rules = new RulesInForce(settings, "evaluate-groups");
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
    evaluators = new EnumMap<>(Lane.class);
    for (Lane lane : Lane.values()) {
      evaluators.put(
          lane,
          new ByStretch<>(
              stretch -> new GroupEvaluator(stretch.ofGroups(lane), rules.failures(stretch))));
    }
    groupState = getRuntimeContext().getState(GROUP_STATE);
    notLookedAt = getRuntimeContext().getMetricGroup().counter("members_not_looked_at");
  }

  @Override
  public void processElement(Standing standing, ReadOnlyContext context, Collector<Finding> out)
      throws Exception {
    GroupState known = groupState.value();
    GroupState state = known == null ? new GroupState() : known;
    setTimer(state.add(standing), state, context.timerService());
    groupState.update(state);
  }

  @Override
  public void onTimer(long instant, OnTimerContext context, Collector<Finding> out)
      throws Exception {
    GroupState state = groupState.value();
    if (state == null || instant > settings.end()) {
      return;
    }
    Lane lane = Lane.of(context.getCurrentKey());
    Subject group = Subject.ofKey(Lane.bare(context.getCurrentKey()));
    Stretch stretch = rules.at(instant);
    GroupEvaluator evaluator = Objects.requireNonNull(evaluators.get(lane)).of(stretch);
    boolean late = rules.appliedLate(stretch);
    int beyond = state.beyond();
    evaluator
        .evaluate(state, group.type(), group.origin(), instant)
        .forEach(finding -> out.collect(late ? finding.appliedLate() : finding));
    notLookedAt.inc(Math.max(0, state.beyond() - beyond));
    if (state.isEmpty()) {
      groupState.clear();
      return;
    }
    setTimer(evaluator.nextInstant(state), state, context.timerService());
    groupState.update(state);
  }

  private static void setTimer(long next, GroupState state, TimerService timers) {
    if (next != state.timer()) {
      timers.deleteEventTimeTimer(state.timer());
      if (next != GroupState.NO_TIMER) {
        timers.registerEventTimeTimer(next);
      }
      state.setTimer(next);
    }
  }

  @Override
  public void processBroadcastElement(Control control, Context context, Collector<Finding> out)
      throws Exception {
    rules.hear(control, context.currentWatermark());
    rules.tell(context.currentWatermark(), said -> context.output(RulesInForce.STATUS, said));
  }
}

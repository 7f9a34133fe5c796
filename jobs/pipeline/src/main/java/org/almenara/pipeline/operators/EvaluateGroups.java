package org.almenara.pipeline.operators;

import org.almenara.engine.evaluate.Finding;
import org.almenara.engine.evaluate.GroupEvaluator;
import org.almenara.engine.evaluate.GroupState;
import org.almenara.engine.evaluate.Standing;
import org.almenara.engine.evaluate.Subject;
import org.almenara.engine.rules.RuleSetReader;
import org.almenara.pipeline.Control;
import org.almenara.pipeline.JobSettings;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
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
    extends KeyedBroadcastProcessFunction<String, Standing, Control, Finding> {

  private static final long serialVersionUID = 1L;

  private static final ValueStateDescriptor<GroupState> GROUP_STATE =
      new ValueStateDescriptor<>("group-state", GroupStateSerializer.INSTANCE);

  private final JobSettings settings;
  private transient GroupEvaluator evaluator;
  private transient ValueState<GroupState> groupState;
  private transient Counter notLookedAt;

  public EvaluateGroups(JobSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    evaluator = new GroupEvaluator(RuleSetReader.compile(settings.ruleSet()));
    groupState = getRuntimeContext().getState(GROUP_STATE);
    notLookedAt = getRuntimeContext().getMetricGroup().counter("members_not_looked_at");
  }

  @Override
  public void processElement(Standing standing, ReadOnlyContext context, Collector<Finding> out)
      throws Exception {
    GroupState known = groupState.value();
    GroupState state = known == null ? new GroupState() : known;
    evaluator.add(state, standing);
    setTimer(state, context.timerService());
    groupState.update(state);
  }

  @Override
  public void onTimer(long instant, OnTimerContext context, Collector<Finding> out)
      throws Exception {
    GroupState state = groupState.value();
    if (state == null || instant > settings.end()) {
      return;
    }
    Subject group = Subject.ofKey(context.getCurrentKey());
    int beyond = state.beyond();
    evaluator.evaluate(state, group.type(), group.origin(), instant).forEach(out::collect);
    notLookedAt.inc(Math.max(0, state.beyond() - beyond));
    if (state.isEmpty()) {
      groupState.clear();
      return;
    }
    setTimer(state, context.timerService());
    groupState.update(state);
  }

  private void setTimer(GroupState state, TimerService timers) {
    long next = evaluator.nextInstant(state);
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
    Controls.keep(control, context.getBroadcastState(Controls.STATE));
  }
}

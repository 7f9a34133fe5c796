package org.almenara.pipeline.operators;

import org.almenara.engine.evaluate.EntityEvaluator;
import org.almenara.engine.evaluate.EntityState;
import org.almenara.engine.evaluate.Erasures;
import org.almenara.engine.evaluate.Fanned;
import org.almenara.engine.evaluate.Finding;
import org.almenara.engine.evaluate.Standing;
import org.almenara.engine.evaluate.Subject;
import org.almenara.engine.live.ByStretch;
import org.almenara.engine.live.Stretch;
import org.almenara.engine.registers.Feeds;
import org.almenara.pipeline.Control;
import org.almenara.pipeline.JobSettings;
import org.almenara.schemas.Topic;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keeps each entity's measures and says at instants what its rules found; and, aside, how it stands
 * in its groups.
 *
 * <pre>
 * Key    entity
 * State  entity-state: one blob; bound and end see {@link EntityState}. One timer a key, at the next
 *        instant at which an answer can change. Broadcast: controls
 * Late   counts from when it is visible. Behind the watermark (arrivals regressed, or a partition
 *        was idle that should not have been): from the next instant, counted in copies_behind_time
 * Errors a rule that the rule set no longer has is not evaluated
 * </pre>
 */
public final class EvaluateEntities
    extends KeyedBroadcastProcessFunction<String, Fanned, Control, Finding>
    implements CheckpointedFunction, StepByRules {

  private static final long serialVersionUID = 1L;

  /** How entities stand in their groups. */
  public static final OutputTag<Standing> STANDINGS =
      new OutputTag<>("standings", TypeInformation.of(Standing.class));

  private static final ValueStateDescriptor<EntityState> ENTITY_STATE =
      new ValueStateDescriptor<>("entity-state", EntityStateSerializer.INSTANCE);

  private final JobSettings settings;
  private final RulesInForce rules;
  private transient ByStretch<EntityEvaluator> evaluators;
  private transient ValueState<EntityState> entityState;
  private transient Counter behindTime;

  /** What feeds leave out; what the broadcast state holds of it is added when it is looked at. */
  private transient Feeds feeds;

  private transient boolean feedsRead;

  @SuppressWarnings("NullAway.Init") // the others are set where the worker starts
  public EvaluateEntities(JobSettings settings) {
    this.settings = settings;
    this.rules = new RulesInForce(settings, "evaluate-entities");
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
    feeds = new Feeds();
    feedsRead = false;
    evaluators =
        new ByStretch<>(
            stretch ->
                new EntityEvaluator(
                    stretch.joined(),
                    settings.guards(),
                    rules.failures(stretch),
                    new Erasures(),
                    feeds));
    entityState = getRuntimeContext().getState(ENTITY_STATE);
    behindTime = getRuntimeContext().getMetricGroup().counter("copies_behind_time");
  }

  @Override
  public void processElement(Fanned fanned, ReadOnlyContext context, Collector<Finding> out)
      throws Exception {
    long watermark = context.timerService().currentWatermark();
    if (fanned.visible() <= watermark) {
      behindTime.inc();
    }
    EntityState known = entityState.value();
    EntityState state = known == null ? new EntityState() : known;
    EntityEvaluator evaluator = at(rules.at(fanned.visible()), context);
    evaluator.add(state, fanned, watermark);
    setTimer(evaluator, state, context.timerService());
    entityState.update(state);
  }

  @Override
  public void onTimer(long instant, OnTimerContext context, Collector<Finding> out)
      throws Exception {
    EntityState state = entityState.value();
    if (state == null || instant > settings.end()) {
      return;
    }
    Subject entity = Subject.ofKey(context.getCurrentKey());
    Stretch stretch = rules.at(instant);
    EntityEvaluator evaluator = at(stretch, context);
    boolean late = rules.appliedLate(stretch);
    evaluator
        .evaluate(
            state,
            entity.type(),
            entity.origin(),
            instant,
            standing -> context.output(STANDINGS, standing))
        .forEach(finding -> out.collect(late ? finding.appliedLate() : finding));
    if (evaluator.ended(state, instant)) {
      entityState.clear();
      return;
    }
    setTimer(evaluator, state, context.timerService());
    entityState.update(state);
  }

  /** The rule sets of its time decide, whenever it is worked on, and what was said of feeds. */
  private EntityEvaluator at(Stretch stretch, ReadOnlyContext context) throws Exception {
    if (!feedsRead) {
      Controls.addAll(settings.controls(), context.getBroadcastState(Controls.STATE), feeds);
      feedsRead = true;
    }
    return evaluators.of(stretch);
  }

  private static void setTimer(EntityEvaluator evaluator, EntityState state, TimerService timers) {
    long next = evaluator.nextInstant(state);
    if (next != state.timer()) {
      timers.deleteEventTimeTimer(state.timer());
      timers.registerEventTimeTimer(next);
      state.setTimer(next);
    }
  }

  @Override
  public void processBroadcastElement(Control control, Context context, Collector<Finding> out)
      throws Exception {
    BroadcastState<String, Control> controls = context.getBroadcastState(Controls.STATE);
    Controls.keep(control, controls, Topic.ERASURES);
    Controls.keepFeeds(control, controls);
    Controls.add(control, feeds);
    rules.hear(control, context.currentWatermark());
    rules.tell(context.currentWatermark(), said -> context.output(RulesInForce.STATUS, said));
  }
}

package org.almenara.pipeline.operators;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.almenara.engine.evaluate.Finding;
import org.almenara.engine.live.ByStretch;
import org.almenara.engine.live.Stretch;
import org.almenara.engine.rules.Lane;
import org.almenara.engine.score.Assessment;
import org.almenara.engine.score.ScoreState;
import org.almenara.engine.score.Scorer;
import org.almenara.pipeline.CaseInput;
import org.almenara.pipeline.Control;
import org.almenara.pipeline.JobSettings;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Turns the findings about a focal entity into an assessment, at the instant at which they were
 * said.
 *
 * <pre>
 * Key    focal entity
 * State  score-state: bound and end see {@link ScoreState}. A timer at each instant with findings,
 *        and one when the next factor has faded. Broadcast: controls
 * Late   findings are never late: they are said at instants
 * Errors a factor whose rule is gone gives nothing and is dropped
 * </pre>
 */
public final class ScoreFocalEntities
    extends KeyedBroadcastProcessFunction<String, Finding, Control, CaseInput>
    implements CheckpointedFunction, StepByRules {

  private static final long serialVersionUID = 1L;

  private static final ValueStateDescriptor<ScoreState> SCORE_STATE =
      new ValueStateDescriptor<>("score-state", TypeInformation.of(ScoreState.class));

  private final JobSettings settings;
  private final RulesInForce rules;
  private transient Map<Lane, ByStretch<Scorer>> scorers;
  private transient ValueState<ScoreState> scoreState;

  public ScoreFocalEntities(JobSettings settings) {
    this.settings = settings;
    this.rules = new RulesInForce(settings, "score-focal-entities");
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
    scorers = new EnumMap<>(Lane.class);
    for (Lane lane : Lane.values()) {
      scorers.put(lane, new ByStretch<>(stretch -> new Scorer(stretch.in(lane))));
    }
    scoreState = getRuntimeContext().getState(SCORE_STATE);
  }

  @Override
  public void processElement(Finding finding, ReadOnlyContext context, Collector<CaseInput> out)
      throws Exception {
    ScoreState known = scoreState.value();
    ScoreState state = known == null ? ScoreState.of(finding.focal()) : known;
    scoreState.update(state.with(finding));
    context.timerService().registerEventTimeTimer(finding.instant());
  }

  @Override
  public void onTimer(long instant, OnTimerContext context, Collector<CaseInput> out)
      throws Exception {
    ScoreState state = scoreState.value();
    if (state == null || instant > settings.end()) {
      return;
    }
    Stretch stretch = rules.at(instant);
    Scorer scorer =
        Objects.requireNonNull(scorers.get(Lane.of(context.getCurrentKey()))).of(stretch);
    if (scorer.nextInstant(state) > instant) {
      // A timer too early: a factor held again before it had faded, or fades more slowly since a
      // new rule set.
      setTimer(scorer, state, context.timerService());
      return;
    }
    Scorer.Step step = scorer.step(state, instant);
    scoreState.update(step.state());
    if (step.state() != null) {
      setTimer(scorer, step.state(), context.timerService());
    }
    Assessment assessment = step.assessment();
    if (assessment != null) {
      Assessment marked = rules.appliedLate(stretch) ? assessment.appliedLate() : assessment;
      out.collect(new CaseInput(context.getCurrentKey(), marked, null));
    }
  }

  private static void setTimer(Scorer scorer, ScoreState state, TimerService timers) {
    long next = scorer.nextInstant(state);
    if (next != Scorer.NEVER) {
      timers.registerEventTimeTimer(next);
    }
  }

  @Override
  public void processBroadcastElement(Control control, Context context, Collector<CaseInput> out)
      throws Exception {
    rules.hear(control, context.currentWatermark());
    rules.tell(context.currentWatermark(), said -> context.output(RulesInForce.STATUS, said));
  }
}

package org.almenara.pipeline.operators;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.almenara.engine.cases.CaseKeeper;
import org.almenara.engine.cases.CaseRevision;
import org.almenara.engine.cases.CaseState;
import org.almenara.engine.live.ByStretch;
import org.almenara.engine.live.Stretch;
import org.almenara.engine.rules.Lane;
import org.almenara.engine.score.Assessment;
import org.almenara.pipeline.CaseInput;
import org.almenara.pipeline.Control;
import org.almenara.pipeline.JobSettings;
import org.almenara.schemas.Topic;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Opens, revises and expires cases. There is at most one open case a focal entity.
 *
 * <pre>
 * Key    focal entity
 * State  case-state: one row while a case is open. arrived: the assessment of each instant that
 *        has not passed yet. Broadcast: controls
 * Late   assessments are never late: they are said at instants
 * Errors dispositions take no effect in this version; they are counted and stay in their topic
 * </pre>
 */
public final class ManageCases
    extends KeyedBroadcastProcessFunction<String, CaseInput, Control, CaseRevision>
    implements CheckpointedFunction, StepByRules {

  private static final long serialVersionUID = 1L;

  private static final ValueStateDescriptor<CaseState> CASE_STATE =
      new ValueStateDescriptor<>("case-state", TypeInformation.of(CaseState.class));
  private static final MapStateDescriptor<Long, Assessment> ARRIVED =
      new MapStateDescriptor<>("arrived", Types.LONG, TypeInformation.of(Assessment.class));

  private final JobSettings settings;
  private final RulesInForce rules;
  private transient Map<Lane, ByStretch<CaseKeeper>> keepers;
  private transient ValueState<CaseState> caseState;
  private transient MapState<Long, Assessment> arrived;
  private transient Counter dispositions;

  public ManageCases(JobSettings settings) {
    this.settings = settings;
    this.rules = new RulesInForce(settings, "manage-cases");
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
    keepers = new EnumMap<>(Lane.class);
    for (Lane lane : Lane.values()) {
      keepers.put(
          lane,
          new ByStretch<>(stretch -> new CaseKeeper(stretch.in(lane), lane, settings.units())));
    }
    caseState = getRuntimeContext().getState(CASE_STATE);
    arrived = getRuntimeContext().getMapState(ARRIVED);
    dispositions = getRuntimeContext().getMetricGroup().counter("dispositions_without_effect");
  }

  @Override
  public void processElement(CaseInput input, ReadOnlyContext context, Collector<CaseRevision> out)
      throws Exception {
    Assessment assessment = input.assessment();
    if (assessment == null) {
      dispositions.inc();
      return;
    }
    arrived.put(assessment.instant(), assessment);
    context.timerService().registerEventTimeTimer(assessment.instant());
  }

  @Override
  public void onTimer(long instant, OnTimerContext context, Collector<CaseRevision> out)
      throws Exception {
    Assessment assessment = arrived.get(instant);
    if (assessment == null || instant > settings.end()) {
      return;
    }
    arrived.remove(instant);
    Stretch stretch = rules.at(instant);
    CaseKeeper keeper =
        Objects.requireNonNull(keepers.get(Lane.of(context.getCurrentKey()))).of(stretch);
    CaseKeeper.Step step = keeper.step(caseState.value(), assessment);
    caseState.update(step.state());
    boolean late = assessment.late() || rules.appliedLate(stretch);
    step.revisions().forEach(revision -> out.collect(late ? revision.appliedLate() : revision));
  }

  @Override
  public void processBroadcastElement(Control control, Context context, Collector<CaseRevision> out)
      throws Exception {
    BroadcastState<String, Control> controls = context.getBroadcastState(Controls.STATE);
    Controls.keep(control, controls, Topic.ERASURES);
    rules.hear(control, context.currentWatermark());
    rules.tell(context.currentWatermark(), said -> context.output(RulesInForce.STATUS, said));
  }
}

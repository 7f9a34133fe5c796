package org.almenara.pipeline.operators;

import org.almenara.engine.cases.CaseKeeper;
import org.almenara.engine.cases.CaseRevision;
import org.almenara.engine.cases.CaseState;
import org.almenara.engine.rules.RuleSetReader;
import org.almenara.engine.score.Assessment;
import org.almenara.pipeline.CaseInput;
import org.almenara.pipeline.Control;
import org.almenara.pipeline.JobSettings;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
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
    extends KeyedBroadcastProcessFunction<String, CaseInput, Control, CaseRevision> {

  private static final long serialVersionUID = 1L;

  private static final ValueStateDescriptor<CaseState> CASE_STATE =
      new ValueStateDescriptor<>("case-state", TypeInformation.of(CaseState.class));
  private static final MapStateDescriptor<Long, Assessment> ARRIVED =
      new MapStateDescriptor<>("arrived", Types.LONG, TypeInformation.of(Assessment.class));

  private final JobSettings settings;
  private transient CaseKeeper keeper;
  private transient ValueState<CaseState> caseState;
  private transient MapState<Long, Assessment> arrived;
  private transient Counter dispositions;

  public ManageCases(JobSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    keeper = new CaseKeeper(RuleSetReader.compile(settings.ruleSet()));
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
    CaseKeeper.Step step = keeper.step(caseState.value(), assessment);
    caseState.update(step.state());
    step.revisions().forEach(out::collect);
  }

  @Override
  public void processBroadcastElement(Control control, Context context, Collector<CaseRevision> out)
      throws Exception {
    Controls.keep(control, context.getBroadcastState(Controls.STATE));
  }
}

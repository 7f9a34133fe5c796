package org.almenara.pipeline.operators;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.almenara.engine.cases.CaseFile;
import org.almenara.engine.cases.CaseKeeper;
import org.almenara.engine.cases.CaseRevision;
import org.almenara.engine.cases.Decided;
import org.almenara.engine.cases.Verdict;
import org.almenara.engine.live.ByStretch;
import org.almenara.engine.live.Stretch;
import org.almenara.engine.rules.Lane;
import org.almenara.engine.score.Assessment;
import org.almenara.engine.score.Scorer;
import org.almenara.pipeline.CaseInput;
import org.almenara.pipeline.Control;
import org.almenara.pipeline.JobSettings;
import org.almenara.schemas.Disposition;
import org.almenara.schemas.Json;
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
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Opens, revises and expires cases, and moves them as people decide. There is at most one open case
 * a focal entity.
 *
 * <pre>
 * Key    focal entity
 * State  case-file: one row while a case is open, 90 days after it was dismissed, or a year after
 *        all fell silent about one that people took up. arrived, decided: the assessment and the
 *        dispositions of each instant that has not passed yet. Broadcast: controls
 * Late   assessments are never late: they are said at instants. A disposition that is heard after
 *        its instant takes effect at the next one; the audit says which that was
 * Errors what cannot move a case is refused, and the audit says why
 * </pre>
 */
public final class ManageCases
    extends KeyedBroadcastProcessFunction<String, CaseInput, Control, CaseRevision>
    implements CheckpointedFunction, StepByRules {

  private static final long serialVersionUID = 1L;

  private static final ValueStateDescriptor<CaseFile> CASE_FILE =
      new ValueStateDescriptor<>("case-file", TypeInformation.of(CaseFile.class));
  private static final MapStateDescriptor<Long, Assessment> ARRIVED =
      new MapStateDescriptor<>("arrived", Types.LONG, TypeInformation.of(Assessment.class));
  private static final MapStateDescriptor<Long, List<Control>> DECIDED =
      new MapStateDescriptor<>(
          "decided", Types.LONG, Types.LIST(TypeInformation.of(Control.class)));

  private final JobSettings settings;
  private final RulesInForce rules;
  private transient Map<Lane, ByStretch<CaseKeeper>> keepers;
  private transient ValueState<CaseFile> caseFile;
  private transient MapState<Long, Assessment> arrived;
  private transient MapState<Long, List<Control>> decided;
  private transient Counter applied;
  private transient Counter recorded;
  private transient Counter refused;
  private transient Counter late;

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
    caseFile = getRuntimeContext().getState(CASE_FILE);
    arrived = getRuntimeContext().getMapState(ARRIVED);
    decided = getRuntimeContext().getMapState(DECIDED);
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    applied = metrics.counter("dispositions_applied");
    recorded = metrics.counter("dispositions_recorded");
    refused = metrics.counter("dispositions_refused");
    late = metrics.counter("dispositions_late");
  }

  @Override
  public void processElement(CaseInput input, ReadOnlyContext context, Collector<CaseRevision> out)
      throws Exception {
    Assessment assessment = input.assessment();
    Control disposition = input.disposition();
    if (assessment != null) {
      arrived.put(assessment.instant(), assessment);
      context.timerService().registerEventTimeTimer(assessment.instant());
    } else if (disposition != null) {
      wait(disposition, context.timerService());
    }
  }

  /** Keeps a disposition until it takes effect. */
  private void wait(Control disposition, TimerService timers) throws Exception {
    long instant = Decided.effective(disposition.timestamp(), timers.currentWatermark());
    if (instant > Decided.effective(disposition.timestamp(), Long.MIN_VALUE)) {
      late.inc();
    }
    List<Control> known = decided.get(instant);
    List<Control> all = known == null ? new ArrayList<>() : new ArrayList<>(known);
    all.add(disposition);
    decided.put(instant, all);
    timers.registerEventTimeTimer(instant);
  }

  @Override
  public void onTimer(long instant, OnTimerContext context, Collector<CaseRevision> out)
      throws Exception {
    if (instant > settings.end()) {
      return;
    }
    Assessment assessment = arrived.get(instant);
    List<Control> dispositions = decided.get(instant);
    CaseFile file = caseFile.value();
    if (assessment == null && dispositions == null && CaseKeeper.nextInstant(file) > instant) {
      return;
    }
    arrived.remove(instant);
    decided.remove(instant);
    Stretch stretch = rules.at(instant);
    CaseKeeper keeper =
        Objects.requireNonNull(keepers.get(Lane.of(context.getCurrentKey()))).of(stretch);
    CaseKeeper.Step step = keeper.step(file, instant, assessment, decisions(dispositions));
    caseFile.update(step.file());
    long next = CaseKeeper.nextInstant(step.file());
    if (next != Scorer.NEVER) {
      context.timerService().registerEventTimeTimer(next);
    }
    boolean appliedLate = (assessment != null && assessment.late()) || rules.appliedLate(stretch);
    for (CaseRevision revision : step.revisions()) {
      count(revision.verdict());
      out.collect(appliedLate ? revision.appliedLate() : revision);
    }
  }

  private static List<Decided> decisions(@Nullable List<Control> dispositions) throws IOException {
    List<Decided> decisions = new ArrayList<>();
    for (Control control : dispositions == null ? List.<Control>of() : dispositions) {
      decisions.add(
          new Decided(
              Json.read(control.value().getBytes(UTF_8), Disposition.class), control.timestamp()));
    }
    return decisions;
  }

  private void count(@Nullable Verdict verdict) {
    if (verdict == null) {
      return;
    }
    if (verdict.objection() != null) {
      refused.inc();
    } else {
      (verdict.moved() ? applied : recorded).inc();
    }
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

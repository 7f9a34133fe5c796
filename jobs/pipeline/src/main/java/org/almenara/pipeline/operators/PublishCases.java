package org.almenara.pipeline.operators;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.almenara.engine.cases.AuditHead;
import org.almenara.engine.cases.CaseRevision;
import org.almenara.engine.cases.Place;
import org.almenara.engine.cases.Publication;
import org.almenara.engine.cases.Publisher;
import org.almenara.engine.cases.Taken;
import org.almenara.pipeline.JobSettings;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gives each unit its cases: of an instant the best first, new ones as the unit's ration lets them
 * through on the hour; and chains the unit's audit.
 *
 * <pre>
 * Key    unit
 * State  audit-head, ration-taken: one row each, for ever. arrived: revisions that wait for their
 *        instant. waiting-places, waiting-revisions: a row a new case that waits for the ration,
 *        until it is let through, expires or leaves; at most the open cases of the unit
 * Late   revisions are never late: they are said at instants
 * Errors a unit without a topic is refused when the job starts
 * </pre>
 */
public final class PublishCases extends KeyedProcessFunction<String, CaseRevision, Publication> {

  private static final long serialVersionUID = 1L;

  private static final ValueStateDescriptor<AuditHead> AUDIT_HEAD =
      new ValueStateDescriptor<>("audit-head", TypeInformation.of(AuditHead.class));
  private static final ValueStateDescriptor<Taken> RATION_TAKEN =
      new ValueStateDescriptor<>("ration-taken", TypeInformation.of(Taken.class));
  private static final MapStateDescriptor<Long, List<CaseRevision>> ARRIVED =
      new MapStateDescriptor<>(
          "arrived", Types.LONG, Types.LIST(TypeInformation.of(CaseRevision.class)));
  private static final MapStateDescriptor<String, Place> WAITING_PLACES =
      new MapStateDescriptor<>("waiting-places", Types.STRING, TypeInformation.of(Place.class));
  private static final MapStateDescriptor<String, CaseRevision> WAITING_REVISIONS =
      new MapStateDescriptor<>(
          "waiting-revisions", Types.STRING, TypeInformation.of(CaseRevision.class));

  private final JobSettings settings;
  private transient ValueState<AuditHead> auditHead;
  private transient ValueState<Taken> rationTaken;
  private transient MapState<Long, List<CaseRevision>> arrived;
  private transient WaitingInState waiting;
  private transient Map<String, Integer> waitingByUnit;
  private transient Counter deferred;
  private transient Counter released;
  private transient Counter withdrawn;

  public PublishCases(JobSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    auditHead = getRuntimeContext().getState(AUDIT_HEAD);
    rationTaken = getRuntimeContext().getState(RATION_TAKEN);
    arrived = getRuntimeContext().getMapState(ARRIVED);
    waiting =
        new WaitingInState(
            getRuntimeContext().getMapState(WAITING_PLACES),
            getRuntimeContext().getMapState(WAITING_REVISIONS));
    waitingByUnit = new HashMap<>();
    deferred = getRuntimeContext().getMetricGroup().counter("cases_deferred");
    released = getRuntimeContext().getMetricGroup().counter("cases_released");
    withdrawn = getRuntimeContext().getMetricGroup().counter("cases_withdrawn");
  }

  @Override
  public void processElement(CaseRevision revision, Context context, Collector<Publication> out)
      throws Exception {
    List<CaseRevision> known = arrived.get(revision.instant());
    List<CaseRevision> all = known == null ? new ArrayList<>() : new ArrayList<>(known);
    all.add(revision);
    arrived.put(revision.instant(), all);
    context.timerService().registerEventTimeTimer(revision.instant());
  }

  @Override
  public void onTimer(long instant, OnTimerContext context, Collector<Publication> out)
      throws Exception {
    if (instant > settings.end()) {
      return;
    }
    List<CaseRevision> revisions = arrived.get(instant);
    arrived.remove(instant);
    String unit = context.getCurrentKey();
    Publisher.Step step =
        new Publisher(unit, settings.units().unit(unit))
            .step(
                Objects.requireNonNullElse(auditHead.value(), AuditHead.START),
                Objects.requireNonNullElse(rationTaken.value(), Taken.NOTHING),
                waiting,
                instant,
                revisions == null ? List.of() : revisions);
    auditHead.update(step.head());
    rationTaken.update(step.taken());
    Long nextHour = step.nextHour();
    if (nextHour != null) {
      context.timerService().registerEventTimeTimer(nextHour);
    }
    count(unit, step);
    step.publications().forEach(out::collect);
  }

  private void count(String unit, Publisher.Step step) {
    deferred.inc(step.deferred());
    released.inc(step.released());
    withdrawn.inc(step.withdrawn());
    if (waitingByUnit.put(unit, step.taken().waiting()) == null) {
      getRuntimeContext()
          .getMetricGroup()
          .addGroup("unit", unit)
          .gauge("cases_waiting", () -> waitingByUnit.getOrDefault(unit, 0));
    }
  }
}

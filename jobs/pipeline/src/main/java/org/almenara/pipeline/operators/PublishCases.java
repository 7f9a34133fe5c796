package org.almenara.pipeline.operators;

import java.util.ArrayList;
import java.util.List;
import org.almenara.engine.cases.AuditHead;
import org.almenara.engine.cases.CaseRevision;
import org.almenara.engine.cases.Publication;
import org.almenara.engine.cases.Publisher;
import org.almenara.pipeline.JobSettings;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Writes each unit's revisions of an instant, best first, and chains the unit's audit.
 *
 * <pre>
 * Key    unit
 * State  audit-head: the end of the unit's chain, for ever. arrived: revisions that wait for their
 *        instant
 * Late   revisions are never late: they are said at instants
 * Errors a unit without a topic is refused when the rule set is read
 * </pre>
 */
public final class PublishCases extends KeyedProcessFunction<String, CaseRevision, Publication> {

  private static final long serialVersionUID = 1L;

  private static final ValueStateDescriptor<AuditHead> AUDIT_HEAD =
      new ValueStateDescriptor<>("audit-head", TypeInformation.of(AuditHead.class));
  private static final MapStateDescriptor<Long, List<CaseRevision>> ARRIVED =
      new MapStateDescriptor<>(
          "arrived", Types.LONG, Types.LIST(TypeInformation.of(CaseRevision.class)));

  private final JobSettings settings;
  private transient ValueState<AuditHead> auditHead;
  private transient MapState<Long, List<CaseRevision>> arrived;

  public PublishCases(JobSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    auditHead = getRuntimeContext().getState(AUDIT_HEAD);
    arrived = getRuntimeContext().getMapState(ARRIVED);
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
    List<CaseRevision> revisions = arrived.get(instant);
    if (revisions == null || instant > settings.end()) {
      return;
    }
    arrived.remove(instant);
    AuditHead head = auditHead.value();
    Publisher.Step step =
        Publisher.step(context.getCurrentKey(), head == null ? AuditHead.START : head, revisions);
    auditHead.update(step.head());
    step.publications().forEach(out::collect);
  }
}

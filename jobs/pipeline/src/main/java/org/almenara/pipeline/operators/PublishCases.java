package org.almenara.pipeline.operators;

import java.util.ArrayList;
import java.util.List;
import org.almenara.engine.cases.AuditHead;
import org.almenara.engine.cases.CaseRevision;
import org.almenara.engine.cases.Publication;
import org.almenara.engine.cases.Publisher;
import org.almenara.pipeline.JobSettings;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
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
  private static final ListStateDescriptor<CaseRevision> ARRIVED =
      new ListStateDescriptor<>("arrived", TypeInformation.of(CaseRevision.class));

  private final JobSettings settings;
  private transient ValueState<AuditHead> auditHead;
  private transient ListState<CaseRevision> arrived;

  public PublishCases(JobSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    auditHead = getRuntimeContext().getState(AUDIT_HEAD);
    arrived = getRuntimeContext().getListState(ARRIVED);
  }

  @Override
  public void processElement(CaseRevision revision, Context context, Collector<Publication> out)
      throws Exception {
    arrived.add(revision);
    context.timerService().registerEventTimeTimer(revision.instant());
  }

  @Override
  public void onTimer(long instant, OnTimerContext context, Collector<Publication> out)
      throws Exception {
    if (instant > settings.end()) {
      return;
    }
    List<CaseRevision> revisions = new ArrayList<>();
    arrived.get().forEach(revisions::add);
    arrived.clear();
    AuditHead head = auditHead.value();
    Publisher.Step step =
        Publisher.step(context.getCurrentKey(), head == null ? AuditHead.START : head, revisions);
    auditHead.update(step.head());
    step.publications().forEach(out::collect);
  }
}

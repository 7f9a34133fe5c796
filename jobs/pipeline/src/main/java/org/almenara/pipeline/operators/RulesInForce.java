package org.almenara.pipeline.operators;

import java.io.Serializable;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.almenara.engine.cases.Publication;
import org.almenara.engine.evaluate.Failures;
import org.almenara.engine.live.Heard;
import org.almenara.engine.live.Stretch;
import org.almenara.engine.live.Timeline;
import org.almenara.engine.live.Verdict;
import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.Lane;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.RuleSetReader;
import org.almenara.pipeline.Control;
import org.almenara.pipeline.JobSettings;
import org.almenara.schemas.Activation;
import org.almenara.schemas.RuleSetDocument;
import org.almenara.schemas.Topic;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * What one worker knows of rule sets, and so which holds when.
 *
 * <pre>
 * State  broadcast: controls, see {@link Controls}. reached: how far the worker had worked when it
 *        was stopped, and from when on something was applied late; one number each
 * Errors a rule set that does not compile, or an activation that is not valid, changes nothing, and
 *        the reason is said, see {@link RulesReport}
 * </pre>
 *
 * <p>What is heard after the worker has passed its effective instant holds from then on: it is said
 * to be applied late, since a replay, which knows it in time, may say something else.
 */
public final class RulesInForce implements Serializable {

  /** What becomes of rule sets, for {@code rulesets.status.v1}. */
  public static final OutputTag<Publication> STATUS = new OutputTag<>("rule-set-status") {};

  private static final long serialVersionUID = 1L;

  private static final ListStateDescriptor<Long> REACHED =
      new ListStateDescriptor<>("reached", Types.LONG);
  private static final ListStateDescriptor<Long> APPLIED_LATE =
      new ListStateDescriptor<>("applied-late", Types.LONG);

  private final JobSettings settings;
  private final String step;

  /** What was heard; the step's own broadcast state. */
  private transient BroadcastState<String, Control> heard;

  private transient RuleSet packed;
  private transient RulesReport report;
  private transient Map<String, Inspection> inspected;
  private transient @Nullable Timeline timeline;

  /** The largest instant or record's visible time that was worked on. */
  private transient long reached;

  /** Starts of stretches that were applied late. */
  private transient TreeSet<Long> appliedLate;

  private transient ListState<Long> reachedState;
  private transient ListState<Long> appliedLateState;

  @SuppressWarnings("NullAway.Init") // the others are set where the worker starts
  RulesInForce(JobSettings settings, String step) {
    this.settings = settings;
    this.step = step;
  }

  void initializeState(FunctionInitializationContext context) throws Exception {
    heard = context.getOperatorStateStore().getBroadcastState(Controls.STATE);
    reachedState = context.getOperatorStateStore().getUnionListState(REACHED);
    appliedLateState = context.getOperatorStateStore().getUnionListState(APPLIED_LATE);
    reached = Long.MIN_VALUE;
    for (long one : reachedState.get()) {
      reached = Math.max(reached, one);
    }
    appliedLate = new TreeSet<>();
    appliedLateState.get().forEach(appliedLate::add);
  }

  void snapshotState() throws Exception {
    reachedState.update(List.of(reached));
    // What is older than the one in force marks nothing any more.
    Long inForce = appliedLate.floor(reached);
    appliedLateState.update(inForce == null ? List.of() : List.of(inForce));
  }

  void open(RuntimeContext context) {
    packed = RuleSetReader.compile(settings.ruleSet());
    inspected = new HashMap<>();
    report =
        new RulesReport(
            step,
            context.getTaskInfo().getIndexOfThisSubtask(),
            packed.hash(),
            context.getMetricGroup());
  }

  /** What holds at an instant that is evaluated, or for a record that becomes visible then. */
  Stretch at(long instant) throws Exception {
    reached = Math.max(reached, instant);
    return timeline().at(instant);
  }

  /** Whether this worker had passed the beginning of a stretch when it heard of it. */
  boolean appliedLate(Stretch stretch) {
    return appliedLate.contains(stretch.from());
  }

  private Timeline timeline() throws Exception {
    Timeline known = timeline;
    if (known == null) {
      known = build();
      timeline = known;
    }
    return known;
  }

  private Timeline build() throws Exception {
    Map<String, Control> all = Controls.ofRules(settings.controls(), heard);
    List<Heard> activations =
        all.values().stream()
            .filter(control -> Controls.isOf(control, Topic.ACTIVATIONS))
            .map(Controls::heard)
            .toList();
    return Timeline.of(packed, hash -> compiled(hash, all), activations);
  }

  private @Nullable RuleSet compiled(String hash, Map<String, Control> all) {
    Control document = all.get(Topic.RULE_SETS.topicName() + "|" + hash);
    return document == null ? null : inspect(document).ruleSet();
  }

  private Inspection inspect(Control document) {
    return inspected.computeIfAbsent(
        document.key(),
        hash -> {
          RuleSetDocument ruleSet = Controls.ruleSet(document);
          return RuleSetReader.inspect(new RuleSetFiles(new TreeMap<>(ruleSet.files())));
        });
  }

  /** Hears a record of a control topic; what is no rule set and no activation is none of it. */
  void hear(Control control, long watermark) throws Exception {
    boolean document = Controls.isOf(control, Topic.RULE_SETS);
    if (!document && !Controls.isOf(control, Topic.ACTIVATIONS)) {
      return;
    }
    time(watermark);
    Timeline before = timeline();
    Map<String, Control> known = Controls.ofRules(settings.controls(), heard);
    if (document) {
      judge(control);
    } else {
      judge(Controls.heard(control), known);
    }
    if (!document && !Controls.heard(control).inTime()) {
      return;
    }
    Control old = known.get(Controls.key(control));
    if (old != null && Controls.newer(old, control).equals(old)) {
      return;
    }
    heard.put(Controls.key(control), control);
    if (document && old != null) {
      return;
    }
    forget();
    Timeline now = build();
    timeline = now;
    report.lookAgain();
    if (reached != Long.MIN_VALUE && !now.saysTheSameAs(before, reached)) {
      appliedLate.add(now.at(reached).from());
      report.appliedLate(now, before, reached);
    }
  }

  private void forget() throws Exception {
    Map<String, Control> all = Controls.ofRules(List.of(), heard);
    Collection<String> kept =
        Controls.worthKeeping(all.values()).stream().map(Controls::key).toList();
    Set<String> hashes = new HashSet<>();
    settings.controls().forEach(control -> hashes.add(control.key()));
    for (Map.Entry<String, Control> entry : all.entrySet()) {
      if (kept.contains(entry.getKey())) {
        hashes.add(entry.getValue().key());
      } else {
        heard.remove(entry.getKey());
      }
    }
    inspected.keySet().retainAll(hashes);
  }

  private void judge(Control document) {
    Inspection inspection = inspect(document);
    Instant at = Instant.ofEpochMilli(document.timestamp());
    if (inspection.ruleSet() == null) {
      report.broken(document.key(), at, inspection.problems().get(0));
    } else {
      report.received(document.key(), at);
    }
  }

  private void judge(Heard activation, Map<String, Control> known) {
    Instant at = Instant.ofEpochMilli(activation.effective());
    String named = activation.activation().ruleSet();
    String hash = named == null ? report.judging() : named;
    if (activation.activation().type() == Activation.Type.RULE_STOPPED) {
      report.stopped(hash, at, Objects.requireNonNull(activation.activation().rule()));
      return;
    }
    switch (Verdict.of(activation, each -> verdict(each, known))) {
      case TOO_LATE -> report.refused(hash, at, "activated-too-late");
      case ONE_PERSON -> report.refused(hash, at, "activated-by-one-person");
      case UNKNOWN_RULE_SET, DOES_NOT_COMPILE -> report.refused(hash, at, "no-such-rule-set");
      case VALID, REPLACED -> {}
    }
  }

  private Verdict verdict(String hash, Map<String, Control> known) {
    return hash.equals(packed.hash()) || compiled(hash, known) != null
        ? Verdict.VALID
        : Verdict.UNKNOWN_RULE_SET;
  }

  /** Says what runs since the watermark, and whatever else there is to say. */
  void tell(long watermark, Consumer<Publication> out) throws Exception {
    long time = time(watermark);
    if (time != Long.MIN_VALUE) {
      report.upTo(time, timeline());
    }
    report.flush(out);
  }

  /**
   * How far the worker has got, by its watermark; the smallest number: nowhere yet. The largest
   * watermark says that nothing follows and is no time; a bounded run goes up to its end.
   */
  private long time(long watermark) {
    long time = Math.min(watermark, settings.end());
    if (time == Long.MAX_VALUE) {
      return Long.MIN_VALUE;
    }
    reached = Math.max(reached, time);
    return time;
  }

  /** Counts rules that cannot be evaluated; each is said once. */
  Failures failures(Stretch stretch) {
    return (rule, why) -> {
      RuleSet shadow = stretch.shadow();
      RuleSet of = Lane.of(rule) == Lane.SHADOW && shadow != null ? shadow : stretch.live();
      report.failed(of.hash(), Instant.ofEpochMilli(reached), Lane.bare(rule));
    };
  }
}

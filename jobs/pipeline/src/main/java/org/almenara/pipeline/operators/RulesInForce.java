package org.almenara.pipeline.operators;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.almenara.engine.cases.Publication;
import org.almenara.engine.evaluate.Failures;
import org.almenara.engine.live.Heard;
import org.almenara.engine.live.Stretch;
import org.almenara.engine.live.Timeline;
import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.Lane;
import org.almenara.engine.rules.RuleProblem;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.RuleSetReader;
import org.almenara.pipeline.Control;
import org.almenara.pipeline.JobSettings;
import org.almenara.schemas.Activation;
import org.almenara.schemas.Json;
import org.almenara.schemas.RuleSetDocument;
import org.almenara.schemas.RuleSetStatus;
import org.almenara.schemas.Topic;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * What one worker knows of rule sets: which holds when, and what became of each, which it says on
 * the status topic.
 *
 * <pre>
 * State  broadcast: controls, see {@link Controls}. reached: how far the worker had worked when it
 *        was stopped, and from when on something was applied late; one number each
 * Errors a rule set that does not compile, or an activation that is not valid, changes nothing, and
 *        the reason is said
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

  /** The packed rule set holds from the beginning of time; contracts begin with the century. */
  private static final Instant BEGINNING = Instant.parse("2000-01-01T00:00:00Z");

  private final JobSettings settings;
  private final String step;

  /** What was heard; the step's own broadcast state. */
  private transient BroadcastState<String, Control> heard;

  private transient RuleSet packed;
  private transient MetricGroup metrics;
  private transient int subtask;
  private transient Map<String, Inspection> inspected;
  private transient @Nullable Timeline timeline;

  /** The largest instant or record's visible time that was worked on. */
  private transient long reached;

  /** Starts of stretches that were applied late. */
  private transient TreeSet<Long> appliedLate;

  private transient ListState<Long> reachedState;
  private transient ListState<Long> appliedLateState;

  /** What was said last of each rule set that runs. */
  private transient Map<String, RuleSetStatus.State> running;

  /** The watermark from which on there may be more to say. */
  private transient long sayAt;

  /** The watermark at which that was said last. */
  private transient long saidUpTo;

  private transient Map<String, Counter> failures;
  private transient Set<String> failed;
  private transient List<Publication> toSay;
  private transient String received;

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
    metrics = context.getMetricGroup();
    subtask = context.getTaskInfo().getIndexOfThisSubtask();
    inspected = new HashMap<>();
    running = new TreeMap<>();
    sayAt = Long.MIN_VALUE;
    saidUpTo = Long.MIN_VALUE;
    failures = new HashMap<>();
    failed = new HashSet<>();
    toSay = new ArrayList<>();
    received = packed.hash();
    metrics.gauge("rule_set_received", () -> number(received));
    metrics.gauge("rule_set_running", () -> number(running()));
  }

  private String running() {
    return running.entrySet().stream()
        .filter(entry -> entry.getValue() == RuleSetStatus.State.RUNNING)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(packed.hash());
  }

  /** The first eight digits of a hash: enough to see that workers differ. */
  private static long number(String hash) {
    return Long.parseLong(hash.substring(0, 8), 16);
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
    sayAt = Long.MIN_VALUE;
    if (reached != Long.MIN_VALUE && !now.saysTheSameAs(before, reached)) {
      applyLate(now.at(reached), before.at(reached));
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
      RuleProblem problem = inspection.problems().get(0);
      say(
          new RuleSetStatus(
              document.key(),
              RuleSetStatus.State.REFUSED,
              step,
              subtask,
              at,
              "does-not-compile",
              problem.file(),
              problem.line() == 0 ? null : problem.line(),
              problem.column() == 0 ? null : problem.column(),
              null));
    } else {
      received = document.key();
      if (!running.containsKey(document.key())) {
        say(status(document.key(), RuleSetStatus.State.RECEIVED, at, null, null));
      }
    }
  }

  private void judge(Heard heard, Map<String, Control> known) {
    Activation activation = heard.activation();
    Instant at = Instant.ofEpochMilli(heard.effective());
    String named = activation.ruleSet();
    String hash = named == null ? running() : named;
    boolean there = hash.equals(packed.hash()) || compiled(hash, known) != null;
    if (activation.type() == Activation.Type.RULE_STOPPED) {
      say(status(hash, RuleSetStatus.State.STOPPED, at, null, activation.rule()));
    } else if (!heard.inTime()) {
      refuse(hash, at, "activated-too-late");
    } else if (!there) {
      refuse(hash, at, "no-such-rule-set");
    }
  }

  /** Where it runs for another reason, that is said anew: the newest word is what it does. */
  private void refuse(String hash, Instant at, String reason) {
    say(status(hash, RuleSetStatus.State.REFUSED, at, reason, null));
    running.remove(hash);
    sayAt = Long.MIN_VALUE;
  }

  private void applyLate(Stretch now, Stretch before) {
    appliedLate.add(now.from());
    Map<String, RuleSetStatus.State> ran = runningIn(before);
    Instant at = at(now);
    runningIn(now)
        .forEach(
            (hash, state) -> {
              if (ran.get(hash) != state) {
                say(status(hash, RuleSetStatus.State.APPLIED_LATE, at, null, null));
                running.put(hash, state);
              }
            });
  }

  private static Map<String, RuleSetStatus.State> runningIn(Stretch stretch) {
    Map<String, RuleSetStatus.State> running = new TreeMap<>();
    RuleSet shadow = stretch.shadow();
    if (shadow != null) {
      running.put(shadow.hash(), RuleSetStatus.State.RUNNING_IN_SHADOW);
    }
    running.put(stretch.live().hash(), RuleSetStatus.State.RUNNING);
    return running;
  }

  private static Instant at(Stretch stretch) {
    return stretch.from() < BEGINNING.toEpochMilli()
        ? BEGINNING
        : Instant.ofEpochMilli(stretch.from());
  }

  /** Says what runs since the watermark, and whatever else there is to say. */
  void tell(long watermark, Consumer<Publication> out) throws Exception {
    long time = time(watermark);
    if (time != Long.MIN_VALUE && time >= sayAt) {
      sayRunning(timeline(), time);
    }
    toSay.forEach(out);
    toSay.clear();
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

  /** Every change since the last time, however far the watermark leapt. */
  private void sayRunning(Timeline known, long time) {
    if (saidUpTo != Long.MIN_VALUE) {
      known.stretches().stream()
          .filter(stretch -> stretch.from() > saidUpTo && stretch.from() <= time)
          .forEach(this::sayRunning);
    }
    sayRunning(known.at(time));
    saidUpTo = time;
    sayAt =
        known.stretches().stream()
            .mapToLong(Stretch::from)
            .filter(from -> from > time)
            .min()
            .orElse(Long.MAX_VALUE);
  }

  private void sayRunning(Stretch now) {
    Map<String, RuleSetStatus.State> runs = runningIn(now);
    running.keySet().stream()
        .filter(hash -> !runs.containsKey(hash))
        .forEach(hash -> say(status(hash, RuleSetStatus.State.ENDED, at(now), null, null)));
    runs.forEach(
        (hash, state) -> {
          if (running.get(hash) != state) {
            say(status(hash, state, at(now), null, null));
          }
        });
    running.clear();
    running.putAll(runs);
  }

  /** Counts rules that cannot be evaluated; each is said once. */
  Failures failures(Stretch stretch) {
    return (rule, why) -> {
      String id = Lane.bare(rule);
      failures
          .computeIfAbsent(id, failing -> metrics.addGroup("rule_id", id).counter("rules_failed"))
          .inc();
      RuleSet shadow = stretch.shadow();
      RuleSet of = Lane.of(rule) == Lane.SHADOW && shadow != null ? shadow : stretch.live();
      if (failed.add(of.hash() + id)) {
        Instant at = Instant.ofEpochMilli(reached);
        say(status(of.hash(), RuleSetStatus.State.RULE_FAILED, at, null, id));
      }
    };
  }

  private RuleSetStatus status(
      String hash,
      RuleSetStatus.State state,
      Instant at,
      @Nullable String reason,
      @Nullable String rule) {
    return new RuleSetStatus(hash, state, step, subtask, at, reason, null, null, null, rule);
  }

  private void say(RuleSetStatus status) {
    toSay.add(publication(status));
  }

  private static Publication publication(RuleSetStatus status) {
    String rule = status.rule();
    String key = status.ruleSet() + ":" + status.step() + ":" + status.subtask();
    return new Publication(
        Topic.RULE_SET_STATUS.topicName(),
        rule == null ? key : key + ":" + rule,
        new String(Json.canonical(status), StandardCharsets.UTF_8),
        status.at().toEpochMilli());
  }
}

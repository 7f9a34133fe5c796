package org.almenara.pipeline.operators;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.almenara.engine.cases.Publication;
import org.almenara.engine.live.Judged;
import org.almenara.engine.live.Stretch;
import org.almenara.engine.live.Timeline;
import org.almenara.engine.rules.RuleProblem;
import org.almenara.engine.rules.RuleSet;
import org.almenara.schemas.Json;
import org.almenara.schemas.RuleSetStatus;
import org.almenara.schemas.RuleSetStatus.State;
import org.almenara.schemas.Topic;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * What one worker says of rule sets: on {@code rulesets.status.v1} what became of each, once for
 * each change; and in its metrics which one it heard of last and which one judges.
 */
final class RulesReport {

  /** The packed rule set holds from the beginning of time; contracts begin with the century. */
  private static final Instant BEGINNING = Instant.parse("2000-01-01T00:00:00Z");

  /** What a rule set does, and since which instant it was told to. */
  private record Run(State state, Instant since) {}

  private final String step;
  private final int subtask;
  private final String packed;
  private final MetricGroup metrics;
  private final List<Publication> toSay = new ArrayList<>();

  /** What was said last of each rule set that runs. */
  private final Map<String, Run> running = new TreeMap<>();

  private final Map<String, Counter> failures = new HashMap<>();
  private final Set<String> failed = new HashSet<>();
  private String received;

  /** The watermark from which on there may be more to say of what runs. */
  private long sayAt = Long.MIN_VALUE;

  /** The watermark at which that was said last. */
  private long saidUpTo = Long.MIN_VALUE;

  RulesReport(String step, int subtask, String packed, MetricGroup metrics) {
    this.step = step;
    this.subtask = subtask;
    this.packed = packed;
    this.metrics = metrics;
    received = packed;
    metrics.gauge("rule_set_received", () -> number(received));
    metrics.gauge("rule_set_running", () -> number(judging()));
  }

  /** The first eight digits of a hash: enough to see that workers differ. */
  private static long number(String hash) {
    return Long.parseLong(hash.substring(0, 8), 16);
  }

  /** Hash of the rule set that was said to judge. */
  String judging() {
    return running.entrySet().stream()
        .filter(entry -> entry.getValue().state() == State.RUNNING)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(packed);
  }

  /** A rule set compiles. */
  void received(String hash, Instant at) {
    received = hash;
    if (!running.containsKey(hash)) {
      say(status(hash, State.RECEIVED, at, null, null));
    }
  }

  /** A rule set does not compile. */
  void broken(String hash, Instant at, RuleProblem problem) {
    say(
        new RuleSetStatus(
            hash,
            State.REFUSED,
            step,
            subtask,
            at,
            "does-not-compile",
            problem.file(),
            problem.line() == 0 ? null : problem.line(),
            problem.column() == 0 ? null : problem.column(),
            null));
  }

  /**
   * An activation is not valid. Where its rule set runs for another reason, that is said anew: the
   * newest word is what it does.
   */
  void refused(String hash, Instant at, String reason) {
    say(status(hash, State.REFUSED, at, reason, null));
    running.remove(hash);
    lookAgain();
  }

  /** A rule is silenced. */
  void stopped(String hash, Instant at, String rule) {
    say(status(hash, State.STOPPED, at, null, rule));
  }

  /** A rule could not be evaluated: counted each time, said once. */
  void failed(String hash, Instant at, String rule) {
    failures
        .computeIfAbsent(rule, failing -> metrics.addGroup("rule_id", rule).counter("rules_failed"))
        .inc();
    if (failed.add(hash + rule)) {
      say(status(hash, State.RULE_FAILED, at, null, rule));
    }
  }

  /** What holds has changed: there may be something to say at once. */
  void lookAgain() {
    sayAt = Long.MIN_VALUE;
  }

  /** At an instant that was passed already another rule set was to judge or run in shadow. */
  void appliedLate(Timeline now, Timeline before, long passed) {
    Map<String, Run> ran = runningAt(before, passed);
    runningAt(now, passed)
        .forEach(
            (hash, run) -> {
              if (!run.equals(ran.get(hash))) {
                say(status(hash, State.APPLIED_LATE, run.since, null, null));
                running.put(hash, run);
              }
            });
  }

  /** Says every change up to a watermark, however far it leapt. */
  void upTo(long time, Timeline timeline) {
    if (time < sayAt) {
      return;
    }
    List<Long> changes = timeline.stretches().stream().map(Stretch::from).toList();
    if (saidUpTo != Long.MIN_VALUE) {
      changes.stream()
          .filter(from -> from > saidUpTo && from <= time)
          .forEach(from -> sayRunning(timeline, from));
    }
    sayRunning(timeline, time);
    saidUpTo = time;
    sayAt = changes.stream().filter(from -> from > time).findFirst().orElse(Long.MAX_VALUE);
  }

  private void sayRunning(Timeline timeline, long instant) {
    Map<String, Run> runs = runningAt(timeline, instant);
    Instant from = instant(timeline.at(instant).from());
    running.keySet().stream()
        .filter(hash -> !runs.containsKey(hash))
        .forEach(hash -> say(status(hash, State.ENDED, from, null, null)));
    runs.forEach(
        (hash, run) -> {
          if (!run.equals(running.get(hash))) {
            say(status(hash, run.state, run.since, null, null));
          }
        });
    running.clear();
    running.putAll(runs);
  }

  private static Map<String, Run> runningAt(Timeline timeline, long instant) {
    Stretch stretch = timeline.at(instant);
    Map<String, Run> running = new TreeMap<>();
    RuleSet shadow = stretch.shadow();
    if (shadow != null) {
      Instant since = since(timeline.activations().shadowAt(instant));
      running.put(shadow.hash(), new Run(State.RUNNING_IN_SHADOW, since));
    }
    Instant since = since(timeline.activations().liveAt(instant));
    running.put(stretch.live().hash(), new Run(State.RUNNING, since));
    return running;
  }

  private static Instant since(@Nullable Judged activation) {
    return activation == null ? BEGINNING : Instant.ofEpochMilli(activation.effective());
  }

  private static Instant instant(long millis) {
    return millis < BEGINNING.toEpochMilli() ? BEGINNING : Instant.ofEpochMilli(millis);
  }

  /** Gives out what there is to say. */
  void flush(Consumer<Publication> out) {
    toSay.forEach(out);
    toSay.clear();
  }

  private RuleSetStatus status(
      String hash, State state, Instant at, @Nullable String reason, @Nullable String rule) {
    return new RuleSetStatus(hash, state, step, subtask, at, reason, null, null, null, rule);
  }

  private void say(RuleSetStatus status) {
    String rule = status.rule();
    String key = status.ruleSet() + ":" + status.step() + ":" + status.subtask();
    toSay.add(
        new Publication(
            Topic.RULE_SET_STATUS.topicName(),
            rule == null ? key : key + ":" + rule,
            new String(Json.canonical(status), UTF_8),
            status.at().toEpochMilli()));
  }
}

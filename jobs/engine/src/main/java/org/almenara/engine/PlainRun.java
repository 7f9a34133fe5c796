package org.almenara.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.almenara.engine.cases.AuditHead;
import org.almenara.engine.cases.CaseFile;
import org.almenara.engine.cases.CaseKeeper;
import org.almenara.engine.cases.CaseRevision;
import org.almenara.engine.cases.Decided;
import org.almenara.engine.cases.Publication;
import org.almenara.engine.cases.Publisher;
import org.almenara.engine.cases.Taken;
import org.almenara.engine.cases.Waiting;
import org.almenara.engine.evaluate.EntityEvaluator;
import org.almenara.engine.evaluate.EntityState;
import org.almenara.engine.evaluate.Erasures;
import org.almenara.engine.evaluate.Failures;
import org.almenara.engine.evaluate.FanOut;
import org.almenara.engine.evaluate.Fanned;
import org.almenara.engine.evaluate.Finding;
import org.almenara.engine.evaluate.GroupEvaluator;
import org.almenara.engine.evaluate.GroupState;
import org.almenara.engine.evaluate.Standing;
import org.almenara.engine.evaluate.Subject;
import org.almenara.engine.live.ByStretch;
import org.almenara.engine.live.Stretch;
import org.almenara.engine.live.Timeline;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.Guards;
import org.almenara.engine.registers.Feeds;
import org.almenara.engine.registers.Register;
import org.almenara.engine.rules.Lane;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.Units;
import org.almenara.engine.score.Assessment;
import org.almenara.engine.score.ScoreState;
import org.almenara.engine.score.Scorer;
import org.almenara.engine.time.EventTime;
import org.almenara.schemas.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * The whole way from record to case on one thread, without a cluster: for the examples beside the
 * rules, as the yardstick for the pipeline, and to evaluate rules over a simulated world. It walks
 * from instant to instant over those who are due; the parts are the same that the operators call.
 */
public final class PlainRun {

  private final Register register = new Register();
  private final Feeds feeds = new Feeds();
  private final Timeline timeline;
  private final ByStretch<FanOut> fanOut = new ByStretch<>(stretch -> new FanOut(stretch.joined()));
  private final ByStretch<EntityEvaluator> evaluator =
      new ByStretch<>(
          stretch ->
              new EntityEvaluator(
                  stretch.joined(), Guards.ON, Failures.UNHEARD, new Erasures(), feeds));
  private final Map<Lane, ByStretch<GroupEvaluator>> groupEvaluator =
      byLane((stretch, lane) -> new GroupEvaluator(stretch.ofGroups(lane)));
  private final Map<Lane, ByStretch<Scorer>> scorer =
      byLane((stretch, lane) -> new Scorer(stretch.in(lane)));
  private final Map<Lane, ByStretch<CaseKeeper>> keeper =
      byLane((stretch, lane) -> new CaseKeeper(stretch.in(lane), lane, units()));

  private final Map<String, Subject> entities = new HashMap<>();
  private final Map<String, EntityState> entityStates = new HashMap<>();
  private final Timers entityTimers = new Timers();
  private final Map<String, GroupState> groupStates = new HashMap<>();
  private final Timers groupTimers = new Timers();
  private final Map<String, ScoreState> scoreStates = new TreeMap<>();

  /** Whose score is looked at, by instant; as in the pipeline, none is taken back. */
  private final NavigableMap<Long, NavigableSet<String>> scoreTimers = new TreeMap<>();

  private final Map<String, CaseFile> caseFiles = new TreeMap<>();

  /** Whose cases are looked at, by instant: evidence, decisions, or only time. */
  private final NavigableMap<Long, NavigableSet<String>> caseTimers = new TreeMap<>();

  private final Map<String, Assessment> assessed = new TreeMap<>();
  private final TreeMap<Long, Map<String, List<Decided>>> decided = new TreeMap<>();

  private final Map<String, AuditHead> auditHeads = new TreeMap<>();
  private final Map<String, Taken> taken = new TreeMap<>();
  private final Map<String, Waiting> waiting = new TreeMap<>();

  /** When the units for which cases wait are given some. */
  private final NavigableMap<Long, NavigableSet<String>> hours = new TreeMap<>();

  private Units units = Units.WITHOUT_RATIONS;

  private final List<Finding> findings = new ArrayList<>();
  private final List<CaseRevision> revisions = new ArrayList<>();
  private final List<Publication> publications = new ArrayList<>();

  /** With one rule set for ever. */
  public PlainRun(RuleSet ruleSet) {
    this(Timeline.of(ruleSet));
  }

  /** With the rule set of each instant. */
  public PlainRun(Timeline timeline) {
    this.timeline = timeline;
  }

  private static <T> Map<Lane, ByStretch<T>> byLane(BiFunction<Stretch, Lane, T> make) {
    Map<Lane, ByStretch<T>> byLane = new EnumMap<>(Lane.class);
    for (Lane lane : Lane.values()) {
      byLane.put(lane, new ByStretch<>(stretch -> make.apply(stretch, lane)));
    }
    return byLane;
  }

  private <T> T at(Map<Lane, ByStretch<T>> parts, String key, long instant) {
    return Objects.requireNonNull(parts.get(Lane.of(key))).of(timeline.at(instant));
  }

  /**
   * A record with its identity.
   *
   * @param source the record
   * @param entry its identity and place
   * @param arrival epoch milliseconds
   */
  public record Arrived(SourceRecord source, Entry entry, long arrival) {

    long visible() {
      return EventTime.visible(entry.time(), arrival);
    }
  }

  /** Whose the cases are; before the run. Without it, each kind has one unit without a ration. */
  public PlainRun with(Units deployed) {
    units = deployed;
    return this;
  }

  private Units units() {
    return units;
  }

  /** What registers say; before the run. */
  public PlainRun with(List<Register.Said> entries) {
    entries.forEach(said -> register.add(said.entry(), said.timestamp()));
    entries.forEach(said -> feeds.add(said.entry(), said.timestamp()));
    return this;
  }

  /** What people decide, heard in time and in any order; before the run. */
  public PlainRun deciding(List<Decided> decisions) {
    decisions.forEach(
        decision -> decidingAt(Decided.effective(decision.timestamp(), Long.MIN_VALUE), decision));
    return this;
  }

  /** What somebody decides, taking effect when the audit says it did; before the run. */
  public PlainRun decidingAt(long instant, Decided decision) {
    decided
        .computeIfAbsent(instant, at -> new TreeMap<>())
        .computeIfAbsent(decision.focalKey(), focal -> new ArrayList<>())
        .add(decision);
    setTimer(caseTimers, decision.focalKey(), instant);
    return this;
  }

  /** Runs over records in any order, up to and including an instant. */
  public PlainRun run(List<Arrived> records, long end) {
    List<Arrived> byVisible = new ArrayList<>(records);
    byVisible.sort(Comparator.comparingLong(Arrived::visible));
    for (Arrived arrived : byVisible) {
      if (arrived.visible() > end) {
        break;
      }
      take(arrived);
    }
    return runTo(end);
  }

  /** Runs up to a record and takes it in; none that was visible before it may follow. */
  public PlainRun take(Arrived arrived) {
    runTo(arrived.visible());
    Stretch stretch = timeline.at(arrived.visible());
    EntityEvaluator adding = evaluator.of(stretch);
    for (Fanned fanned :
        fanOut.of(stretch).fan(arrived.source(), arrived.entry(), arrived.visible(), register)) {
      String key = fanned.entity().key();
      entities.put(key, fanned.entity());
      EntityState state = entityStates.computeIfAbsent(key, k -> new EntityState());
      adding.add(state, fanned, Long.MIN_VALUE);
      setTimer(key, state, adding.nextInstant(state));
    }
    return this;
  }

  /** Runs up to and including an instant; no record that was visible before it may follow. */
  public PlainRun runTo(long end) {
    for (long instant = nextInstant(); instant <= end; instant = nextInstant()) {
      evaluate(instant);
      evaluateGroups(instant);
      score(instant);
      List<CaseRevision> news = manage(instant);
      revisions.addAll(news);
      publish(instant, news);
    }
    return this;
  }

  /** Forgets what it has told so far, so that a long run need not hold all of it. */
  public void forgetTold() {
    findings.clear();
    revisions.clear();
    publications.clear();
  }

  /** What was found, in order of instants. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** The revisions of cases, in order of instants. */
  public List<CaseRevision> revisions() {
    return List.copyOf(revisions);
  }

  /** What would have been written to topics, in order of instants. */
  public List<Publication> publications() {
    return List.copyOf(publications);
  }

  private long nextInstant() {
    long next = Math.min(entityTimers.first(), groupTimers.first());
    for (NavigableMap<Long, NavigableSet<String>> timers :
        List.of(scoreTimers, caseTimers, hours)) {
      next = timers.isEmpty() ? next : Math.min(next, timers.firstKey());
    }
    return next;
  }

  private void setTimer(String key, EntityState state, long instant) {
    if (state.timer() != instant) {
      state.setTimer(instant);
      entityTimers.set(key, instant);
    }
  }

  private void setTimer(String key, GroupState state, long instant) {
    if (state.timer() != instant) {
      state.setTimer(instant);
      groupTimers.set(key, instant);
    }
  }

  private void evaluate(long instant) {
    EntityEvaluator evaluating = evaluator.of(timeline.at(instant));
    for (String key : entityTimers.takeDue(instant)) {
      EntityState state = entityStates.get(key);
      if (state == null || state.timer() != instant) {
        continue;
      }
      Subject entity = Objects.requireNonNull(entities.get(key));
      evaluating
          .evaluate(state, entity.type(), entity.origin(), instant, this::toGroup)
          .forEach(this::toScore);
      setTimer(key, state, evaluating.nextInstant(state));
      if (evaluating.ended(state, instant)) {
        entityStates.remove(key);
        entities.remove(key);
      }
    }
  }

  private void toGroup(Standing standing) {
    String key = standing.groupKey();
    GroupState state = groupStates.computeIfAbsent(key, k -> new GroupState());
    setTimer(key, state, state.add(standing));
  }

  private void toScore(Finding finding) {
    findings.add(finding);
    setTimer(scoreTimers, finding.focalKey(), finding.instant());
    scoreStates.merge(
        finding.focalKey(),
        ScoreState.of(finding.focal()).with(finding),
        (known, one) -> known.with(finding));
  }

  private static void setTimer(
      NavigableMap<Long, NavigableSet<String>> timers, String focal, long instant) {
    if (instant != Scorer.NEVER) {
      timers.computeIfAbsent(instant, at -> new TreeSet<>()).add(focal);
    }
  }

  private void evaluateGroups(long instant) {
    for (String key : groupTimers.takeDue(instant)) {
      GroupState state = groupStates.get(key);
      if (state == null || state.timer() != instant) {
        continue;
      }
      Subject group = Subject.ofKey(Lane.bare(key));
      GroupEvaluator evaluating = at(groupEvaluator, key, instant);
      evaluating.evaluate(state, group.type(), group.origin(), instant).forEach(this::toScore);
      setTimer(key, state, evaluating.nextInstant(state));
      if (state.isEmpty()) {
        groupStates.remove(key);
      }
    }
  }

  private void score(long instant) {
    for (String focal : dueAt(scoreTimers, instant)) {
      ScoreState state = scoreStates.get(focal);
      if (state == null) {
        continue;
      }
      Scorer scoring = at(scorer, focal, instant);
      if (scoring.nextInstant(state) > instant) {
        setTimer(scoreTimers, focal, scoring.nextInstant(state));
        continue;
      }
      Scorer.Step step = scoring.step(state, instant);
      put(scoreStates, focal, step.state());
      if (step.state() != null) {
        setTimer(scoreTimers, focal, scoring.nextInstant(step.state()));
      }
      Assessment assessment = step.assessment();
      if (assessment != null) {
        assessed.put(focal, assessment);
        setTimer(caseTimers, focal, instant);
      }
    }
  }

  private List<CaseRevision> manage(long instant) {
    List<CaseRevision> news = new ArrayList<>();
    Map<String, List<Decided>> decisions = decided.remove(instant);
    for (String focal : dueAt(caseTimers, instant)) {
      CaseKeeper.Step kept =
          at(keeper, focal, instant)
              .step(
                  caseFiles.get(focal),
                  instant,
                  assessed.remove(focal),
                  decisions == null ? List.of() : decisions.getOrDefault(focal, List.of()));
      put(caseFiles, focal, kept.file());
      setTimer(caseTimers, focal, CaseKeeper.nextInstant(kept.file()));
      news.addAll(kept.revisions());
    }
    return news;
  }

  private static Collection<String> dueAt(
      NavigableMap<Long, NavigableSet<String>> timers, long instant) {
    NavigableSet<String> due = timers.remove(instant);
    return due == null ? List.of() : due;
  }

  private static <T> void put(Map<String, T> map, String key, @Nullable T value) {
    if (value == null) {
      map.remove(key);
    } else {
      map.put(key, value);
    }
  }

  private void publish(long instant, List<CaseRevision> news) {
    Map<String, List<CaseRevision>> byUnit = new TreeMap<>();
    dueAt(hours, instant).forEach(unit -> byUnit.put(unit, new ArrayList<>()));
    news.forEach(
        revision ->
            byUnit.computeIfAbsent(revision.unit(), unit -> new ArrayList<>()).add(revision));
    byUnit.forEach(
        (unit, arrived) -> {
          Publisher.Step step =
              new Publisher(unit, units.unit(unit))
                  .step(
                      auditHeads.getOrDefault(unit, AuditHead.START),
                      taken.getOrDefault(unit, Taken.NOTHING),
                      waiting.computeIfAbsent(unit, of -> Waiting.inMemory()),
                      instant,
                      arrived);
          auditHeads.put(unit, step.head());
          taken.put(unit, step.taken());
          Long nextHour = step.nextHour();
          if (nextHour != null) {
            hours.computeIfAbsent(nextHour, at -> new TreeSet<>()).add(unit);
          }
          publications.addAll(step.publications());
        });
  }
}

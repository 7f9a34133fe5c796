package org.almenara.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.almenara.engine.cases.AuditHead;
import org.almenara.engine.cases.CaseKeeper;
import org.almenara.engine.cases.CaseRevision;
import org.almenara.engine.cases.CaseState;
import org.almenara.engine.cases.Publication;
import org.almenara.engine.cases.Publisher;
import org.almenara.engine.evaluate.EntityEvaluator;
import org.almenara.engine.evaluate.EntityState;
import org.almenara.engine.evaluate.FanOut;
import org.almenara.engine.evaluate.Fanned;
import org.almenara.engine.evaluate.Finding;
import org.almenara.engine.evaluate.GroupEvaluator;
import org.almenara.engine.evaluate.GroupState;
import org.almenara.engine.evaluate.Standing;
import org.almenara.engine.evaluate.Subject;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.registers.Register;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.score.Assessment;
import org.almenara.engine.score.ScoreState;
import org.almenara.engine.score.Scorer;
import org.almenara.engine.time.EventTime;
import org.almenara.schemas.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * The whole way from record to case on one thread, without a cluster: for the examples beside the
 * rules, and as the yardstick for the pipeline. It walks from instant to instant over all entities;
 * the parts are the same that the operators call.
 */
public final class PlainRun {

  private final FanOut fanOut;
  private final Register register = new Register();
  private final EntityEvaluator evaluator;
  private final GroupEvaluator groupEvaluator;
  private final Scorer scorer;
  private final CaseKeeper keeper;

  private final Map<String, Subject> entities = new TreeMap<>();
  private final Map<String, EntityState> entityStates = new TreeMap<>();
  private final Map<String, GroupState> groupStates = new TreeMap<>();
  private final Map<String, ScoreState> scoreStates = new TreeMap<>();
  private final Map<String, CaseState> caseStates = new TreeMap<>();
  private final Map<String, AuditHead> auditHeads = new TreeMap<>();

  private final List<Finding> findings = new ArrayList<>();
  private final List<CaseRevision> revisions = new ArrayList<>();
  private final List<Publication> publications = new ArrayList<>();

  public PlainRun(RuleSet ruleSet) {
    fanOut = new FanOut(ruleSet);
    evaluator = new EntityEvaluator(ruleSet);
    groupEvaluator = new GroupEvaluator(ruleSet);
    scorer = new Scorer(ruleSet);
    keeper = new CaseKeeper(ruleSet);
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

  /** What registers say; before the run. */
  public PlainRun with(List<Register.Said> entries) {
    entries.forEach(said -> register.add(said.entry(), said.timestamp()));
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
      runInstants(arrived.visible());
      for (Fanned fanned :
          fanOut.fan(arrived.source(), arrived.entry(), arrived.visible(), register)) {
        String key = fanned.entity().key();
        entities.put(key, fanned.entity());
        EntityState state = entityStates.computeIfAbsent(key, k -> new EntityState());
        evaluator.add(state, fanned, Long.MIN_VALUE);
        state.setTimer(evaluator.nextInstant(state));
      }
    }
    runInstants(end);
    return this;
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

  private void runInstants(long upTo) {
    for (long instant = nextInstant(); instant <= upTo; instant = nextInstant()) {
      evaluate(instant);
      evaluateGroups(instant);
      List<CaseRevision> news = score(instant);
      revisions.addAll(news);
      publish(news);
    }
  }

  private long nextInstant() {
    long next = Long.MAX_VALUE;
    for (EntityState state : entityStates.values()) {
      next = Math.min(next, state.timer());
    }
    for (GroupState state : groupStates.values()) {
      next = Math.min(next, state.timer());
    }
    for (ScoreState state : scoreStates.values()) {
      next = Math.min(next, scorer.nextInstant(state));
    }
    return next;
  }

  private void evaluate(long instant) {
    entityStates
        .entrySet()
        .removeIf(
            entry -> {
              EntityState state = entry.getValue();
              if (state.timer() > instant) {
                return false;
              }
              Subject entity = Objects.requireNonNull(entities.get(entry.getKey()));
              for (Finding finding :
                  evaluator.evaluate(
                      state, entity.type(), entity.origin(), instant, this::toGroup)) {
                toScore(finding);
              }
              state.setTimer(evaluator.nextInstant(state));
              return evaluator.ended(state, instant);
            });
  }

  private void toGroup(Standing standing) {
    GroupState state = groupStates.computeIfAbsent(standing.group().key(), key -> new GroupState());
    groupEvaluator.add(state, standing);
    state.setTimer(groupEvaluator.nextInstant(state));
  }

  private void toScore(Finding finding) {
    findings.add(finding);
    scoreStates.merge(
        finding.focal().key(),
        ScoreState.of(finding.focal()).with(finding),
        (known, one) -> known.with(finding));
  }

  private void evaluateGroups(long instant) {
    groupStates
        .entrySet()
        .removeIf(
            entry -> {
              GroupState state = entry.getValue();
              if (state.timer() > instant) {
                return false;
              }
              Subject group = Subject.ofKey(entry.getKey());
              groupEvaluator
                  .evaluate(state, group.type(), group.origin(), instant)
                  .forEach(this::toScore);
              state.setTimer(groupEvaluator.nextInstant(state));
              return state.isEmpty();
            });
  }

  private List<CaseRevision> score(long instant) {
    List<CaseRevision> news = new ArrayList<>();
    for (String focal : List.copyOf(scoreStates.keySet())) {
      ScoreState state = Objects.requireNonNull(scoreStates.get(focal));
      if (scorer.nextInstant(state) > instant) {
        continue;
      }
      Scorer.Step step = scorer.step(state, instant);
      put(scoreStates, focal, step.state());
      Assessment assessment = step.assessment();
      if (assessment != null) {
        CaseKeeper.Step kept = keeper.step(caseStates.get(focal), assessment);
        put(caseStates, focal, kept.state());
        news.addAll(kept.revisions());
      }
    }
    return news;
  }

  private static <T> void put(Map<String, T> map, String key, @Nullable T value) {
    if (value == null) {
      map.remove(key);
    } else {
      map.put(key, value);
    }
  }

  private void publish(List<CaseRevision> news) {
    Map<String, List<CaseRevision>> byUnit = new TreeMap<>();
    news.forEach(
        revision ->
            byUnit.computeIfAbsent(revision.unit(), unit -> new ArrayList<>()).add(revision));
    byUnit.forEach(
        (unit, arrived) -> {
          Publisher.Step step =
              Publisher.step(unit, auditHeads.getOrDefault(unit, AuditHead.START), arrived);
          auditHeads.put(unit, step.head());
          publications.addAll(step.publications());
        });
  }
}

package org.almenara.engine.evaluate;

import java.util.List;
import java.util.function.Consumer;
import org.almenara.engine.measures.Guards;
import org.almenara.engine.measures.Reading;
import org.almenara.engine.registers.Feeds;
import org.almenara.engine.rules.Measure;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.time.EventTime;
import org.almenara.schemas.EntityType;

/**
 * Keeps an entity's measures and evaluates its rules at instants.
 *
 * <p>Records are summed up as they come, and wait for the instant at which they count. At an
 * instant, those are taken in that count from it on, what is erased is forgotten, and the rules are
 * evaluated that have {@link News}: so it costs as much as there are gauges with news, however many
 * rules read them.
 *
 * <p>A finding is said when a rule begins to hold, when it ceases, and when all records that it
 * cited have left the window; so what is said depends on the records alone, never on when they were
 * read.
 */
public final class EntityEvaluator {

  private final RuleSet ruleSet;
  private final Guards guards;
  private final Failures failures;
  private final Erasures erasures;
  private final News news;
  private final RuleEvaluator rules;
  private final GroupTeller groups;

  public EntityEvaluator(RuleSet ruleSet) {
    this(ruleSet, Guards.ON);
  }

  /** For tests that switch a guard off. */
  public EntityEvaluator(RuleSet ruleSet, Guards guards) {
    this(ruleSet, guards, Failures.UNHEARD);
  }

  /** One that says which rules could not be evaluated. */
  public EntityEvaluator(RuleSet ruleSet, Guards guards, Failures failures) {
    this(ruleSet, guards, failures, new Erasures());
  }

  /**
   * One that forgets.
   *
   * @param erasures what is erased; it may hear of more while states live, see {@link #hear}
   */
  public EntityEvaluator(RuleSet ruleSet, Guards guards, Failures failures, Erasures erasures) {
    this(ruleSet, guards, failures, erasures, new Feeds());
  }

  /**
   * One that knows what feeds leave out.
   *
   * @param feeds it may hear of more while states live
   */
  public EntityEvaluator(
      RuleSet ruleSet, Guards guards, Failures failures, Erasures erasures, Feeds feeds) {
    this.ruleSet = ruleSet;
    this.guards = guards;
    this.failures = failures;
    this.erasures = erasures;
    this.news = new News(ruleSet);
    this.rules = new RuleEvaluator(ruleSet, feeds);
    this.groups = new GroupTeller(ruleSet);
  }

  /**
   * Takes in a record. Which rule set does so depends on when the record is visible; what another
   * one is to evaluate earlier is left as it is.
   *
   * @param now the watermark: instants up to it have passed
   */
  public void add(EntityState state, Fanned fanned, long now) {
    long visible = Math.max(fanned.visible(), now);
    if (isErased(fanned)) {
      return;
    }
    erasures.schedule(state, fanned.entity().origin(), fanned.readings());
    long end =
        EventTime.instantAtOrAfter(
            visible + ruleSet.lifetime(fanned.entity().type()), ruleSet.baseSlide());
    boolean kept = false;
    for (Reading reading : fanned.readings()) {
      Measure measure = ruleSet.measure(reading.measure());
      if (measure == null) {
        continue;
      }
      kept = true;
      // The first instant at which anybody looks at the measure.
      long counts = EventTime.instantAfter(visible, ruleSet.slide(measure));
      Part part =
          guards.pending()
              ? state.pending.computeIfAbsent(
                  new Waiting(counts, ruleSet.fedSince()), waiting -> new Part())
              : state.counted;
      part.lives(visible, end);
      if (ruleSet.names(measure)) {
        part.name(fanned.record(), fanned.entity().token());
        if (fanned.platform() != null) {
          part.seen.add(fanned.platform(), fanned.record().time());
        }
      }
      if (erasures.instant(reading.origin()) <= counts
          || erasures.instant(reading.of()) <= counts) {
        continue;
      }
      part.summaries
          .computeIfAbsent(reading.measure(), print -> measure.newSummary(guards))
          .add(fanned.record(), reading);
      if (!guards.pending()) {
        news.touched(state, reading.measure(), counts);
      }
    }
    if (!kept) {
      state.counted.lives(visible, end);
    }
  }

  /** Whether a record is about an entity that is erased before the record could count. */
  public boolean isErased(Fanned fanned) {
    return erasures.instant(fanned.entity().origin()) <= fanned.visible();
  }

  /**
   * Makes a state forget a token that {@link Erasures} has heard of after the state was written.
   *
   * @return whether it has anything to forget, so that its timer may have to be set anew
   */
  public boolean hear(EntityState state, String entity, String origin) {
    boolean concerned = entity.equals(origin) || state.names(origin);
    if (concerned) {
      state.schedule(origin, erasures.instant(origin));
    }
    return concerned;
  }

  /** The next instant at which {@link #evaluate} must be called, whichever rule set does so. */
  public long nextInstant(EntityState state) {
    long next = Math.min(state.end(), Math.min(state.gaugesDue, state.rulesDue));
    next = Math.min(next, state.groupsDue);
    next = state.erasures.isEmpty() ? next : Math.min(next, state.erasures.firstKey());
    return state.pending.isEmpty() ? next : Math.min(next, state.pending.firstKey().instant());
  }

  /** Whether nothing of the state can matter at or after an instant. */
  public boolean ended(EntityState state, long instant) {
    return state.pending.isEmpty() && instant >= state.end();
  }

  /** Evaluates where nobody asks how the entity stands in its groups. */
  List<Finding> evaluate(EntityState state, EntityType type, String origin, long instant) {
    return evaluate(state, type, origin, instant, standing -> {});
  }

  /**
   * Evaluates the rules whose answer can differ.
   *
   * @param type what the entity is
   * @param origin which one
   * @param instant epoch milliseconds; no instant before it was left out
   * @param standings hears how the entity stands in its groups, where that changed
   * @return what changed, by rule and member
   */
  public List<Finding> evaluate(
      EntityState state,
      EntityType type,
      String origin,
      long instant,
      Consumer<Standing> standings) {
    news.reconcile(state, instant);
    takeInWhatCounts(state, instant);
    Erasures.carryOut(state, origin, instant, measure -> news.touched(state, measure, instant));
    String token = state.counted.token;
    Subject entity = new Subject(type, token.isEmpty() ? origin : token, origin);
    Said said = new Said(entity, instant, state.rules);
    if (state.rulesDue <= instant) {
      said.ceaseWhere(id -> ruleSet.rule(id) == null);
    }
    Moment moment = new Moment(state, instant);
    for (Rule rule : news.rules(moment)) {
      said.alone(rule.id(), failures, () -> rules.evaluate(moment, rule, said));
    }
    if (!said.findings.isEmpty() || state.rulesDue <= instant) {
      state.rulesDue = news.rulesDue(state);
    }
    boolean over = instant >= state.end();
    if (over) {
      // Only where a changed rule set made windows longer than the state was to live.
      said.ceaseWhere(id -> true);
    }
    groups.tell(moment, said, over, standings);
    state.groupsDue = groups.nextInstant(state);
    if (over) {
      state.beginAnew();
    } else {
      forget(state.counted, instant);
    }
    return said.findings;
  }

  private void takeInWhatCounts(EntityState state, long instant) {
    while (!state.pending.isEmpty() && state.pending.firstKey().instant() <= instant) {
      Part part = state.pending.pollFirstEntry().getValue();
      part.summaries.keySet().forEach(measure -> news.touched(state, measure, instant));
      state.counted.merge(part);
    }
  }

  private void forget(Part counted, long instant) {
    counted
        .summaries
        .entrySet()
        .removeIf(
            entry -> {
              Measure measure = ruleSet.measure(entry.getKey());
              if (measure == null) {
                return true;
              }
              // Up to where its own records count already: of the others some still wait.
              long read = instant - Math.floorMod(instant, ruleSet.slide(measure));
              entry.getValue().forget(read, measure.window());
              return entry.getValue().isEmpty();
            });
  }
}
